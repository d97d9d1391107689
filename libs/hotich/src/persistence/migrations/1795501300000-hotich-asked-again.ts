import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { prefixed } from './prefixed';

/** More work for a task that is being worked on. */
export class HotichAskedAgain1795501300000 implements MigrationInterface {
  readonly name = 'HotichAskedAgain1795501300000';

  async up(runner: QueryRunner): Promise<void> {
    // With a default: a version from before may still write beside this one.
    await runner.addColumn(
      prefixed(runner, 'hotich_task'),
      new TableColumn({ name: 'asked_again', type: 'boolean', default: false }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn(prefixed(runner, 'hotich_task'), 'asked_again');
  }
}
