import { type MigrationInterface, type QueryRunner, TableColumn } from 'typeorm';
import { columnType } from './column-type';
import { prefixed } from './prefixed';

const TABLES = [
  'hotich_dossier',
  'hotich_content',
  'hotich_task',
  'hotich_timeline',
  'hotich_report',
  'hotich_delivery',
  'hotich_file',
  'hotich_file_chunk',
  'hotich_result',
  'hotich_exchange',
  'hotich_search',
  'hotich_gate',
  'hotich_token',
];

/** Whose row it is, in every table that a province fills: the key by which they may be partitioned. */
export class HotichProvince1795500800000 implements MigrationInterface {
  readonly name = 'HotichProvince1795500800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) {
      // With a default, and outside every key: a version from before may still write beside this one, and meets the same rows.
      const type = columnType(runner, 'varchar', 2);
      await runner.addColumn(prefixed(runner, table), new TableColumn({ name: 'ma_tinh', ...type, default: `''` }));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropColumn(prefixed(runner, table), 'ma_tinh');
  }
}
