import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

/** Of which filing `came_after` speaks: a version from before lets it stand when another filing comes. */
export class HotichCameWith1795501700000 implements MigrationInterface {
  readonly name = 'HotichCameWith1795501700000';

  async up(runner: QueryRunner): Promise<void> {
    const column = new TableColumn({ name: 'came_with', ...columnType(runner, 'varchar', 64), isNullable: true });
    await runner.addColumn(prefixed(runner, 'hotich_delivery'), column);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn(prefixed(runner, 'hotich_delivery'), 'came_with');
  }
}
