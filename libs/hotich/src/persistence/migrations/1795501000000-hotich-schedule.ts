import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

/** Work that one process does per cron slot, whichever it is. */
export class HotichSchedule1795501000000 implements MigrationInterface {
  readonly name = 'HotichSchedule1795501000000';

  async up(runner: QueryRunner): Promise<void> {
    const type = (name: string, length?: number) => columnType(runner, name, length);
    const key = { isPrimary: true, primaryKeyConstraintName: 'pk_hotich_schedule' };
    await runner.createTable(
      new Table({
        name: prefixed(runner, 'hotich_schedule'),
        columns: [
          { name: 'environment', ...type('varchar', 10), ...key },
          { name: 'name', ...type('varchar', 40), ...key },
          { name: 'last_run_at', ...type('bigint') },
          { name: 'ma_tinh', ...type('varchar', 2), default: `''` },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(prefixed(runner, 'hotich_schedule'));
  }
}
