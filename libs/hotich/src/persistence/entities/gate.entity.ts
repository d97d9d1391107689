import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CarrierName, Environment } from '../../hotich.constants';
import { instant, province } from '../columns';

/** Rate budget and circuit breaker of one carrier, shared by every process on this database. */
@Entity({ name: 'hotich_gate' })
export class HotichGate {
  @PrimaryColumn({
    name: 'environment',
    type: 'varchar',
    length: 10,
    primaryKeyConstraintName: 'pk_hotich_gate',
  })
  environment!: Environment;

  @PrimaryColumn({ name: 'carrier', type: 'varchar', length: 12, primaryKeyConstraintName: 'pk_hotich_gate' })
  carrier!: CarrierName;

  /** Failures of the carrier in a row; business refusals do not count. */
  @Column({ name: 'failures', type: 'int', default: 0 })
  failures!: number;

  /** Nothing is claimed for this carrier before then. */
  @Column(instant('open_until', { default: 0 }))
  openUntil!: Date;

  /** The remote has asked to be left alone until then: no answer opens the gate before. */
  @Column(instant('quiet_until', { default: 0 }))
  quietUntil!: Date;

  /** Requests that may still be made in this second's budget, times 1000. */
  @Column({ name: 'tokens_milli', type: 'bigint', default: 0 })
  tokensMilli!: string;

  @Column(instant('refilled_at', { default: 0 }))
  refilledAt!: Date;

  /** Those of them that polls may have even while other work waits. */
  @Column({ name: 'polls_milli', type: 'bigint', default: 0 })
  pollsMilli!: string;

  /** What was left of the limits, in thousandths, when the carrier last asked for less haste. */
  @Column({ name: 'share_milli', type: 'int', default: 1000 })
  shareMilli!: number;

  /** From then on the share grows again. */
  @Column(instant('slowed_at', { default: 0 }))
  slowedAt!: Date;

  /** When it last worked again after it had failed. */
  @Column(instant('reopened_at', { default: 0 }))
  reopenedAt!: Date;

  @Column(province())
  maTinh?: string;
}
