import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { sealRows } from './at-rest/at-rest';
import { dialectOf, type PlainRow, shapeOf, type TableShape } from './dialect';

export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
  { ignoreConflicts = false }: { readonly ignoreConflicts?: boolean } = {},
): Promise<void> {
  if (rows.length === 0) return;
  const shape = shapeOf(manager, entity);
  const stored = await sealRows(manager, entity, rows);
  await dialectOf(manager.connection).rows.insert(
    manager,
    shape,
    stored.map((row) => plain(row, shape)),
    ignoreConflicts,
  );
}

/** @returns false when one of its keys is taken, and then nothing is written. */
export async function insertIfNew<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  row: T,
): Promise<boolean> {
  const shape = shapeOf(manager, entity);
  const [stored] = await sealRows(manager, entity, [row]);
  return dialectOf(manager.connection).rows.insertIfNew(manager, shape, plain(stored!, shape));
}

/** Writes whole rows back; the caller holds their locks. */
export async function updateRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  if (rows.length === 0) return;
  const shape = shapeOf(manager, entity);
  const stored = await sealRows(manager, entity, rows);
  await dialectOf(manager.connection).rows.update(
    manager,
    shape,
    stored.map((row) => plain(row, shape)),
  );
}

function plain(row: ObjectLiteral, { columns }: TableShape): PlainRow {
  const values: Record<string, unknown> = {};
  for (const { property, name, json } of columns) {
    const value = row[property] as unknown;
    if (value === null || value === undefined) values[name] = null;
    else if (json) values[name] = JSON.stringify(value);
    else values[name] = value instanceof Date ? value.getTime() : value;
  }
  return values;
}
