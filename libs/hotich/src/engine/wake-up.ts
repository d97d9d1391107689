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

/**
 * Wakes the lanes of this process the moment a transaction that gave them work has committed. Never a NOTIFY inside the
 * host's transaction: that takes a lock of the whole database at commit, and would make the host pay for our haste.
 */
@Injectable()
export class WakeUp implements EntitySubscriberInterface, OnModuleInit {
  private readonly waiting = new WeakMap<QueryRunner, Set<LaneName>>();
  private readonly sleepers = new Map<LaneName, () => void>();

  constructor(@Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this);
  }

  /** `wake` must return at once and must not throw. */
  onWake(lane: LaneName, wake: () => void): void {
    this.sleepers.set(lane, wake);
  }

  silence(): void {
    this.sleepers.clear();
  }

  afterCommit(manager: EntityManager, lane: LaneName): void {
    const runner = manager.queryRunner;
    if (!runner?.isTransactionActive) {
      this.sleepers.get(lane)?.();
      return;
    }
    const lanes = this.waiting.get(runner) ?? new Set();
    this.waiting.set(runner, lanes.add(lane));
  }

  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    // The release of a savepoint is announced as a commit too; the work is not visible to others before the outer one.
    if (queryRunner.isTransactionActive) return;
    const lanes = this.waiting.get(queryRunner);
    this.waiting.delete(queryRunner);
    for (const lane of lanes ?? []) this.sleepers.get(lane)?.();
  }

  afterTransactionRollback({ queryRunner }: TransactionCommitEvent): void {
    if (!queryRunner.isTransactionActive) this.waiting.delete(queryRunner);
  }
}
