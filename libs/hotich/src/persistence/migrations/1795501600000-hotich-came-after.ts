import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { prefixed } from './prefixed';

/** How long a dossier's timeline was when a filing of it came. Null where a version from before has written. */
export class HotichCameAfter1795501600000 implements MigrationInterface {
  readonly name = 'HotichCameAfter1795501600000';

  async up(runner: QueryRunner): Promise<void> {
    const column = new TableColumn({ name: 'came_after', type: 'int', isNullable: true });
    await runner.addColumn(prefixed(runner, 'hotich_delivery'), column);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn(prefixed(runner, 'hotich_delivery'), 'came_after');
  }
}
