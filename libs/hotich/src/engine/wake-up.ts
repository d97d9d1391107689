import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  DataSource,
  EntityManager,
  EntitySubscriberInterface,
  QueryRunner,
  TransactionCommitEvent,
} from 'typeorm';
import type { LaneName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';
import type { Instant } from '../persistence';
import type { Job, Task } from './lane';

/** A task that was leased to this process as it was made. */
export interface BornTask {
  readonly task: Task;
  /** The request it is for, where its maker had at hand what that takes. */
  readonly job?: Job | undefined;
  /** Before its lease began. */
  readonly since: Instant;
}

/** What a lane is woken for. */
export interface Waking {
  readonly born: readonly BornTask[];
  /** Others may be due, and are to be claimed. */
  readonly more: boolean;
}

export const WHATEVER_IS_DUE: Waking = { born: [], more: true };

/** By lane, what a transaction that has not ended will wake it for. */
type Waiting = Map<LaneName, { readonly born: BornTask[]; more: boolean }>;

/** A lane of this process. */
export interface Sleeper {
  /** Whether it would begin what is born to it at once. */
  readonly idle: () => boolean;
  /** Must return at once and must not throw. */
  readonly wake: (waking: Waking) => void;
}

/**
 * Wakes the lanes of this process the moment a transaction that gave them work has committed. Never a NOTIFY inside the
 * host's transaction: that takes a lock of the whole database at commit, and would make the host pay for our haste.
 */
@Injectable()
export class WakeUp implements EntitySubscriberInterface, OnModuleInit {
  private readonly waiting = new WeakMap<QueryRunner, Waiting>();
  private readonly sleepers = new Map<LaneName, Sleeper>();

  constructor(@Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this);
  }

  onWake(lane: LaneName, sleeper: Sleeper): void {
    this.sleepers.set(lane, sleeper);
  }

  /**
   * Whether a task may be leased to this process as it is made: the lane sleeps here, and the transaction, whose commit we shall hear of,
   * has made fewer than `most` so.
   */
  mayBear(manager: EntityManager, lane: LaneName, most: number): boolean {
    const runner = manager.queryRunner;
    if (!runner?.isTransactionActive || !this.sleepers.get(lane)?.idle()) return false;
    return (this.waiting.get(runner)?.get(lane)?.born.length ?? 0) < most;
  }

  /** Whether the transaction has made a task of this subject that is leased to this process: nobody has begun it. */
  bears({ queryRunner }: EntityManager, lane: LaneName, subjectId: string): boolean {
    const born = queryRunner && this.waiting.get(queryRunner)?.get(lane)?.born;
    return born?.some(({ task }) => task.subjectId === subjectId) ?? false;
  }

  /** @param born the task to begin with; without it whatever is due is looked for. */
  afterCommit(manager: EntityManager, lane: LaneName, born?: BornTask): void {
    const runner = manager.queryRunner;
    if (!runner?.isTransactionActive) {
      this.sleepers.get(lane)?.wake(WHATEVER_IS_DUE);
      return;
    }
    const lanes = this.waiting.get(runner) ?? (new Map() as Waiting);
    const waking = lanes.get(lane) ?? { born: [], more: false };
    if (born) waking.born.push(born);
    else waking.more = true;
    this.waiting.set(runner, lanes.set(lane, waking));
  }

  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    // The release of a savepoint is announced as a commit too; the work is not visible to others before the outer one.
    if (queryRunner.isTransactionActive) return;
    const lanes = this.waiting.get(queryRunner);
    this.waiting.delete(queryRunner);
    for (const [lane, waking] of lanes ?? []) this.sleepers.get(lane)?.wake(waking);
  }

  afterTransactionRollback({ queryRunner }: TransactionCommitEvent): void {
    if (!queryRunner.isTransactionActive) this.waiting.delete(queryRunner);
  }
}
