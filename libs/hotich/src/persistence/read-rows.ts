import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { openRows } from './at-rest/at-rest';
import { dialectOf } from './dialect';
import { ours } from './province';

/**
 * Many rows of one entity and this application's province, as `find` would give them. TypeORM's own way from a result to
 * entities is made for joins, and costs a lane more than its query does.
 *
 * @param property the column that must be one of `values`.
 * @param narrow adds further conditions, the order and the lock; the alias is `r`.
 */
export async function readRows<T extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  property: keyof T & string,
  values: readonly string[],
  narrow: (query: SelectQueryBuilder<T>) => SelectQueryBuilder<T> = (query) => query,
): Promise<T[]> {
  const { oneOfValues } = dialectOf(manager.connection);
  const query = manager.createQueryBuilder(entity, 'r').where(`r.${property} ${oneOfValues}`, { values });
  const raw = await narrow(query).andWhere(ours(manager)).getRawMany<Record<string, unknown>>();
  const metadata = manager.connection.getMetadata(entity);
  const rows = raw.map((values) => hydrated<T>(values, metadata));
  await openRows(manager, entity, rows);
  return rows;
}

function hydrated<T extends ObjectLiteral>(values: Record<string, unknown>, metadata: EntityMetadata): T {
  const row: ObjectLiteral = new (metadata.target as new () => T)();
  const { driver } = metadata.connection;
  for (const column of metadata.columns) {
    row[column.propertyName] = driver.prepareHydratedValue(values[`r_${column.databaseName}`], column) as unknown;
  }
  return row as T;
}
