import type { DataSource } from 'typeorm';
import { HotichSetupError } from '../../errors';
import type { Dialect } from './dialect';
import { POSTGRES } from './postgres';

export type { ClaimedTask, ClaimTerms, Dialect, HeldTask, PlainRow, PutOffTask, RowWrite } from './dialect';
export { shapeOf, tableOf, type TableShape } from './table-shape';

/** @throws HotichSetupError when the host's database is one the library has no statements for. */
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
