import type { DataSource, EntityManager } from 'typeorm';
import { HotichSetupError } from '../../errors';
import type { Dialect } from './dialect';
import { MYSQL } from './mysql';
import { POSTGRES } from './postgres';

export { isAborted } from './aborted';
export { despiteDeadlocks, isDeadlock } from './deadlock';
export { driverErrorOf } from './driver-error';
export type { Claim, ClaimedTask, Dialect, HeldTask, PutOffTask, RowWrite, Taken } from './dialect';
export { standsIn, stillHeld } from './dialect';
export { shareOf } from './pace';
export { type ColumnShape, shapeOf, type TableShape } from './table-shape';

/** @throws HotichSetupError when the host's database is one the library has no statements for. */
export function dialectOf({ options: { type } }: DataSource): Dialect {
  if (type === 'postgres') return POSTGRES;
  if (type === 'mariadb' || type === 'mysql') return MYSQL;
  throw unsupported(type);
}

/** @throws HotichSetupError as `dialectOf`, and for a server that cannot pass over locked rows. */
export function assertSupported(dataSource: DataSource): void {
  if (dialectOf(dataSource) !== MYSQL) return;
  const version = dataSource.driver.version ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // TypeORM's `mysql` also speaks to MariaDB, whose versions begin at 10.
  if (major > 10 || (major === 10 && minor >= 6) || major === 8 || major === 9) return;
  throw unsupported(`${dataSource.options.type} ${version}`);
}

/**
 * Of a connection of the host's: MariaDB and MySQL cut what is too long for its column unless `sql_mode` is strict.
 *
 * @throws HotichSetupError when it is not.
 */
export async function assertStrict(manager: EntityManager): Promise<void> {
  if (dialectOf(manager.connection) !== MYSQL) return;
  const [row] = await manager.query<[{ mode: string }]>('select @@session.sql_mode as mode');
  if (/\bSTRICT_(TRANS|ALL)_TABLES\b/.test(row.mode)) return;
  throw new HotichSetupError(
    {
      vi: 'sql_mode của cơ sở dữ liệu không nghiêm ngặt: giá trị quá dài bị cắt mà không báo lỗi',
      en: "The database's sql_mode is not strict: values that are too long are cut without an error",
    },
    {
      vi: 'Thêm STRICT_TRANS_TABLES vào sql_mode của máy chủ, rồi khởi động lại ứng dụng',
      en: "Add STRICT_TRANS_TABLES to the server's sql_mode, then restart the application",
    },
  );
}

function unsupported(what: string): HotichSetupError {
  return new HotichSetupError(
    { vi: `Cơ sở dữ liệu "${what}" chưa được hỗ trợ`, en: `Database "${what}" is not supported` },
    {
      vi: 'Dùng PostgreSQL 13, MariaDB 10.6 hoặc MySQL 8.0 trở lên',
      en: 'Use PostgreSQL 13, MariaDB 10.6 or MySQL 8.0, or later',
    },
  );
}
export { isTransactionLost } from './transaction-lost';
export { isUnprepared } from './unprepared';
export { isUpToDate, unlessUndone, upToDate } from './up-to-date';
export { withoutValues } from './without-values';
