import { createRequire } from 'node:module';

/** The part of TypeORM's driver that is needed here; the package gives the class no name at its entrance, nor types by its path. */
interface TypeTranslator {
  normalizeType: (this: TypeTranslator, column: object) => string;
}

/** What `text` is to PostgreSQL; on MariaDB and MySQL a `text` ends at 64 KB. */
export const LONG_TEXT = 'longtext';

/**
 * Makes the texts of these entities `longtext` on MariaDB and MySQL. An entity has room for one type, no name of a type means a
 * text of any length to all databases, and entities are read before it is known which database they are for: so TypeORM's
 * translation of types is what has to know. It goes on as before for everybody else's entities.
 */
export function longTexts(entities: readonly unknown[]): void {
  const { MysqlDriver } = createRequire(__filename)('typeorm/driver/mysql/MysqlDriver') as {
    MysqlDriver: { readonly prototype: TypeTranslator };
  };
  const driver = MysqlDriver.prototype;
  const { normalizeType } = driver;
  driver.normalizeType = function (column) {
    const type = normalizeType.call(this, column);
    const { entityMetadata } = column as { readonly entityMetadata?: { readonly target: unknown } };
    return type === 'text' && entityMetadata && entities.includes(entityMetadata.target) ? LONG_TEXT : type;
  };
}
