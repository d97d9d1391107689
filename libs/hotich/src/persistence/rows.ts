import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { sealerOf } from './at-rest/at-rest';
import { dialectOf, type ColumnShape, type RowWrite, shapeOf, withoutValues } from './dialect';
import { provinceOf } from './province';
import { sameAgain } from './same-again';

/** Rows of one entity that are to be written. */
export interface EntityWrite {
  readonly how: RowWrite['how'];
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly rows: readonly ObjectLiteral[];
  /** Properties that an update writes. Default: all. */
  readonly changed?: ReadonlySet<string>;
  readonly taken?: RowWrite['taken'];
}

/** Rows of many entities together, sealed where they must be. No row is in it twice. */
export async function writeRows(manager: EntityManager, writes: readonly EntityWrite[]): Promise<void> {
  const stored = await storedWrites(manager, writes);
  if (stored.length > 0) await dialectOf(manager.connection).rows.write(manager, stored).catch(sayNoValues);
}

/** Whatever the library writes about people is written here. */
function sayNoValues(error: unknown): never {
  throw withoutValues(error);
}

/**
 * @param first a row whose primary key is nobody else's.
 * @param inserts of rows that belong to it.
 * @returns false when another key of the first row is taken, and then nothing is written.
 */
export async function writeIfNew<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  first: T,
  inserts: readonly EntityWrite[],
): Promise<boolean> {
  const [head, ...rest] = await storedWrites(manager, [{ how: 'insertNew', entity, rows: [first] }, ...inserts]);
  return dialectOf(manager.connection).rows.writeIfNew(manager, head!, rest).catch(sayNoValues);
}

export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
  { ignoreConflicts = false }: { readonly ignoreConflicts?: boolean } = {},
): Promise<void> {
  await writeRows(manager, [{ how: ignoreConflicts ? 'insertNew' : 'insert', entity, rows }]);
}

/**
 * Writes rows back; the caller holds their locks.
 *
 * @param changed what is written of them; the rows need nothing else but their keys. Default: all.
 */
export async function updateRows<T extends ObjectLiteral, K extends keyof T & string = keyof T & string>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly Pick<T, K>[],
  changed?: readonly K[],
): Promise<void> {
  await writeRows(manager, [{ how: 'update', entity, rows, changed: changed && new Set(changed) }]);
}

async function storedWrites(manager: EntityManager, writes: readonly EntityWrite[]): Promise<RowWrite[]> {
  const stored: RowWrite[] = [];
  for (const { how, entity, rows, changed, taken } of writes) {
    if (rows.length === 0) continue;
    const shape = shapeOf(manager, entity);
    const seal = await sealerOf(manager, entity);
    const seals = seal && rows.map((row) => seal(row, changed));
    const columns = shape.columns
      .filter(({ primary, province, property }) => !changed || primary || province || changed.has(property))
      .map((column) => ({ column, values: valuesIn(column, rows, provinceOf(manager), seals) }));
    stored.push({ how, shape, columns, taken });
  }
  return stored;
}

/** @param seals stand for what the rows themselves say, which is not looked at then. */
function valuesIn(
  { property, json, province }: ColumnShape,
  rows: readonly ObjectLiteral[],
  ourProvince: string,
  seals?: readonly ReadonlyMap<string, string>[],
): unknown[] {
  const missing = province ? ourProvince : null;
  const plain = json ? sameAgain(jsonOf) : numberOfDate;
  return rows.map((row, i) => plain(seals?.[i]!.get(property) ?? row[property] ?? null) ?? missing);
}

function numberOfDate(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
