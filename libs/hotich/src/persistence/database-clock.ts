import type { DataSource, EntityManager } from 'typeorm';
import { HotichSetupError } from '../errors';

/** What differs between databases, as SQL text. */
export interface Dialect {
  readonly name: 'postgres';
  /** The database's own clock in milliseconds since the epoch: a wrong clock on one host then changes nothing. */
  readonly nowMs: string;
}

const POSTGRES: Dialect = { name: 'postgres', nowMs: '(extract(epoch from clock_timestamp()) * 1000)::bigint' };

/** @throws HotichSetupError when the host's database is one the engine has no statements for. */
export function dialectOf(dataSource: DataSource): Dialect {
  if (dataSource.options.type === 'postgres') return POSTGRES;
  throw new HotichSetupError(
    {
      vi: `Cơ sở dữ liệu "${dataSource.options.type}" chưa được hỗ trợ`,
      en: `Database "${dataSource.options.type}" is not supported`,
    },
    { vi: 'Dùng PostgreSQL 13 trở lên', en: 'Use PostgreSQL 13 or later' },
  );
}

/** Now, by the database's clock. */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: string }[]>(`select ${dialectOf(manager.connection).nowMs} as now`);
  return new Date(Number(row!.now));
}
