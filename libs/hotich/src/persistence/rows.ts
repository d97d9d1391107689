import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { sealRows } from './at-rest/at-rest';
import { dialectOf, type PlainRow, type RowWrite, shapeOf, type TableShape } from './dialect';
import { provinceOf } from './province';

/** Rows of one entity that are to be written. */
export interface EntityWrite {
  readonly how: RowWrite['how'];
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly rows: readonly ObjectLiteral[];
  /** Properties that an update writes. Default: all. */
  readonly changed?: ReadonlySet<string>;
}

/** Rows of many entities together, sealed where they must be. No row is in it twice. */
export async function writeRows(manager: EntityManager, writes: readonly EntityWrite[]): Promise<void> {
  const plainWrites: RowWrite[] = [];
  const dialect = dialectOf(manager.connection);
  for (const { how, entity, rows, changed } of writes) {
    if (rows.length === 0) continue;
    const whole = shapeOf(manager, entity);
    const shape = changed && !dialect.rows.wholeUpdates ? narrowed(whole, changed) : whole;
    const stored = await sealRows(manager, entity, rows);
    plainWrites.push({ how, shape, rows: stored.map((row) => plain(manager, row, shape)) });
  }
  if (plainWrites.length > 0) await dialect.rows.write(manager, plainWrites);
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
 * @param row its primary key is nobody else's.
 * @returns false when another key of it is taken, and then nothing is written.
 */
export async function insertIfNew<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  row: T,
): Promise<boolean> {
  const shape = shapeOf(manager, entity);
  const [stored] = await sealRows(manager, entity, [row]);
  return dialectOf(manager.connection).rows.insertIfNew(manager, shape, plain(manager, stored!, shape));
}

/** Writes whole rows back; the caller holds their locks. */
export async function updateRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  await writeRows(manager, [{ how: 'update', entity, rows }]);
}

function narrowed(shape: TableShape, changed: ReadonlySet<string>): TableShape {
  const kept = shape.columns.filter(({ primary, province, property }) => primary || province || changed.has(property));
  return { ...shape, columns: kept };
}

function plain(manager: EntityManager, row: ObjectLiteral, { columns }: TableShape): PlainRow {
  const values: Record<string, unknown> = {};
  for (const { property, name, json, province } of columns) {
    const value = row[property] as unknown;
    if (province) values[name] = value ?? provinceOf(manager);
    else if (value === null || value === undefined) values[name] = null;
    else if (json) values[name] = JSON.stringify(value);
    else values[name] = value instanceof Date ? value.getTime() : value;
  }
  return values;
}
