import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { sealerOf } from './at-rest/at-rest';
import { dialectOf, type PlainRow, type RowWrite, shapeOf, type TableShape, withoutValues } from './dialect';
import { provinceOf } from './province';

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
  const stored = await plainWrites(manager, writes);
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
  const [head, ...rest] = await plainWrites(manager, [{ how: 'insertNew', entity, rows: [first] }, ...inserts]);
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

/** Writes whole rows back; the caller holds their locks. */
export async function updateRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  await writeRows(manager, [{ how: 'update', entity, rows }]);
}

async function plainWrites(manager: EntityManager, writes: readonly EntityWrite[]): Promise<RowWrite[]> {
  const plainOnes: RowWrite[] = [];
  for (const { how, entity, rows, changed, taken } of writes) {
    if (rows.length === 0) continue;
    const whole = shapeOf(manager, entity);
    const shape = changed ? narrowed(whole, changed) : whole;
    const seal = await sealerOf(manager, entity);
    plainOnes.push({ how, shape, taken, rows: rows.map((row) => plain(manager, row, shape, seal?.(row))) });
  }
  return plainOnes;
}

function narrowed(shape: TableShape, changed: ReadonlySet<string>): TableShape {
  const kept = shape.columns.filter(({ primary, province, property }) => primary || province || changed.has(property));
  return { ...shape, columns: kept };
}

/**
 * What is null is left out: it is read as that, and a batch of rows is shorter.
 *
 * @param seals stand for what the row itself says, which is not looked at then.
 */
function plain(
  manager: EntityManager,
  row: ObjectLiteral,
  { columns }: TableShape,
  seals?: ReadonlyMap<string, string>,
): PlainRow {
  const values: Record<string, unknown> = {};
  for (const { property, name, json, province } of columns) {
    const value: unknown = seals?.get(property) ?? row[property];
    if (province) values[name] = value ?? provinceOf(manager);
    else if (value === null || value === undefined) continue;
    else if (json) values[name] = JSON.stringify(value);
    else values[name] = value instanceof Date ? value.getTime() : value;
  }
  return values;
}
