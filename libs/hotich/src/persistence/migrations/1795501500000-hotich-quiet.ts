import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { prefixed } from './prefixed';

/** Until when a carrier has asked to be left alone. With a default: a version from before may still write beside this one. */
export class HotichQuiet1795501500000 implements MigrationInterface {
  readonly name = 'HotichQuiet1795501500000';

  async up(runner: QueryRunner): Promise<void> {
    const column = new TableColumn({ name: 'quiet_until', type: 'bigint', default: 0 });
    await runner.addColumn(prefixed(runner, 'hotich_gate'), column);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn(prefixed(runner, 'hotich_gate'), 'quiet_until');
  }
}
