import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { openRows } from './at-rest/at-rest';
import { dialectOf, shapeOf } from './dialect';
import { provincesOf } from './province';

export interface Reading<T> {
  /** A further column that must be one of these. */
  readonly only?: { readonly property: keyof T & string; readonly values: readonly string[] };
  readonly orderBy?: keyof T & string;
  /** `update`: locks what it reads. `latest`: also sees what was committed since a host's transaction began. */
  readonly lock?: 'update' | 'latest';
}

/**
 * Many rows of one entity and this application's province, as `find` would give them. TypeORM's own way from a condition to a
 * statement and from a result to entities is made for joins, and costs a lane more than its query does.
 *
 * @param property the column of ids that must be one of `values`.
 */
export async function readRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  property: keyof T & string,
  values: readonly string[],
  { only, orderBy, lock }: Reading<T> = {},
): Promise<T[]> {
  if (values.length === 0) return [];
  const { table, columns } = shapeOf(manager, entity);
  const dialect = dialectOf(manager.connection);
  const { oneOf, oneOfIds, ofProvinces, lockLatest } = dialect;
  const named = (wanted: string) => columns.find((column) => column.property === wanted)!.quoted;
  const conditions: [string, readonly string[]][] = [
    [`${named(property)} ${oneOfIds(1)}`, values],
    [`${columns.find((column) => column.province)!.quoted} ${ofProvinces(2)}`, provincesOf(manager)],
    ...(only ? [[`${named(only.property)} ${oneOf(3)}`, only.values] as [string, readonly string[]]] : []),
  ];
  const raw = await dialect.run<Record<string, unknown>>(
    manager,
    `select ${columns.map((column) => column.quoted).join(', ')} from ${table}
     where ${conditions.map(([condition]) => condition).join(' and ')}
     ${orderBy ? `order by ${named(orderBy)}` : ''} ${lock === 'update' || (lock && lockLatest) ? 'for update' : ''}`,
    conditions.map(([, list]) => list),
  );
  const metadata = manager.connection.getMetadata(entity);
  const rows = raw.map((row) => hydrated<T>(row, metadata));
  await openRows(manager, entity, rows);
  return rows;
}

function hydrated<T extends ObjectLiteral>(values: Record<string, unknown>, metadata: EntityMetadata): T {
  const row: ObjectLiteral = new (metadata.target as new () => T)();
  const { driver } = metadata.connection;
  for (const column of metadata.columns) {
    row[column.propertyName] = driver.prepareHydratedValue(values[column.databaseName], column) as unknown;
  }
  return row as T;
}
