import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata';
import { MysqlDriver } from 'typeorm/driver/mysql/MysqlDriver';

/** What `text` is to PostgreSQL; on MariaDB and MySQL a `text` ends at 64 KB. */
export const LONG_TEXT = 'longtext';

type Column = Parameters<MysqlDriver['normalizeType']>[0];

/**
 * Makes the texts of these entities `longtext` on MariaDB and MySQL. An entity has room for one type, no name of a type means a
 * text of any length to all databases, and entities are read before it is known which database they are for: so TypeORM's
 * translation of types is what has to know. It goes on as before for everybody else's entities.
 */
export function longTexts(entities: readonly unknown[]): void {
  const driver = MysqlDriver.prototype as { normalizeType: (this: MysqlDriver, column: Column) => string };
  const { normalizeType } = driver;
  driver.normalizeType = function (column) {
    const type = normalizeType.call(this, column);
    const { entityMetadata } = column as Partial<ColumnMetadata>;
    return type === 'text' && entityMetadata && entities.includes(entityMetadata.target) ? LONG_TEXT : type;
  };
}
