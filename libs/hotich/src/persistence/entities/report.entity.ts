import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { ReportStatus } from '../../contract';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, json, province } from '../columns';
import type { ReportFields } from '../records';

/** `pending` waits, `delivered` was taken, `settled` DVCLT already had it or is past it, `held` needs a person. */
export type ReportState = 'pending' | 'delivered' | 'settled' | 'held';

/** One status owed to DVCLT. Per dossier only the first pending one has a task: the order is a property of storage. */
@Entity({ name: 'hotich_report' })
@Unique('uq_hotich_report_dossier_seq', ['dossierId', 'seq'])
export class HotichReport {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_report' })
  id!: string;

  @Column('uuid', { name: 'dossier_id' })
  dossierId!: string;

  @Column({ name: 'seq', type: 'int' })
  seq!: number;

  @Column({ name: 'trang_thai', type: 'int' })
  trangThai!: ReportStatus;

  @Column({ name: 'state', type: 'varchar', length: 10 })
  state!: ReportState;

  /** What is said beside the status; the result document is read from the file store when it is sent. */
  @Sealed('json')
  @Column(json('fields'))
  fields!: ReportFields;

  /** How often the predecessors were sent again because DVCLT missed one. */
  @Column({ name: 'refills', type: 'int', default: 0 })
  refills!: number;

  /** The rule that settled or held it. */
  @Column({ name: 'rule', type: 'varchar', length: 60, nullable: true })
  rule!: string | null;

  /** When what it reports happened; sent as `thoiGianThucHien`. */
  @Column(instant('event_at'))
  eventAt!: Date;

  @Column(instant('closed_at', { nullable: true }))
  closedAt!: Date | null;

  @Column(province())
  maTinh?: string;
}
