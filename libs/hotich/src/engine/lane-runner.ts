import { performance } from 'node:perf_hooks';
import { Logger } from '@nestjs/common';
import type { CarrierGate } from '../carrier';
import { diagnosisOf, HotichProcessLostError, HotichRemoteError } from '../errors';
import type { ResolvedOptions } from '../hotich.options.resolve';
import type { Failure, Job, Lane, Result, Task } from './lane';
import { Bell } from './bell';
import type { Isolation } from './isolation';
import { Outbox } from './outbox';
import type { Settler, SettleSummary } from './settler';
import { isTransactionLost } from './transaction-lost';
import type { TaskQueue } from './task-queue';

/** What one run of a lane did. */
export interface LaneSummary extends SettleSummary {
  /** Tasks leased. */
  claimed: number;
  /** Requests made. */
  calls: number;
}

/** When a task that must not be worked on beside another suspect is due again. */
const LATER_MS = 100;

/** What the calls of one pass have in common. `halted`: none begins any more. */
interface Line {
  halted: boolean;
}

/** Moves one lane: claims ahead of need, keeps the carrier's concurrency busy, settles in batches, keeps leases alive. */
export class LaneRunner {
  private readonly logger = new Logger('Hotich');
  private readonly held = new Map<string, { task: Task; until: number }>();
  private running?: Promise<LaneSummary>;
  private next?: Promise<LaneSummary>;
  private waiting: Job[] = [];
  private stopping = false;

  constructor(
    private readonly lane: Lane,
    private readonly queue: TaskQueue,
    private readonly settler: Settler,
    private readonly gate: CarrierGate,
    private readonly isolation: Isolation,
    private readonly options: ResolvedOptions,
  ) {}

  /** Works until nothing of the lane is due. Everything that was due when it was called has been tried when it resolves. */
  runOnce(): Promise<LaneSummary> {
    if (!this.running) {
      this.running = this.run().finally(() => (this.running = undefined));
      return this.running;
    }
    // A run under way may have looked already: one more run, shared by all who ask meanwhile, starts when it ends.
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.runOnce();
      });
    return this.next;
  }

  /** Claims nothing more; what is in flight ends, what was not begun is given back. */
  async drain(): Promise<void> {
    this.stopping = true;
    await this.giveBack(this.waiting.splice(0));
    await this.running?.catch(() => undefined);
  }

  private async run(): Promise<LaneSummary> {
    const summary: LaneSummary = { claimed: 0, calls: 0, settled: 0, retried: 0, held: 0, lost: 0 };
    const heartbeat = setInterval(() => void this.beat(), this.options.engine.leaseMs / 3);
    try {
      // Settling may make more of the lane due at once (the next report of a dossier): look again until a pass finds nothing.
      while (!this.stopping && (await this.pass(summary)) > 0);
      return summary;
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async pass(summary: LaneSummary): Promise<number> {
    const { concurrency } = this.options[this.lane.carrier]!;
    const waiting: Job[] = (this.waiting = []);
    // Counted, not raced: a race over fifty calls would hang fifty more callbacks on them at the end of every one.
    const bell = new Bell();
    let active = 0;
    let claiming = false;
    let broken: { error: unknown } | undefined;
    const outbox = new Outbox(async (results) => {
      await this.store(results, summary);
      full = false;
      bell.ring();
    });
    let dry = false;
    // Requests in flight leave no room: looked at again when some of ours have been settled.
    let full = false;
    const line: Line = { halted: false };
    let claimed = 0;

    const refill = async () => {
      // Enough to stay busy until the next claim, and no more: the rest is for the other replicas.
      const limit = Math.min(this.options.engine.claimSize, 4 * concurrency) * this.lane.tasksPerRequest;
      const batch = await this.queue.claim(this.lane, limit);
      full = batch.full && active > 0;
      dry = !full && batch.tasks.length < limit;
      if (batch.tasks.length === 0) return;
      claimed += batch.tasks.length;
      summary.claimed += batch.tasks.length;
      const until = batch.claimedAt + this.options.engine.leaseMs;
      const { admitted, deadly, later } = this.isolation.admit(batch.tasks);
      for (const task of [...admitted, ...deadly]) this.held.set(task.id, { task, until });
      await this.queue.release(later, LATER_MS);
      outbox.add(deadly.map((task) => ({ task, error: new HotichProcessLostError(task.losses) })));
      const { jobs, failures } = await this.load(admitted);
      waiting.push(...jobs);
      outbox.add(failures);
      const wanted = new Set(
        [...jobs.flatMap((job) => job.tasks), ...failures.map((f) => f.task)].map((task) => task.id),
      );
      for (const task of admitted) {
        if (!wanted.has(task.id)) outbox.add([{ task, settle: () => Promise.resolve({ task: 'done' as const }) }]);
      }
    };

    try {
      for (;;) {
        if (
          !claiming &&
          !dry &&
          !full &&
          !broken &&
          !line.halted &&
          !this.stopping &&
          waiting.length < 3 * concurrency
        ) {
          claiming = true;
          void refill()
            .catch((error: unknown) => (broken = { error }))
            .finally(() => {
              claiming = false;
              bell.ring();
            });
        }
        while (active < concurrency && waiting.length > 0 && !broken && !line.halted && !this.stopping) {
          active++;
          void this.perform(waiting.shift()!, outbox, line, summary).finally(() => {
            active--;
            bell.ring();
          });
        }
        if (active === 0 && !claiming) break;
        await bell.rung();
      }
    } finally {
      await outbox.flush();
      await this.giveBack(waiting);
    }
    if (broken) throw broken.error;
    return claimed;
  }

  /** A row that cannot even be read is one task's failure; what none can be read for is given back. */
  private async load(tasks: readonly Task[]): Promise<{ jobs: Job[]; failures: Failure[] }> {
    try {
      return { jobs: await this.lane.load(tasks), failures: [] };
    } catch (error) {
      if (isTransactionLost(error)) {
        await this.giveBack([{ tasks }]);
        throw error;
      }
      if (tasks.length === 1) return { jobs: [], failures: [{ task: tasks[0]!, error }] };
      const each: { jobs: Job[]; failures: Failure[] } = { jobs: [], failures: [] };
      for (const task of tasks) {
        const { jobs, failures } = await this.load([task]);
        each.jobs.push(...jobs);
        each.failures.push(...failures);
      }
      return each;
    }
  }

  private async perform(job: Job, outbox: Outbox, line: Line, summary: LaneSummary): Promise<void> {
    const { tasks } = job;
    // Another process may have been told to keep quiet since this was claimed.
    if (!tasks.some((task) => task.probe) && (await this.gate.shut(this.lane.carrier))) line.halted = true;
    // Or the event loop stood still so long that the lease may pass on before an answer comes: nothing is sent.
    const holds = () => tasks.every((task) => this.hasTimeFor(task));
    if (line.halted || !holds()) {
      await this.giveBack([job]);
      return;
    }
    try {
      summary.calls++;
      outbox.add(await this.lane.call(job, holds));
    } catch (error) {
      // The carrier takes nothing now: what is claimed and not begun goes back, to wait behind its gate.
      if (error instanceof HotichRemoteError && (error.kind !== 'unknown' || error.retryAfterMs !== undefined))
        line.halted = true;
      outbox.add(tasks.map((task) => ({ task, error })));
    }
  }

  /** True when the lease outlasts the longest request. */
  private hasTimeFor(task: Task): boolean {
    const { connectTimeoutMs, timeoutMs } = this.options[this.lane.carrier]!;
    const lease = this.held.get(task.id);
    return lease !== undefined && performance.now() + connectTimeoutMs + timeoutMs < lease.until;
  }

  private async store(results: readonly Result[], summary: LaneSummary): Promise<void> {
    const done = await this.settler.settle(this.lane, results);
    this.forget(results.map(({ task }) => task));
    for (const result of results) if ('settle' in result) result.release?.();
    summary.settled += done.settled;
    summary.retried += done.retried;
    summary.held += done.held;
    summary.lost += done.lost;
  }

  private async giveBack(jobs: readonly Job[]): Promise<void> {
    const tasks = jobs.flatMap((job) => job.tasks);
    this.forget(tasks);
    await this.queue.release(tasks).catch(() => undefined);
  }

  private forget(tasks: readonly Task[]): void {
    for (const task of tasks) this.held.delete(task.id);
    this.isolation.leave(tasks);
  }

  private async beat(): Promise<void> {
    const tasks = [...this.held.values()].map((lease) => lease.task);
    if (tasks.length === 0) return;
    const until = performance.now() + this.options.engine.leaseMs;
    try {
      const kept = await this.queue.extend(tasks);
      for (const task of tasks) {
        const lease = this.held.get(task.id);
        if (lease && kept.has(task.id)) lease.until = until;
      }
    } catch (error) {
      this.logger.warn(`${this.lane.name}: leases not extended (${diagnosisOf(error).text.en})`);
    }
  }
}
