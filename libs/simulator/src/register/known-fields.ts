import { asObject } from '../http/received-request';

/** A payload as the register keeps it: without the fields, and the parts of fields (`field.part`), it does not know. */
export function knownFields(
  payload: Readonly<Record<string, unknown>>,
  unknownFields: readonly string[],
): Record<string, unknown> {
  const dropped = new Set(unknownFields);
  const without = (object: Readonly<Record<string, unknown>>, prefix: string): Record<string, unknown> =>
    Object.fromEntries(Object.entries(object).filter(([name]) => !dropped.has(prefix + name)));
  return Object.fromEntries(
    Object.entries(without(payload, '')).map(([name, value]) => {
      const parts = asObject(value);
      return [name, parts ? without(parts, `${name}.`) : value];
    }),
  );
}
