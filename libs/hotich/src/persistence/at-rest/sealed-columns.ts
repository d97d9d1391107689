/** How a value becomes bytes: its JSON, its text, or the bytes that a base64 text stands for. */
export type SealedAs = 'json' | 'text' | 'base64';

const COLUMNS = new WeakMap<object, Map<string, SealedAs>>();

/**
 * Marks a column that holds personal data: with a key given it is stored sealed, and opened when it is read. Goes beside
 * `@Column`. Rows of such an entity are written with `insertRows` and `updateRows` only.
 *
 * @param as `base64` seals the bytes instead of their text, a quarter less to store.
 */
export function Sealed(as: SealedAs = 'text'): PropertyDecorator {
  return (target, property) => {
    const columns = COLUMNS.get(target.constructor) ?? new Map<string, SealedAs>();
    COLUMNS.set(target.constructor, columns.set(String(property), as));
  };
}

/** The sealed properties of an entity; empty for an entity that has none. */
export function sealedColumns(entity: unknown): ReadonlyMap<string, SealedAs> {
  return COLUMNS.get(entity as object) ?? NONE;
}

const NONE: ReadonlyMap<string, SealedAs> = new Map();
