import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { type HeldTask, type Instant, instant, logLine, msSince } from '../persistence';
import { triedLater } from './back-off';
import { Complaints } from './complaints';
import type { Lane, Task } from './lane';
import type { TaskQueue } from './task-queue';

interface Lease {
  readonly task: Task;
  /** Before the statement that took or extended it. */
  since: Instant;
  /** Its request is over. */
  answered: boolean;
}

/** What this process has claimed in one lane, kept while it works on it. */
export class Leases {
  private readonly complaints = new Complaints((line) => loggerOf(this.options).warn(line));
  private readonly leaseMs = this.options.engine.leaseMs;
  private readonly held = new Map<string, Lease>();
  private readonly givingBack = new Set<Promise<void>>();
  private heartbeat?: NodeJS.Timeout;
  private extending?: Promise<void> | undefined;

  constructor(
    private readonly lane: Lane,
    private readonly queue: TaskQueue,
    private readonly options: ResolvedOptions,
  ) {}

  begin(): void {
    // One that hangs, behind a lock of the whole table say, is waited for: each holds a connection of the host's.
    const beat = () => (this.extending ??= this.extend().finally(() => (this.extending = undefined)));
    this.heartbeat ??= setInterval(() => void beat(), this.leaseMs / 3);
  }

  end(): void {
    clearInterval(this.heartbeat);
    delete this.heartbeat;
  }

  take(tasks: readonly Task[], claimedAt: Instant): void {
    for (const task of tasks) this.held.set(task.id, { task, since: claimedAt, answered: false });
  }

  /** Whether nobody can have claimed any since: no other process, nor this one, which may have lost it and found it again. */
  hold(tasks: readonly Task[]): boolean {
    return tasks.every((task) => {
      const lease = this.of(task);
      return lease !== undefined && msSince(lease.since) < this.leaseMs;
    });
  }

  /** What came of these waits for those who have locked their dossiers; or `answered: false`, and they go on with another request. */
  mark(tasks: readonly Task[], answered: boolean): void {
    for (const task of tasks) {
      const lease = this.of(task);
      if (lease) lease.answered = answered;
    }
  }

  forget(tasks: readonly Task[]): void {
    for (const task of tasks) if (this.of(task)) this.held.delete(task.id);
  }

  private of({ id, epoch }: HeldTask): Lease | undefined {
    const lease = this.held.get(id);
    return lease?.task.epoch === epoch ? lease : undefined;
  }

  /** Gives back what was not begun; due after `delayMs`, or in its place in line. What somebody has locked follows when it is free. */
  async giveBack(tasks: readonly Task[], delayMs?: number): Promise<void> {
    this.forget(tasks);
    let left = await this.release(tasks, delayMs);
    if (left.length === 0) return;
    const later: Promise<void> = triedLater(this.leaseMs, async () => {
      left = await this.release(left, delayMs);
      return left.length === 0;
    }).finally(() => this.givingBack.delete(later));
    this.givingBack.add(later);
  }

  /** Resolves when nothing is left that is to be given back. */
  async allGivenBack(): Promise<void> {
    await Promise.all(this.givingBack);
  }

  /** @returns what is still to be given back. */
  private release(tasks: readonly Task[], delayMs?: number): Promise<readonly Task[]> {
    return this.queue.release(tasks, delayMs).catch(() => tasks);
  }

  private async extend(): Promise<void> {
    const leases = [...this.held.values()];
    for (const answered of [false, true]) {
      const tasks = leases.filter((lease) => lease.answered === answered).map((lease) => lease.task);
      if (tasks.length > 0) await this.extendThese(tasks, answered);
    }
  }

  private async extendThese(tasks: readonly Task[], answered: boolean): Promise<void> {
    const since = instant();
    try {
      for (const task of await this.queue.extend(this.lane, tasks, answered)) {
        const lease = this.of(task);
        if (lease) lease.since = since;
      }
      this.complaints.over('leases');
    } catch (error) {
      this.complaints.made('leases', `${this.lane.name}: leases not extended: ${logLine(error)}`);
    }
  }
}
