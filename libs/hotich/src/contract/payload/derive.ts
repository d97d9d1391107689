import { Field, fieldsOf, type KnownField } from './field';
import type { FieldSpec, PayloadClass } from './field.types';

/** A field of a derived class. */
export interface DerivedField {
  readonly spec: FieldSpec;
  readonly nested?: PayloadClass;
}

class Nothing {}

/**
 * A payload class whose fields follow from another class by a rule, so that one description serves every style.
 *
 * @param names which fields, in order; default all of them.
 * @param parent class that adds fields of its own behind them.
 */
export function derivePayload(
  name: string,
  base: PayloadClass,
  convert: (field: KnownField) => DerivedField,
  { names, parent = Nothing }: { names?: readonly string[]; parent?: PayloadClass } = {},
): PayloadClass {
  const derived = class extends parent {};
  Object.defineProperty(derived, 'name', { value: name });
  const known = fieldsOf(base);
  for (const fieldName of names ?? known.keys()) {
    const field = known.get(fieldName);
    if (!field) throw new TypeError(`${base.name} has no field ${fieldName}`);
    const { spec, nested } = convert(field);
    Field(spec, nested && (() => nested))(derived.prototype, fieldName);
  }
  return derived;
}
