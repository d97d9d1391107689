import type { EntityManager } from 'typeorm';
import { provincesOf } from '../province';
import type { Dialect, PlainRow, RowStatements, RowWrite } from './dialect';
import { MYSQL_ISOLATION, MYSQL_NOW } from './mysql-claim';
import { mysqlTasks } from './mysql-tasks';
import type { ColumnShape, TableShape } from './table-shape';

/** Characters of values in one statement: a server takes 16 MB by default (`max_allowed_packet`), escapes and UTF-8 included. */
const STATEMENT_CHARACTERS = 2_000_000;

const rows: RowStatements = {
  // An insert that meets its row: even then every column without a default must be there.
  wholeUpdates: true,

  async write(manager, writes) {
    for (const write of writes) {
      // What is there may be locked by somebody who waits for us, and a duplicate would wait for him.
      await put(manager, write.how === 'insertNew' ? { ...write, rows: await absent(manager, write) } : write);
    }
  },

  async writeIfNew(manager, first, inserts) {
    await put(manager, first);
    // The count of rows says nothing: whether a row that was found counts is up to a flag of the host's connection.
    const key = first.shape.columns.filter((column) => column.primary);
    if ((await present(manager, first.shape, key, first.rows)).length === 0) return false;
    await this.write(manager, inserts);
    return true;
  },
};

async function put(manager: EntityManager, write: RowWrite): Promise<void> {
  for (const values of pieces(write)) await manager.query(statement(write), [values]);
}

/** Those whose keys nobody has, as far as can be seen without waiting. */
async function absent(manager: EntityManager, { shape, rows }: RowWrite): Promise<readonly PlainRow[]> {
  let left = rows;
  for (const key of shape.uniques) {
    const keyOf = (row: PlainRow) => JSON.stringify(key.map(({ name }) => String(row[name])));
    const taken = new Set((await present(manager, shape, key, left)).map(keyOf));
    left = left.filter((row) => !taken.has(keyOf(row)));
    if (left.length === 0) return left;
  }
  return left;
}

/** The keys of these rows that are there. */
function present(
  manager: EntityManager,
  { table, columns }: TableShape,
  key: readonly ColumnShape[],
  rows: readonly PlainRow[],
): Promise<PlainRow[]> {
  const is = `(${key.map(({ quoted }) => `${quoted} = ?`).join(' and ')})`;
  const province = columns.find((column) => column.province);
  return manager.query<PlainRow[]>(
    `select ${key.map(({ quoted }) => quoted).join(', ')} from ${table}
     where (${rows.map(() => is).join(' or ')}) ${province ? `and ${province.quoted} in (?)` : ''}`,
    [...rows.flatMap((row) => key.map(({ name }) => row[name])), provincesOf(manager)],
  );
}

function statement({ how, shape: { table, columns } }: RowWrite): string {
  const names = columns.map((column) => column.quoted).join(', ');
  const [first] = columns;
  const taken = {
    insert: '',
    // Not `insert ignore`, which would also cut what is too long; and unlike it this takes the lock that a later update needs.
    insertNew: `on duplicate key update ${first!.quoted} = ${first!.quoted}`,
    // The rows are there and locked, so nothing is inserted: it is the update that has values of its own for every row.
    update: `on duplicate key update ${columns
      .filter((column) => !column.primary && !column.province)
      .map(({ quoted }) => `${quoted} = values(${quoted})`)
      .join(', ')}`,
  };
  return `insert into ${table} (${names}) values ? ${taken[how]}`;
}

/** The values of rows, in pieces that fit into a statement each; a row is never cut. */
function* pieces({ rows, shape: { columns } }: RowWrite): Generator<unknown[][]> {
  let piece: unknown[][] = [];
  let size = 0;
  for (const row of rows) {
    const values = columns.map(({ name }) => row[name]);
    const length = values.reduce((sum: number, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
    if (piece.length > 0 && size + length > STATEMENT_CHARACTERS) {
      yield piece;
      piece = [];
      size = 0;
    }
    piece.push(values);
    size += length;
  }
  if (piece.length > 0) yield piece;
}

/** MariaDB 10.6 and MySQL 8.0, and later. */
export const MYSQL: Dialect = {
  nowMs: MYSQL_NOW,
  oneOf: () => 'in (?)',
  oneOfIds: () => 'in (?)',
  ofProvinces: () => 'in (?)',
  isolation: MYSQL_ISOLATION,
  // In a host's REPEATABLE READ.
  lockLatest: true,
  rows,
  tasks: mysqlTasks,
  run: (manager, text, values) => manager.query(text, values),
};
