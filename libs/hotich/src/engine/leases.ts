import { performance } from 'node:perf_hooks';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { logLine } from '../persistence';
import { Complaints } from './complaints';
import type { Lane, Task } from './lane';
import type { TaskQueue } from './task-queue';

/** What this process has claimed in one lane, kept while it works on it. Reckoned by the monotonic clock, from before each statement. */
export class Leases {
  private readonly complaints = new Complaints((line) => loggerOf(this.options).warn(line));
  private readonly leaseMs = this.options.engine.leaseMs;
  private readonly held = new Map<string, { readonly task: Task; until: number }>();
  private heartbeat?: NodeJS.Timeout;

  constructor(
    private readonly lane: Lane,
    private readonly queue: TaskQueue,
    private readonly options: ResolvedOptions,
  ) {}

  begin(): void {
    this.heartbeat ??= setInterval(() => void this.extend(), this.leaseMs / 3);
  }

  end(): void {
    clearInterval(this.heartbeat);
    delete this.heartbeat;
  }

  take(tasks: readonly Task[], claimedAt: number): void {
    for (const task of tasks) this.held.set(task.id, { task, until: claimedAt + this.leaseMs });
  }

  /** Whether nobody else can have claimed it since. */
  holds({ id }: Task): boolean {
    const lease = this.held.get(id);
    return lease !== undefined && performance.now() < lease.until;
  }

  forget(tasks: readonly Task[]): void {
    for (const task of tasks) this.held.delete(task.id);
  }

  private async extend(): Promise<void> {
    const tasks = [...this.held.values()].map((lease) => lease.task);
    if (tasks.length === 0) return;
    const until = performance.now() + this.leaseMs;
    try {
      for (const { id } of await this.queue.extend(this.lane, tasks)) {
        const lease = this.held.get(id);
        if (lease) lease.until = until;
      }
      this.complaints.over('leases');
    } catch (error) {
      this.complaints.made('leases', `${this.lane.name}: leases not extended: ${logLine(error)}`);
    }
  }
}
