import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Environment, LaneName } from '../../hotich.constants';
import { instant, province } from '../columns';

/** One task per lane and subject; statements call it by this name. */
export const TASK_KEY = 'uq_hotich_task_lane_subject';

/**
 * What is to be done next: one narrow row per subject and lane, deleted when done. `dueAt` doubles as the end of the
 * lease, so a claim that is never settled simply becomes due again and there is no sweeper to forget it. What somebody waits for
 * is due since 1970, and so the first of what is.
 */
@Entity({ name: 'hotich_task' })
@Unique(TASK_KEY, ['lane', 'subjectId'])
@Index('ix_hotich_task_due', ['environment', 'lane', 'place', 'dueAt', 'id'])
export class HotichTask {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'pk_hotich_task' })
  id!: string;

  @Column({ name: 'environment', type: 'varchar', length: 10 })
  environment!: Environment;

  @Column({ name: 'lane', type: 'varchar', length: 12 })
  lane!: LaneName;

  /** The dossier, or for the intake lane the delivery. */
  @Column('uuid', { name: 'subject_id' })
  subjectId!: string;

  @Column(instant('due_at'))
  dueAt!: Date;

  /**
   * Below zero: new work, and its place in line. 0: begun before, or put off; served before new work, oldest due first. A column of
   * its own, for when a task may be worked on and which one is first are two things.
   */
  @Column({ name: 'place', type: 'bigint', default: 0 })
  place!: string;

  /** The process that holds it; null when nobody does. Still set on a due row: that process died holding it. */
  @Column('uuid', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  /** Counts claims. A settle names the epoch it was claimed under, so a zombie's settle matches nothing. */
  @Column({ name: 'epoch', type: 'int', default: 0 })
  epoch!: number;

  /** Attempts since the last one that went well: the back-off grows with it. */
  @Column({ name: 'attempt', type: 'int', default: 0 })
  attempt!: number;

  /** Those of them that were the dossier's own fault; at the limit it is held. An outage adds none. */
  @Column({ name: 'strikes', type: 'int', default: 0 })
  strikes!: number;

  /** Claims in a row that ended without an outcome, because the process that held them was lost. */
  @Column({ name: 'losses', type: 'int', default: 0 })
  losses!: number;

  /** The last attempt may have reached the remote: look before sending again. */
  @Column({ name: 'unsure', type: 'boolean', default: false })
  unsure!: boolean;

  /** When the call that left it unsure was made: "no such dossier" proves nothing until the remote has had time. */
  @Column(instant('called_at', { nullable: true }))
  calledAt!: Date | null;

  /** More work was asked for since it was claimed, which the holder may not have seen: it is not done when he is, and due at once. */
  @Column({ name: 'asked_again', type: 'boolean', default: false })
  askedAgain!: boolean;

  @Column(province())
  maTinh?: string;
}
