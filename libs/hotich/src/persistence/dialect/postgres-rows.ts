import { provincesOf } from '../province';
import type { ColumnValues, RowStatements, RowWrite } from './dialect';
import { prepared } from './postgres-prepared';
import { inProvinces } from './postgres-terms';
import type { ColumnShape } from './table-shape';

/** Adds a parameter, and says it. */
export type Add = (value: unknown) => string;

/** One statement for all writes: a round trip costs more than the rows of a dossier do. Its text does not depend on how many they are. */
export const postgresRows: RowStatements = {
  async write(manager, writes) {
    const [values, add] = parameters();
    const parts = writes.map((write) =>
      write.how === 'update' ? updating(write, provincesOf(manager), add) : inserting(write, add),
    );
    const last = parts.pop();
    const others = parts.map((part, i) => `w${i} as (${part})`);
    await prepared(manager, others.length === 0 ? last! : `with ${others.join(', ')} ${last}`, values);
  },

  async writeIfNew(manager, first, inserts) {
    const [values, add] = parameters();
    const parts = [
      `first as (${inserting(first, add)} returning 1)`,
      ...inserts.map((write, i) => `w${i} as (${inserting(write, add, 'where exists (select from first)')})`),
    ];
    return (await prepared(manager, `with ${parts.join(', ')} select from first`, values)).length > 0;
  },
};

export function parameters(): [unknown[], Add] {
  const values: unknown[] = [];
  return [values, (value) => `$${values.push(value)}`];
}

/** @param condition under which anything is written at all. */
function inserting({ how, shape: { table }, columns, taken }: RowWrite, add: Add, condition = ''): string {
  const alone = isAlone(columns);
  // What a single row leaves out the database fills with the same null, for nothing.
  const given = alone ? columns.filter(({ values: [value] }) => value !== null) : columns;
  const source = alone ? `select ${given.map(({ values: [value] }) => add(value)).join(', ')}` : listed(given, add);
  const names = given.map(({ column }) => column.quoted).join(', ');
  const conflict = taken
    ? `on conflict on constraint ${taken.key} do update set ${taken.mark} = true`
    : 'on conflict do nothing';
  return `insert into ${table} (${names}) ${source} ${condition} ${how === 'insertNew' ? conflict : ''}`;
}

function updating({ shape: { table }, columns }: RowWrite, provinces: readonly string[], add: Add): string {
  const keys = columns.filter(({ column }) => column.primary);
  const changing = columns.filter(({ column }) => !column.primary && !column.province);
  const ours = columns
    .filter(({ column }) => column.province)
    .map(({ column }) => `old.${column.quoted} ${inProvinces(add(provinces))}`);
  const statement = (term: (of: ColumnValues<ColumnShape>) => string, from = '') => {
    const equal = (of: ColumnValues<ColumnShape>) => `${of.column.quoted} = ${term(of)}`;
    return `update ${table} old set ${changing.map(equal).join(', ')} ${from}
     where ${[...keys.map((key) => `old.${equal(key)}`), ...ours].join(' and ')}`;
  };
  if (isAlone(columns)) return statement(({ values: [value] }) => add(value));
  return statement(({ column }) => `new.${column.quoted}`, `from (${fewListed([...keys, ...changing], add)}) new`);
}

type Listed = ColumnValues<Pick<ColumnShape, 'quoted' | 'type'>>;

/** @returns whether these are the columns of a single row. */
function isAlone([first]: readonly Listed[]): boolean {
  return first!.values.length === 1;
}

/**
 * Rows that are to be looked up one by one. Of a limit that it cannot count the planner expects a tenth; of what it can count it expects
 * too much, see `oneOfFewIds`.
 */
export function fewListed(columns: readonly Listed[], add: Add): string {
  return `${listed(columns, add)} limit (select ${add(columns[0]!.values.length)}::int)`;
}

/**
 * Rows as a table. What a column says of all of them alike, which is most of what a batch says, travels once; what differs, as a list.
 *
 * @param columns of which the first, a key, is always a list: it says how many rows there are.
 */
function listed(columns: readonly Listed[], add: Add): string {
  const lists: string[] = [];
  const terms = columns.map(({ column: { quoted, type }, values }, i) => {
    const shared = i > 0 && values.every((value) => value === values[0]);
    lists.push(`${add(shared ? [] : values)}::${type}[]`);
    // Of lists of different lengths the shorter ones go on with nulls.
    return i === 0 ? quoted : `coalesce(${quoted}, ${add(shared ? values[0] : null)}::${type}) as ${quoted}`;
  });
  const names = columns.map(({ column }) => column.quoted).join(', ');
  return `select ${terms.join(', ')} from unnest(${lists.join(', ')}) as listed (${names})`;
}
