import { asObject } from '../http/received-request';
import type { FieldTable } from './field';
import { sentence } from './sentences';
import { isBlank } from './styles/parts';
import { readField, type PayloadStyle } from './styles/payload-style';

type Payload = Readonly<Record<string, unknown>>;

export interface PayloadReport {
  /** One sentence per faulty field, in the order of the field table. */
  readonly sentences: readonly string[];
  /** Fields the table does not know, nested ones as `field.part`. */
  readonly unknownFields: readonly string[];
}

/** Reads a payload field by field as the register would, in one style. */
export function checkPayload(
  payload: Payload,
  fields: FieldTable,
  style: PayloadStyle,
  isUnit: (code: string) => boolean,
): PayloadReport {
  const sentences: string[] = [];
  const unknownFields = Object.keys(payload).filter((name) => !Object.hasOwn(fields, name));
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
    const parts = style.parts[field.kind];
    if (isEmpty(value, parts)) {
      if (field.required) sentences.push(sentence.missing(name));
      continue;
    }
    const problem = readField(style, value, field, { payload, isUnit });
    if (problem) sentences.push(sentence[problem](name));
    if (parts) unknownFields.push(...unknownParts(name, value, parts));
  }
  return { sentences, unknownFields };
}

/** Nothing there, or an object of parts that are all empty: clients send both for "not known". */
function isEmpty(value: unknown, parts: ReadonlySet<string> | undefined): boolean {
  if (isBlank(value)) return true;
  const object = parts && asObject(value);
  return object !== undefined && Object.values(object).every(isBlank);
}

function unknownParts(name: string, value: unknown, parts: ReadonlySet<string>): string[] {
  return Object.keys(asObject(value) ?? {})
    .filter((part) => !parts.has(part))
    .map((part) => `${name}.${part}`);
}
