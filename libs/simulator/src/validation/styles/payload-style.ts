import type { Field, FieldKind } from '../field';
import type { Problem } from '../sentences';

export interface ReadingContext {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly isUnit: (code: string) => boolean;
}

type Reader<K extends FieldKind> = (
  value: unknown,
  field: Field & { readonly kind: K },
  context: ReadingContext,
) => Problem | undefined;

/** How a payload is written: one reader per kind of field. A reader sees filled values only. */
export interface PayloadStyle {
  readonly readers: { readonly [K in FieldKind]: Reader<K> };
  /** Parts of the kinds that are objects in this style. */
  readonly parts: Partial<Record<FieldKind, ReadonlySet<string>>>;
}

export function readField(
  style: PayloadStyle,
  value: unknown,
  field: Field,
  context: ReadingContext,
): Problem | undefined {
  // The table pairs each kind with its own reader; the compiler cannot follow a pairing through an index.
  const reader = style.readers[field.kind] as (
    value: unknown,
    field: Field,
    context: ReadingContext,
  ) => Problem | undefined;
  return reader(value, field, context);
}
