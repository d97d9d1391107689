import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import type { DossierState, ModuleCode } from '@hotich/nestjs';

/** What a dossier asks for. */
export type LoaiHoSo = 'khai-sinh' | 'khai-tu';

/** The procedure behind each module this host handles. */
export const LOAI_BY_MODULE: Partial<Record<ModuleCode, LoaiHoSo>> = {
  LTKS: 'khai-sinh',
  KS: 'khai-sinh',
  LTKT: 'khai-tu',
  KT: 'khai-tu',
};

/** A dossier as this province keeps it. The library keeps its own row; the two change in the same transactions. */
@Entity({ name: 'ho_so' })
@Unique('uq_ho_so_ma_ho_so_lt', ['maHoSoLT'])
@Unique('uq_ho_so_ma_lan_nop', ['maLanNop'])
@Index('ix_ho_so_trang_thai', ['trangThai', 'taoLuc'])
@Index('ix_ho_so_tao_luc', ['taoLuc'])
export class HoSo {
  /** The province's code, for example `H24.37.80-261124-0001`. */
  @PrimaryColumn({ name: 'ma_ho_so', type: 'varchar', length: 50, primaryKeyConstraintName: 'pk_ho_so' })
  maHoSo!: string;

  /** DVCLT's code (`G22…`); null for a dossier filed at the counter. */
  @Column({ name: 'ma_ho_so_lt', type: 'varchar', length: 50, nullable: true })
  maHoSoLT!: string | null;

  /** The client's key of the filing at the counter; null for a dossier that came from DVCLT, and for those filed before there were keys. */
  @Column('uuid', { name: 'ma_lan_nop', nullable: true })
  maLanNop!: string | null;

  @Column({ name: 'loai', type: 'varchar', length: 10 })
  loai!: LoaiHoSo;

  /** Whom it is about: the child, or the deceased. */
  @Column({ name: 'ten_cong_dan', type: 'varchar', length: 255 })
  tenCongDan!: string;

  /** Registering unit, statistics-office code as text. */
  @Column({ name: 'don_vi', type: 'varchar', length: 5 })
  donVi!: string;

  @Column({ name: 'trang_thai', type: 'varchar', length: 16 })
  trangThai!: DossierState;

  /** Why it stands where it stands: the officer's or the register's words. */
  @Column({ name: 'ly_do', type: 'text', nullable: true })
  lyDo!: string | null;

  /** The officer who acted on it last. */
  @Column({ name: 'can_bo', type: 'varchar', length: 120, nullable: true })
  canBo!: string | null;

  /** Number in the civil-status register, once it is registered. */
  @Column({ name: 'so_dang_ky', type: 'varchar', length: 100, nullable: true })
  soDangKy!: string | null;

  /** The signed certificate in the file store. */
  @Column('uuid', { name: 'ket_qua_file_id', nullable: true })
  ketQuaFileId!: string | null;

  /** SHA-256 of its bytes, lower-case hex. */
  @Column({ name: 'ket_qua_sha256', type: 'varchar', length: 64, nullable: true })
  ketQuaSha256!: string | null;

  @CreateDateColumn({ name: 'tao_luc', type: 'timestamptz' })
  taoLuc!: Date;

  @UpdateDateColumn({ name: 'cap_nhat_luc', type: 'timestamptz' })
  capNhatLuc!: Date;
}
