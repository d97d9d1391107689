import { type MigrationInterface, type QueryRunner, Table, type TableColumnOptions } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

const TABLE = 'hotich_catalog_version';

/** Versions of the catalog lists that were refreshed or imported. */
export class HotichCatalogVersion1795500100000 implements MigrationInterface {
  readonly name = 'HotichCatalogVersion1795500100000';

  async up(runner: QueryRunner): Promise<void> {
    const is = (name: string, type: string, length?: number): TableColumnOptions => ({
      name,
      ...columnType(runner, type, length),
    });
    const may = (name: string, type: string, length?: number): TableColumnOptions => ({
      ...is(name, type, length),
      isNullable: true,
    });
    await runner.createTable(
      new Table({
        name: prefixed(runner, TABLE),
        columns: [
          { ...is('id', 'uuid'), isPrimary: true, primaryKeyConstraintName: `pk_${TABLE}` },
          is('environment', 'varchar', 10),
          is('kind', 'varchar', 40),
          is('system', 'varchar', 12),
          is('seq', 'int'),
          is('version', 'varchar', 80),
          may('valid_from', 'varchar', 10),
          may('valid_to', 'varchar', 10),
          is('closed', 'boolean'),
          is('source', 'varchar', 255),
          is('entries', 'text'),
          is('content_hash', 'varchar', 64),
          is('created_at', 'bigint'),
        ],
        uniques: [{ name: `uq_${TABLE}_list_seq`, columnNames: ['environment', 'kind', 'system', 'seq'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(prefixed(runner, TABLE));
  }
}
