import type { EntityManager } from 'typeorm';
import { provincesOf } from '../province';
import { asLists, type Dialect, type RowStatements, type RowWrite } from './dialect';
import { MYSQL_ISOLATION, MYSQL_NOW } from './mysql-claim';
import { mysqlTasks } from './mysql-tasks';
import type { ColumnShape, TableShape } from './table-shape';
import { isUpToDate } from './up-to-date';

/** Characters of values in one statement: a server takes 16 MB by default (`max_allowed_packet`), escapes and UTF-8 included. */
const STATEMENT_CHARACTERS = 2_000_000;
/** Rows of one update: what differs between them is looked for row by row. */
const UPDATE_ROWS = 200;

/** A row by the names of its columns. */
type PlainRow = Readonly<Record<string, unknown>>;

interface WriteByRows extends Pick<RowWrite, 'how' | 'taken'> {
  /** With the columns that are written. */
  readonly shape: TableShape;
  readonly rows: readonly PlainRow[];
}

const rows: RowStatements = {
  async write(manager, writes) {
    for (const write of writes.map(byRows)) {
      if (write.how === 'update') await update(manager, write);
      // What is there may be locked by somebody who waits for us, and a duplicate would wait for him.
      else await insert(manager, write.how === 'insertNew' ? { ...write, rows: await absent(manager, write) } : write);
    }
  },

  async writeIfNew(manager, first, inserts) {
    const write = byRows(first);
    await insert(manager, write);
    // The count of rows says nothing: whether a row that was found counts is up to a flag of the host's connection.
    if ((await present(manager, write.shape, primaryOf(write.shape), write.rows)).length === 0) return false;
    await this.write(manager, inserts);
    return true;
  },
};

function byRows({ how, taken, shape, columns }: RowWrite): WriteByRows {
  const rows = columns[0]!.values.map((): Record<string, unknown> => ({}));
  for (const { column, values } of columns) for (const [i, value] of values.entries()) rows[i]![column.name] = value;
  return { how, taken, shape: { ...shape, columns: columns.map(({ column }) => column) }, rows };
}

async function insert(manager: EntityManager, write: WriteByRows): Promise<void> {
  const {
    how,
    shape: { table, columns },
  } = write;
  const names = columns.map((column) => column.quoted).join(', ');
  const [first] = columns;
  // Not `insert ignore`, which would also cut what is too long; and unlike it this takes the lock that a later update needs.
  const mark = write.taken ? `${write.taken.mark} = true` : `${first!.quoted} = ${first!.quoted}`;
  const taken = how === 'insertNew' ? `on duplicate key update ${mark}` : '';
  for (const piece of pieces(write)) {
    const values = piece.map((row) => columns.map(({ name }) => row[name]));
    await manager.query(`insert into ${table} (${names}) values ? ${taken}`, [values]);
  }
}

/** The rows are there and locked. What they all share is said once, what differs by their keys. */
async function update(manager: EntityManager, write: WriteByRows, past = ''): Promise<void> {
  const { table, columns } = write.shape;
  const keys = primaryOf(write.shape);
  const changing = columns.filter((column) => !column.primary && !column.province);
  const province = columns.find((column) => column.province);
  const is = keys.map(({ quoted }) => `${quoted} = ?`).join(' and ');
  const keyOf = (row: PlainRow) => keys.map(({ name }) => row[name]);
  for (const piece of pieces(write, UPDATE_ROWS)) {
    const values: unknown[] = [];
    const set = changing.map(({ quoted, name }) => {
      if (piece.every((row) => row[name] === piece[0]![name])) return `${quoted} = ${add(values, piece[0]![name])}`;
      const each = piece.map((row) => `when ${is} then ${add(values, ...keyOf(row), row[name])}`);
      return `${quoted} = case ${each.join(' ')} end`;
    });
    values.push(...piece.flatMap(keyOf), ...(province ? [provincesOf(manager)] : []));
    await manager.query(
      `${past} update ${table} force index (primary) set ${set.join(', ')}
       where (${piece.map(() => `(${is})`).join(' or ')}) ${province ? `and ${province.quoted} in (?)` : ''}`,
      values,
    );
  }
}

function add(values: unknown[], ...more: unknown[]): '?' {
  values.push(...more);
  return '?';
}

/** Those whose keys nobody has, as far as can be seen without waiting for whoever makes new ones. */
async function absent(manager: EntityManager, { shape, rows, taken }: WriteByRows): Promise<readonly PlainRow[]> {
  let left = rows;
  for (const key of shape.uniques) {
    const keyOf = keyBy(key);
    const seen = await present(manager, shape, key, left);
    const there = new Set((await stillThere(manager, shape, seen, taken)).map(keyOf));
    left = left.filter((row) => !there.has(keyOf(row)));
    if (left.length === 0) return left;
  }
  return left;
}

/**
 * A host's REPEATABLE READ also sees what has been deleted long since; only a read that locks does not. By the primary keys it
 * locks these rows alone. By keys that may be absent it would lock gaps, and of two hosts each the one that the other writes into.
 */
async function stillThere(
  manager: EntityManager,
  shape: TableShape,
  seen: readonly PlainRow[],
  taken: RowWrite['taken'],
): Promise<readonly PlainRow[]> {
  if (seen.length === 0) return seen;
  if (isUpToDate(manager) && !taken) return seen;
  const key = primaryOf(shape);
  const keyOf = keyBy(key);
  const past = isUpToDate(manager) ? '' : await pastTheSnapshot(manager);
  const there = new Set((await present(manager, shape, key, seen, { locked: true, past })).map(keyOf));
  const still = seen.filter((row) => there.has(keyOf(row)));
  if (taken) {
    const columns = shape.columns.filter(({ primary, province, name }) => primary || province || name === taken.mark);
    const marked = still.map((row) => ({ ...row, [taken.mark]: true }));
    await update(manager, { how: 'update', shape: { ...shape, columns }, rows: marked }, past);
  }
  return still;
}

/** What a statement begins with, lest MariaDB's snapshot isolation refuse the lock of a row that was changed or deleted since. */
async function pastTheSnapshot(manager: EntityManager): Promise<string> {
  const [setting] = await manager.query<{ Value: string }[]>(`show variables like 'innodb_snapshot_isolation'`);
  return setting?.Value === 'ON' ? 'set statement innodb_snapshot_isolation = off for' : '';
}

/** The keys of the rows that are there under a key of these. */
function present(
  manager: EntityManager,
  { table, columns, uniques }: TableShape,
  key: readonly ColumnShape[],
  rows: readonly PlainRow[],
  { locked = false, past = '' } = {},
): Promise<PlainRow[]> {
  const keys = columns.filter((column) => column.primary || uniques.some((unique) => unique.includes(column)));
  const is = `(${key.map(({ quoted }) => `${quoted} = ?`).join(' and ')})`;
  const province = columns.find((column) => column.province);
  return manager.query<PlainRow[]>(
    `${past} select ${keys.map(({ quoted }) => quoted).join(', ')} from ${table} ${locked ? 'force index (primary)' : ''}
     where (${rows.map(() => is).join(' or ')}) ${province ? `and ${province.quoted} in (?)` : ''}
     ${locked ? 'for update' : ''}`,
    [...rows.flatMap((row) => key.map(({ name }) => row[name])), provincesOf(manager)],
  );
}

const primaryOf = ({ columns }: TableShape) => columns.filter((column) => column.primary);
const keyBy = (key: readonly ColumnShape[]) => (row: PlainRow) =>
  JSON.stringify(key.map(({ name }) => String(row[name])));

/** Rows in pieces that fit into a statement each. */
function* pieces({ rows, shape: { columns } }: WriteByRows, mostRows = Infinity): Generator<PlainRow[]> {
  let piece: PlainRow[] = [];
  let size = 0;
  for (const row of rows) {
    const length = columns.reduce((sum, { name }) => sum + lengthOf(row[name]), 0);
    if (piece.length === mostRows || (piece.length > 0 && size + length > STATEMENT_CHARACTERS)) {
      yield piece;
      piece = [];
      size = 0;
    }
    piece.push(row);
    size += length;
  }
  if (piece.length > 0) yield piece;
}

const lengthOf = (value: unknown) => (typeof value === 'string' ? value.length : 0);

/** MariaDB 10.6 and MySQL 8.0, and later. */
export const MYSQL: Dialect = {
  nowMs: MYSQL_NOW,
  oneOf: () => 'in (?)',
  oneOfIds: () => 'in (?)',
  ofProvinces: () => 'in (?)',
  isolation: MYSQL_ISOLATION,
  // In a host's REPEATABLE READ.
  lockLatest: true,
  deadlockEnds: true,
  rows,
  tasks: mysqlTasks,
  select: async (manager, text, values, names) => asLists(await manager.query(text, values), names),
};
