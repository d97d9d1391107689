import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

/** What a host's own file store calls a document. */
export class HotichFileStoreId1795501400000 implements MigrationInterface {
  readonly name = 'HotichFileStoreId1795501400000';

  async up(runner: QueryRunner): Promise<void> {
    const column = { name: 'store_id', ...columnType(runner, 'text'), isNullable: true };
    await runner.addColumn(prefixed(runner, 'hotich_file'), new TableColumn(column));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn(prefixed(runner, 'hotich_file'), 'store_id');
  }
}
