import type { Dialect, RowStatements, RowWrite } from './dialect';
import { MYSQL_NOW, mysqlTasks } from './mysql-tasks';

/** Characters of values in one statement: a server takes 16 MB by default (`max_allowed_packet`), escapes and UTF-8 included. */
const STATEMENT_CHARACTERS = 2_000_000;

const rows: RowStatements = {
  async write(manager, writes) {
    for (const write of writes) {
      for (const values of pieces(write)) await manager.query(statement(write), [values]);
    }
  },

  async insertIfNew(manager, shape, row) {
    await rows.write(manager, [{ how: 'insertNew', shape, rows: [row] }]);
    // The count of rows says nothing: whether a row that was found counts is up to a flag of the host's connection.
    const keys = shape.columns.filter((column) => column.primary);
    const found = await manager.query<unknown[]>(
      `select 1 from ${shape.table} where ${keys.map(({ quoted }) => `${quoted} = ?`).join(' and ')}`,
      keys.map(({ name }) => row[name]),
    );
    return found.length > 0;
  },
};

function statement({ how, shape: { table, columns } }: RowWrite): string {
  const names = columns.map((column) => column.quoted).join(', ');
  const [first] = columns;
  const taken = {
    insert: '',
    // Not `insert ignore`, which would also cut what is too long; and unlike it this takes the lock that a later update needs.
    insertNew: `on duplicate key update ${first!.quoted} = ${first!.quoted}`,
    // The rows are there and locked, so nothing is inserted: it is the update that has values of its own for every row.
    update: `on duplicate key update ${columns
      .filter((column) => !column.primary)
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
  // Their default, REPEATABLE READ, also locks the gaps between rows, which makes strangers wait for each other.
  isolation: 'READ COMMITTED',
  // In a host's REPEATABLE READ only a read that locks sees what was committed since the transaction began.
  latest: (query) => query.setLock('pessimistic_read'),
  rows,
  tasks: mysqlTasks,
};
