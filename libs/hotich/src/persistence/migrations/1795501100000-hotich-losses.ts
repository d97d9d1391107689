import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { prefixed } from './prefixed';

/** How often processes were lost over a task. */
export class HotichLosses1795501100000 implements MigrationInterface {
  readonly name = 'HotichLosses1795501100000';

  async up(runner: QueryRunner): Promise<void> {
    // With a default: a version from before may still write beside this one.
    await runner.addColumn(
      prefixed(runner, 'hotich_task'),
      new TableColumn({ name: 'losses', type: 'int', default: 0 }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn(prefixed(runner, 'hotich_task'), 'losses');
  }
}
