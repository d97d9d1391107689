import type { Dialect, PlainRow, RowStatements, RowWrite } from './dialect';
import { provincesOf } from '../province';
import { prepared } from './postgres-prepared';
import { postgresTasks } from './postgres-tasks';
import { inProvinces, oneOfFewIds, POSTGRES_NOW } from './postgres-terms';

const rows: RowStatements = {
  wholeUpdates: false,

  /** One statement: a round trip costs more than the rows of a dossier do. */
  async write(manager, writes) {
    const values: unknown[] = [];
    const parts = writes.map((write) =>
      write.how === 'update' ? updating(write, provincesOf(manager), values) : inserting(write, values),
    );
    const last = parts.pop();
    const others = parts.map((part, i) => `w${i} as (${part})`);
    const statement = others.length === 0 ? last! : `with ${others.join(', ')} ${last}`;
    if (writes.every(isSteady)) await prepared(manager, statement, values);
    else await manager.query(statement, values);
  },

  async writeIfNew(manager, first, inserts) {
    const values: unknown[] = [];
    const parts = [
      `first as (${inserting(first, values)} returning 1)`,
      ...inserts.map((write, i) => `w${i} as (${inserting(write, values, 'where exists (select from first)')})`),
    ];
    return (await prepared(manager, `with ${parts.join(', ')} select from first`, values)).length > 0;
  },
};

/** PostgreSQL 13 and later. */
export const POSTGRES: Dialect = {
  nowMs: POSTGRES_NOW,
  oneOf: (n) => `= any($${n})`,
  oneOfIds: (n) => oneOfFewIds(`$${n}`),
  ofProvinces: (n) => inProvinces(`$${n}`),
  // A host's REPEATABLE READ fails at the lock that comes before, when the row has changed since it began.
  lockLatest: false,
  rows,
  tasks: postgresTasks,
  run: prepared,
};

/** Up to this many values each is a parameter of its own, which is cheaper to plan; beyond, one parameter is cheaper to send. */
const FEW_VALUES = 100;

/** Its text does not depend on how many rows there are. */
function isSteady(write: RowWrite): boolean {
  return write.how === 'update' || write.rows.length === 1 || !isFew(write);
}

function isFew({ shape, rows }: RowWrite): boolean {
  return rows.length * shape.columns.length <= FEW_VALUES;
}

/** @param condition under which anything is written at all; the text then never depends on the number of rows. */
function inserting(write: RowWrite, values: unknown[], condition?: string): string {
  const {
    how,
    shape: { table, columns },
    rows,
  } = write;
  const names = columns.map((column) => column.quoted).join(', ');
  const listed = (row: PlainRow) => columns.map(({ name }) => `$${values.push(row[name])}`).join(', ');
  let source: string;
  if (condition && rows.length === 1) source = `select ${listed(rows[0]!)}`;
  else if (condition || !isFew(write)) source = `select ${names} from ${recordset(table, rows, values)}`;
  else source = `values ${rows.map((row) => `(${listed(row)})`).join(', ')}`;
  return `insert into ${table} (${names}) ${source} ${condition ?? ''} ${how === 'insertNew' ? 'on conflict do nothing' : ''}`;
}

function updating(
  { shape: { table, columns }, rows }: RowWrite,
  provinces: readonly string[],
  values: unknown[],
): string {
  const changing = columns.filter((column) => !column.primary && !column.province);
  const set = changing.map(({ quoted }) => `${quoted} = new.${quoted}`);
  const on = columns.flatMap(({ quoted, primary, province }) => [
    ...(primary ? [`old.${quoted} = new.${quoted}`] : []),
    ...(province ? [`old.${quoted} ${inProvinces(`$${values.push(provinces)}`)}`] : []),
  ]);
  // Of a limit that it cannot count the planner expects a tenth; of what it can count it expects too much, see `oneOfFewIds`.
  const source = `(select * from ${recordset(table, rows, values)} limit (select $${values.push(rows.length)}::int))`;
  return `update ${table} old set ${set.join(', ')} from ${source} new where ${on.join(' and ')}`;
}

function recordset(table: string, rows: readonly PlainRow[], values: unknown[]): string {
  return `json_populate_recordset(null::${table}, $${values.push(JSON.stringify(rows))}::json)`;
}
