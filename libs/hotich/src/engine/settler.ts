import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { diagnosisOf, HotichError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { backOff } from './back-off';
import type { Lane, Result, Task, Verdict } from './lane';
import { TaskQueue, type TaskUpdate } from './task-queue';

export interface SettleSummary {
  settled: number;
  retried: number;
  held: number;
  /** Claims that had passed to another process: nothing of them was stored. */
  lost: number;
}

/** Stores what came of calls: a batch in one transaction, each dossier in its own savepoint. */
@Injectable()
export class Settler {
  private readonly logger = new Logger('Hotich');

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly queue: TaskQueue,
  ) {}

  /** Never throws: what cannot be stored now stays leased, becomes due again, and is looked into before it is resent. */
  async settle(lane: Lane, results: readonly Result[]): Promise<SettleSummary> {
    try {
      return await this.store(lane, results);
    } catch (error) {
      if (results.length === 1) {
        this.logger.warn(`${lane.name}: settle failed (${diagnosisOf(error).text.en}); the lease will run out`);
        return { settled: 0, retried: 0, held: 0, lost: 1 };
      }
      // One transaction for all failed as a whole (a deadlock, a lost connection): alone, each fails only itself.
      const summary: SettleSummary = { settled: 0, retried: 0, held: 0, lost: 0 };
      for (const result of results) add(summary, await this.settle(lane, [result]));
      return summary;
    }
  }

  private async store(lane: Lane, results: readonly Result[]): Promise<SettleSummary> {
    return this.dataSource.transaction(async (manager) => {
      const held = await this.queue.fence(
        manager,
        results.map((r) => r.task),
      );
      const summary: SettleSummary = { settled: 0, retried: 0, held: 0, lost: results.length - held.size };
      const updates: TaskUpdate[] = [];
      // Always in the same order, so that two batches that touch the same dossiers wait for each other in one direction.
      const ours = results
        .filter((r) => held.has(r.task.id))
        .sort((a, b) => (a.task.subjectId < b.task.subjectId ? -1 : 1));
      for (const result of ours) {
        updates.push(await this.settleOne(lane, result, manager, summary));
      }
      await this.queue.finish(manager, updates);
      return summary;
    });
  }

  private async settleOne(
    lane: Lane,
    result: Result,
    manager: EntityManager,
    summary: SettleSummary,
  ): Promise<TaskUpdate> {
    const { task } = result;
    let error: unknown;
    if ('settle' in result) {
      try {
        const verdict = await manager.transaction((savepoint) => result.settle(savepoint));
        summary.settled++;
        return { task, verdict, attempt: 0, strikes: 0 };
      } catch (thrown) {
        if (isTransactionLost(thrown)) throw thrown;
        error = thrown;
      }
    } else {
      error = result.error;
    }
    return this.fail(lane, task, error, manager, summary);
  }

  private async fail(
    lane: Lane,
    task: Task,
    error: unknown,
    manager: EntityManager,
    summary: SettleSummary,
  ): Promise<TaskUpdate> {
    const diagnosis = diagnosisOf(error);
    const kind = error instanceof HotichError ? error.kind : 'internal';
    // The remote certainly did not see it, or people must act first: that is not the dossier's fault and counts nothing.
    const strikes = task.strikes + (kind === 'transient' || kind === 'configuration' ? 0 : 1);
    const hopeless = kind === 'permanent' || kind === 'input' || kind === 'state';
    this.logger.warn(
      `${lane.name} ${task.subjectId}: ${diagnosis.code} ${kind}, attempt ${task.attempt}, strikes ${strikes}`,
    );
    if (hopeless || strikes >= this.options.engine.maxAttempts) {
      summary.held++;
      const verdict = await manager.transaction((savepoint) => lane.giveUp(task, diagnosis, savepoint));
      return { task, verdict, attempt: 0, strikes: 0 };
    }
    summary.retried++;
    await manager.transaction((savepoint) => lane.retrying(task, diagnosis, savepoint));
    // After an internal error the call itself had gone through: what it did is unknown to our tables.
    const unsure = task.unsure || kind === 'unknown' || kind === 'internal';
    const verdict: Verdict = { task: 'again', delayMs: this.pause(error, task), unsure };
    return { task, verdict, attempt: task.attempt, strikes, calledNow: kind === 'unknown' };
  }

  private pause(error: unknown, task: Task): number {
    const asked =
      error instanceof HotichError && 'retryAfterMs' in error ? (error.retryAfterMs as number | undefined) : undefined;
    const { retryMs, retryMaxMs } = this.options.engine;
    return Math.max(asked ?? 0, backOff(task.attempt, retryMs, retryMaxMs));
  }
}

/** Inside a savepoint these end the whole transaction, so the batch must be tried again piece by piece. */
function isTransactionLost(error: unknown): boolean {
  const code =
    (error as { code?: unknown; driverError?: { code?: unknown } })?.driverError?.code ??
    (error as { code?: unknown })?.code;
  // Deadlock, serialization failure, and the 08/57P classes: the connection or the server went away.
  return typeof code === 'string' && /^(40P01|40001|08|57P|ECONN|EPIPE)/.test(code);
}

function add(sum: SettleSummary, more: SettleSummary): void {
  sum.settled += more.settled;
  sum.retried += more.retried;
  sum.held += more.held;
  sum.lost += more.lost;
}
