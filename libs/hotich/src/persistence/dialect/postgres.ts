import type { Dialect, RowStatements } from './dialect';
import { POSTGRES_NOW, postgresTasks } from './postgres-tasks';

const rows: RowStatements = {
  async insert(manager, shape, rows, ignoreConflicts) {
    const names = shape.columns.map((column) => column.quoted).join(', ');
    await manager.query(
      `insert into ${shape.table} (${names}) select ${names} from json_populate_recordset(null::${shape.table}, $1::json)
       ${ignoreConflicts ? 'on conflict do nothing' : ''}`,
      [JSON.stringify(rows)],
    );
  },

  async insertIfNew(manager, shape, row) {
    const names = shape.columns.map((column) => column.quoted).join(', ');
    const inserted = await manager.query<unknown[]>(
      `insert into ${shape.table} (${names}) select ${names} from json_populate_record(null::${shape.table}, $1::json)
       on conflict do nothing returning 1`,
      [JSON.stringify(row)],
    );
    return inserted.length > 0;
  },

  async update(manager, shape, rows) {
    const set = shape.columns.filter((column) => !column.primary).map(({ quoted }) => `${quoted} = new.${quoted}`);
    const on = shape.columns.filter((column) => column.primary).map(({ quoted }) => `old.${quoted} = new.${quoted}`);
    await manager.query(
      `update ${shape.table} old set ${set.join(', ')}
       from json_populate_recordset(null::${shape.table}, $1::json) new where ${on.join(' and ')}`,
      [JSON.stringify(rows)],
    );
  },
};

/** PostgreSQL 13 and later. */
export const POSTGRES: Dialect = { nowMs: POSTGRES_NOW, rows, tasks: postgresTasks };
