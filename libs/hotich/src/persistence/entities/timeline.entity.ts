import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DossierState } from '../records';
import { Sealed } from '../at-rest/sealed-columns';
import { instant, json, province } from '../columns';

/** One thing that happened to a dossier: what, who, why, when, in which exchange. Appended, never changed. */
@Entity({ name: 'hotich_timeline' })
export class HotichTimelineEntry {
  @PrimaryColumn('uuid', { name: 'dossier_id', primaryKeyConstraintName: 'pk_hotich_timeline' })
  dossierId!: string;

  /** 1, 2, 3 … without gaps. */
  @PrimaryColumn({ name: 'seq', type: 'int', primaryKeyConstraintName: 'pk_hotich_timeline' })
  seq!: number;

  /** What happened, for example `accept`, `report.delivered`, `register.status`. */
  @Column({ name: 'event', type: 'varchar', length: 40 })
  event!: string;

  @Column({ name: 'from_state', type: 'varchar', length: 16, nullable: true })
  fromState!: DossierState | null;

  @Column({ name: 'to_state', type: 'varchar', length: 16 })
  toState!: DossierState;

  /** The officer's account as the host named it, or `hotich` for what happened by itself. */
  @Column({ name: 'actor', type: 'varchar', length: 120 })
  actor!: string;

  /** In an officer's or a remote's words, which may name people. */
  @Sealed()
  @Column({ name: 'reason', type: 'text', nullable: true })
  reason!: string | null;

  @Column('uuid', { name: 'exchange_id', nullable: true })
  exchangeId!: string | null;

  /** Facts of the event that are not personal: statuses, codes, counts. */
  @Column(json('detail', { nullable: true }))
  detail!: Record<string, unknown> | null;

  @Column(instant('at'))
  at!: Date;

  /** Over this row and the hash of the row before it; null in rows from before the chain. */
  @Column({ name: 'hash', type: 'varchar', length: 64, nullable: true })
  hash!: string | null;

  @Column(province())
  maTinh?: string;
}
