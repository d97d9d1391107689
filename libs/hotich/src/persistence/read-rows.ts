import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { openRows } from './at-rest/at-rest';
import { type ColumnShape, dialectOf, isUpToDate, shapeOf } from './dialect';
import { provincesOf } from './province';
import { sameAgain } from './same-again';

export interface Reading<T, K extends keyof T = keyof T> {
  /** What is read of a row; default everything. Columns cost more than rows: a lane reads what it needs. */
  readonly properties?: readonly K[];
  /** A further column that must be one of these. */
  readonly only?: { readonly property: keyof T & string; readonly values: readonly string[] };
  readonly orderBy?: keyof T & string;
  /**
   * `update`: locks what it reads. `passing`: the same, and leaves out what somebody else has locked. `latest`: also sees what was
   * committed since a host's transaction began; a lock of theirs, such as their dossier's, keeps them from changing.
   */
  readonly lock?: 'update' | 'passing' | 'latest';
}

/**
 * Many rows of one entity and this application's province, as `find` would give them. TypeORM's own way from a condition to a
 * statement and from a result to entities is made for joins, and costs a lane more than its query does.
 *
 * @param property the column that must be one of `values`, most likely ids.
 */
export async function readRows<T extends ObjectLiteral, K extends keyof T & string = keyof T & string>(
  manager: EntityManager,
  entity: EntityTarget<T>,
  property: keyof T & string,
  values: readonly string[],
  { properties, only, orderBy, lock }: Reading<T, K> = {},
): Promise<Pick<T, K>[]> {
  if (values.length === 0) return [];
  const { table, columns } = shapeOf(manager, entity);
  const dialect = dialectOf(manager.connection);
  const { oneOf, oneOfIds, ofProvinces } = dialect;
  // A plain read that is up to date locks nothing of others: of few rows in a small table the database may read, and lock, all.
  const locks = lock && (lock !== 'latest' || (dialect.lockLatest && !isUpToDate(manager)));
  const column = (one: string) => columns.find((each) => each.property === one)!;
  const wanted = properties ? columns.filter((each) => properties.includes(each.property as K)) : columns;
  const conditions: [string, readonly string[]][] = [
    [`${column(property).quoted} ${(column(property).type === 'uuid' ? oneOfIds : oneOf)(1)}`, values],
    [`${columns.find((each) => each.province)!.quoted} ${ofProvinces(2)}`, provincesOf(manager)],
    ...(only ? [[`${column(only.property).quoted} ${oneOf(3)}`, only.values] as [string, readonly string[]]] : []),
  ];
  const raw = await dialect.select(
    manager,
    `select ${wanted.map((each) => each.quoted).join(', ')} from ${table}
     where ${conditions.map(([condition]) => condition).join(' and ')}
     ${orderBy ? `order by ${column(orderBy).quoted}` : ''} ${locks ? 'for update' : ''} ${lock === 'passing' ? 'skip locked' : ''}`,
    conditions.map(([, list]) => list),
    wanted.map(({ name }) => name),
  );
  const target = manager.connection.getMetadata(entity).target as new () => T;
  const readers = wanted.map(readerOf);
  const rows = raw.map((values) => hydrated(new target(), values, wanted, readers));
  await openRows(manager, entity, rows);
  return rows;
}

function hydrated<T extends ObjectLiteral>(
  row: T,
  values: readonly unknown[],
  columns: readonly ColumnShape[],
  readers: readonly ColumnShape['read'][],
): T {
  for (let i = 0; i < columns.length; i++) (row as ObjectLiteral)[columns[i]!.property] = readers[i]!(values[i]);
  return row;
}

/** Of JSON texts so short many rows may have the same: a route, a diagnosis. */
const REPEATED_CHARACTERS = 1_000;

/** What rows say alike is read once and theirs in common, and only ever read. Not so an instant: a host is given the date, and may set it. */
export function readerOf({ type, json, read }: Pick<ColumnShape, 'type' | 'json' | 'read'>): ColumnShape['read'] {
  if (type === 'bigint') return read;
  return sameAgain(json ? once(read) : read);
}

function once(read: ColumnShape['read']): ColumnShape['read'] {
  const known = new Map<string, unknown>();
  return (value) => {
    if (typeof value !== 'string' || value.length > REPEATED_CHARACTERS) return read(value);
    if (!known.has(value)) known.set(value, read(value));
    return known.get(value);
  };
}
