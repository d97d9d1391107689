import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { sealRows } from './at-rest/at-rest';

/**
 * Many rows in one statement and one parameter. The query builder would make a parameter of every value, which at a hundred
 * rows costs more than the database does.
 */
export async function insertRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
  options: { readonly ignoreConflicts?: boolean } = {},
): Promise<number> {
  if (rows.length === 0) return 0;
  const { table, columns } = shapeOf(manager, entity);
  const names = columns.map((column) => column.quoted).join(', ');
  const stored = await sealRows(manager, entity, rows);
  const inserted = await manager.query<unknown[]>(
    `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)
     ${options.ignoreConflicts ? 'on conflict do nothing' : ''} returning 1`,
    [JSON.stringify(stored.map((row) => flat(row, columns)))],
  );
  return inserted.length;
}

/** Writes whole rows back; the caller holds their locks. */
export async function updateRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  rows: readonly T[],
): Promise<void> {
  if (rows.length === 0) return;
  const { table, columns } = shapeOf(manager, entity);
  const set = columns.filter((column) => !column.primary).map(({ quoted }) => `${quoted} = new.${quoted}`);
  const on = columns.filter((column) => column.primary).map(({ quoted }) => `old.${quoted} = new.${quoted}`);
  const stored = await sealRows(manager, entity, rows);
  await manager.query(
    `update ${table} old set ${set.join(', ')} from json_populate_recordset(null::${table}, $1::json) new where ${on.join(' and ')}`,
    [JSON.stringify(stored.map((row) => flat(row, columns)))],
  );
}

/** The table where the host's schema and prefix put it, quoted. */
export function tableOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>): string {
  return shapeOf(manager, entity).table;
}

interface Column {
  readonly property: string;
  readonly name: string;
  readonly quoted: string;
  readonly primary: boolean;
  readonly json: boolean;
}

interface Shape {
  readonly table: string;
  readonly columns: readonly Column[];
}

/** By the metadata of one DataSource, which does not change once it is open. */
const SHAPES = new WeakMap<EntityMetadata, Shape>();

function shapeOf(manager: EntityManager, entity: EntityTarget<ObjectLiteral>): Shape {
  const metadata = manager.connection.getMetadata(entity);
  const known = SHAPES.get(metadata) ?? readShape(metadata, manager);
  SHAPES.set(metadata, known);
  return known;
}

function readShape(metadata: EntityMetadata, manager: EntityManager): Shape {
  return {
    table: pathOf(metadata, manager),
    columns: metadata.columns.map((column) => ({
      property: column.propertyName,
      name: column.databaseName,
      quoted: manager.connection.driver.escape(column.databaseName),
      primary: column.isPrimary,
      json: column.type === 'simple-json',
    })),
  };
}

function pathOf(metadata: EntityMetadata, manager: EntityManager): string {
  return metadata.tablePath
    .split('.')
    .map((part) => manager.connection.driver.escape(part))
    .join('.');
}

function flat(row: ObjectLiteral, columns: readonly Column[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { property, name, json } of columns) {
    const value = row[property] as unknown;
    if (value === null || value === undefined) values[name] = null;
    else if (json) values[name] = JSON.stringify(value);
    else values[name] = value instanceof Date ? value.getTime() : value;
  }
  return values;
}
