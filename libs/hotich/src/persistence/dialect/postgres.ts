import type { Dialect } from './dialect';
import { preparedLists } from './postgres-prepared';
import { postgresRows } from './postgres-rows';
import { postgresTasks } from './postgres-tasks';
import { inProvinces, oneOfFewIds, POSTGRES_NOW } from './postgres-terms';

/** PostgreSQL 13 and later. */
export const POSTGRES: Dialect = {
  nowMs: POSTGRES_NOW,
  oneOf: (n) => `= any($${n})`,
  oneOfIds: (n) => oneOfFewIds(`$${n}`),
  ofProvinces: (n) => inProvinces(`$${n}`),
  // A host's REPEATABLE READ fails at the lock that comes before, when the row has changed since it began.
  lockLatest: false,
  deadlockEnds: false,
  rows: postgresRows,
  tasks: postgresTasks,
  select: preparedLists,
};
