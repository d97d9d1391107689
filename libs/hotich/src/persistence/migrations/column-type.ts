import type { QueryRunner, TableColumnOptions } from 'typeorm';
import { LONG_TEXT } from '../dialect/long-text';

type ColumnType = Pick<TableColumnOptions, 'type' | 'length' | 'charset' | 'collation'>;

/** Compares byte by byte, as PostgreSQL does: codes that differ in case or in a tone mark are two codes. */
const EXACT = { charset: 'utf8mb4', collation: 'utf8mb4_bin' };

/** A type by its name on PostgreSQL, as this database knows it. */
export function columnType({ connection: { driver } }: QueryRunner, name: string, length?: number): ColumnType {
  // A uuid is a varchar where the database has no such type.
  const type = driver.normalizeType({ type: name as never });
  const isMysql = driver.options.type === 'mariadb' || driver.options.type === 'mysql';
  return {
    type: isMysql && type === 'text' ? LONG_TEXT : type,
    ...(length === undefined ? {} : { length: String(length) }),
    ...(isMysql && (type === 'text' || type === 'varchar') ? EXACT : {}),
  };
}
