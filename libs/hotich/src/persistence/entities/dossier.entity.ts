import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import type { ModuleCode, Route } from '../../contract';
import type { Diagnosis } from '../../errors';
import type { DossierState } from '../records';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, json, province } from '../columns';

/** The truth about one dossier. Never rewritten by a poll: what is to be done next stands in {@link HotichTask}. */
@Entity({ name: 'hotich_dossier' })
@Unique('uq_hotich_dossier_ma_ho_so', ['maHoSo'])
@Unique('uq_hotich_dossier_ma_ho_so_lt', ['maHoSoLT'])
@Index('ix_hotich_dossier_state', ['state', 'updatedAt'])
export class HotichDossier {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_dossier' })
  id!: string;

  @Column({ name: 'environment', type: 'varchar', length: 10 })
  environment!: Environment;

  /** The province's code of the dossier, `maHoSoMCDT` on the wire: the register's idempotency key. */
  @Column({ name: 'ma_ho_so', type: 'varchar', length: 64 })
  maHoSo!: string;

  /** DVCLT's code (`G22…`); null for a dossier filed at the province itself. */
  @Column({ name: 'ma_ho_so_lt', type: 'varchar', length: 64, nullable: true })
  maHoSoLT!: string | null;

  @Column({ name: 'module', type: 'varchar', length: 8 })
  module!: ModuleCode;

  /** Registering unit, General Statistics Office code as text. */
  @Column({ name: 'ma_don_vi', type: 'varchar', length: 5 })
  maDonVi!: string;

  /** Procedure code as DVCLT or the host gave it. */
  @Column({ name: 'ma_tthc', type: 'varchar', length: 40, nullable: true })
  maTTHC!: string | null;

  @Column({ name: 'state', type: 'varchar', length: 16 })
  state!: DossierState;

  /** Where a held dossier returns to when it is replayed. */
  @Column({ name: 'held_from', type: 'varchar', length: 16, nullable: true })
  heldFrom!: DossierState | null;

  /** Why it is held, or what it waits for; may quote the remote. */
  @Sealed('json')
  @Column(json('diagnosis', { nullable: true }))
  diagnosis!: Diagnosis | null;

  /** Version of the content, 1 for the first; the content itself is in {@link HotichContent}. */
  @Column({ name: 'version', type: 'int' })
  version!: number;

  /** The version the register last took, or may have taken; below `version` while a newer one waits to be sent. */
  @Column({ name: 'sent_version', type: 'int', nullable: true })
  sentVersion!: number | null;

  /** The route it was put in line for, then the one it was sent under: status is asked on that route whatever the table says later. */
  @Column(json('route', { nullable: true }))
  route!: Route | null;

  /** When the one-stop counter accepted it, `ngayTiepNhan` on the wire. */
  @Column(instant('ngay_tiep_nhan', { nullable: true }))
  ngayTiepNhan!: Date | null;

  /** Last `trangThai` the register answered. */
  @Column({ name: 'register_status', type: 'int', nullable: true })
  registerStatus!: number | null;

  /** How many timeline rows the dossier has; the next one takes the next number. */
  @Column({ name: 'timeline_length', type: 'int' })
  timelineLength!: number;

  /** Hash of the last of them, which the next one is chained to. */
  @Column({ name: 'timeline_hash', type: 'varchar', length: 64, nullable: true })
  timelineHash!: string | null;

  @Column(instant('created_at'))
  createdAt!: Date;

  @Column(instant('updated_at'))
  updatedAt!: Date;

  @Column(province())
  maTinh?: string;
}
