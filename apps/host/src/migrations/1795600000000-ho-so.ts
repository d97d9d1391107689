import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The host's own tables: its dossiers, and the counter behind their codes. */
export class HoSo1795600000000 implements MigrationInterface {
  readonly name = 'HoSo1795600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE ho_so (
        ma_ho_so        varchar(50)  NOT NULL CONSTRAINT pk_ho_so PRIMARY KEY,
        ma_ho_so_lt     varchar(50)  CONSTRAINT uq_ho_so_ma_ho_so_lt UNIQUE,
        loai            varchar(10)  NOT NULL,
        ten_cong_dan    varchar(255) NOT NULL,
        don_vi          varchar(5)   NOT NULL,
        trang_thai      varchar(16)  NOT NULL,
        ly_do           text,
        can_bo          varchar(120),
        so_dang_ky      varchar(100),
        ket_qua_file_id uuid,
        ket_qua_sha256  varchar(64),
        tao_luc         timestamptz  NOT NULL DEFAULT now(),
        cap_nhat_luc    timestamptz  NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX ix_ho_so_trang_thai ON ho_so (trang_thai, tao_luc)');
    await runner.query('CREATE INDEX ix_ho_so_tao_luc ON ho_so (tao_luc)');
    await runner.query(`
      CREATE TABLE so_ho_so (
        ngay    varchar(6) NOT NULL CONSTRAINT pk_so_ho_so PRIMARY KEY,
        so_cuoi int        NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE so_ho_so');
    await runner.query('DROP TABLE ho_so');
  }
}
