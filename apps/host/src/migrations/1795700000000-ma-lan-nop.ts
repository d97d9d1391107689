import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The key by which a filing at the counter is known again. Dossiers that are there have none. */
export class MaLanNop1795700000000 implements MigrationInterface {
  readonly name = 'MaLanNop1795700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ho_so ADD ma_lan_nop uuid CONSTRAINT uq_ho_so_ma_lan_nop UNIQUE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE ho_so DROP COLUMN ma_lan_nop');
  }
}
