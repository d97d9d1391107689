import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

/** One access token per carrier, shared by all processes. */
export class HotichToken1795500200000 implements MigrationInterface {
  readonly name = 'HotichToken1795500200000';

  async up(runner: QueryRunner): Promise<void> {
    const type = (name: string, length?: number) => columnType(runner, name, length);
    const key = { isPrimary: true, primaryKeyConstraintName: 'pk_hotich_token' };
    await runner.createTable(
      new Table({
        name: prefixed(runner, 'hotich_token'),
        columns: [
          { name: 'environment', ...type('varchar', 10), ...key },
          { name: 'carrier', ...type('varchar', 12), ...key },
          { name: 'account', ...type('varchar', 64) },
          { name: 'sealed', ...type('text'), isNullable: true },
          { name: 'issued_at', ...type('bigint') },
          { name: 'expires_at', ...type('bigint') },
          { name: 'refresh_owner', ...type('uuid'), isNullable: true },
          { name: 'refresh_until', ...type('bigint') },
        ],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(prefixed(runner, 'hotich_token'));
  }
}
