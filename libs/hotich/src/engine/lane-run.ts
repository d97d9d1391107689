import type { CarrierGate, Turn } from '../carrier';
import { HotichProcessLostError, HotichRemoteError } from '../errors';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { isTransactionLost, msSince } from '../persistence';
import { Bell } from './bell';
import type { Isolation } from './isolation';
import { DONE, type Failure, type Job, type Lane, type Result, type Task } from './lane';
import type { Leases } from './leases';
import { Outbox } from './outbox';
import type { Settler, SettleSummary } from './settler';
import type { TaskQueue } from './task-queue';
import { Turns } from './turns';
import type { BornTask, Waking } from './wake-up';

/** What one run of a lane did. */
export interface LaneSummary extends SettleSummary {
  /** Tasks leased. */
  claimed: number;
  /** Requests made. */
  calls: number;
}

interface Tools {
  readonly queue: TaskQueue;
  readonly settler: Settler;
  readonly gate: CarrierGate;
  readonly isolation: Isolation;
  readonly leases: Leases;
}

interface Loaded {
  readonly jobs: Job[];
  readonly failures: Failure[];
}

/**
 * Where a request carries many tasks: so many are claimed at once, none while so many wait. In such lots claims, reads and stores overlap.
 * No request is begun while the results of so many wait to be stored.
 */
const TASKS_AHEAD = 2_000;
/** Rounds of requests that may have their answer and wait to be read. */
const UNREAD = 2;
/** Rounds of results whose documents may wait to be stored. */
const UNSTORED = 2;
/** When a task that must not be worked on beside another suspect is due again. */
const LATER_MS = 100;
/** Asked again and again while requests are under way, it claims so often: each claim then finds more than one. */
const PAUSE_MS = 10;
/** What becomes due by itself while a slow request is under way is looked for so often, and so is whether a low rate pays for more. */
const LOOK_MS = 1_000;

/** One run of a lane: claims ahead of need, keeps the carrier's concurrency busy, settles in batches, until nothing is due. */
export class LaneRun {
  readonly summary: LaneSummary = { claimed: 0, calls: 0, settled: 0, retried: 0, held: 0, lost: 0 };
  // Counted, not raced: a race over fifty calls would hang fifty more callbacks on them at the end of every one.
  private readonly bell = new Bell();
  private readonly outbox = new Outbox({
    store: (results) => this.store(results),
    letGo: (results) => this.letGo(results),
    onStored: () => this.bell.ring(),
  });
  private readonly concurrency: number;
  private readonly turns: Turns;
  private waiting: Job[] = [];
  /** Leased to us as they were made, and not looked at yet. */
  private born: BornTask[] = [];
  /** Calls begun and not yet read to their end. */
  private underWay = 0;
  private claiming = false;
  /** Counted: what is asked while a claim is under way, that claim may not have seen. */
  private asked = 0;
  /** Nothing is due that nobody works on, as far as we were told. */
  private dry = true;
  private pausing = false;
  /** The rate pays for nothing now, and will soon. */
  private unpaid = false;
  /** Requests in flight leave no room: looked at again when some of ours have been settled. */
  private full = false;
  /** The carrier takes nothing now, or nothing could be claimed: none begins any more. */
  private halted = false;
  private stopping = false;
  /** What kept the last claim from being made, where one could not be: told when the run ends. */
  private broken?: { readonly error: unknown };
  private ended?: Promise<LaneSummary>;

  constructor(
    private readonly lane: Lane,
    private readonly tools: Tools,
    private readonly options: ResolvedOptions,
  ) {
    this.concurrency = options[lane.carrier]!.concurrency;
    const { gate } = tools;
    this.turns = new Turns(
      this.concurrency,
      () => this.bell.ring(),
      () => gate.pay(lane.carrier),
    );
  }

  wake({ born, more }: Waking): void {
    this.born.push(...born);
    if (more) this.ask();
    else this.bell.ring();
  }

  /** More may be due. */
  private ask(): void {
    this.asked++;
    this.dry = false;
    this.full = false;
    this.bell.ring();
  }

  /** More may have become due. What only waits for those who have locked its dossiers keeps no halt up: that may be for hours. */
  private async look(): Promise<void> {
    if (this.halted && !this.busy && this.outbox.stuck) {
      this.halted = false;
      await this.giveBack(this.waiting.splice(0));
    }
    this.ask();
  }

  /** Begins nothing more. @returns when what is in flight has ended and is stored. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.outbox.endWithin(this.options.engine.drainMs);
    await this.giveBack(this.waiting.splice(0));
    this.bell.ring();
    await this.ended?.catch(() => undefined);
  }

  /** @param onEnd called at the very moment after which asking is in vain. */
  work(onEnd: () => void): Promise<LaneSummary> {
    this.ended = this.workThrough(onEnd);
    return this.ended;
  }

  private async workThrough(onEnd: () => void): Promise<LaneSummary> {
    const look = setInterval(() => void this.look(), LOOK_MS);
    this.tools.leases.begin();
    try {
      do {
        // Either one dossier's trouble, and the others go on, or the gate is shut now, and nothing is claimed.
        if (this.halted) this.ask();
        this.halted = false;
        await this.pass();
      } while (!this.stopping && (this.halted || this.wantsMore));
      return this.summary;
    } finally {
      clearInterval(look);
      // Some may have been born to it as it ended; and while these are given back, others.
      while (this.born.length > 0) await this.giveBack([{ tasks: tasksOf(this.born.splice(0)) }]);
      this.tools.leases.end();
      onEnd();
    }
  }

  private async pass(): Promise<void> {
    try {
      for (;;) {
        if (this.wantsMore) void this.refill();
        while (this.mayBegin && this.waiting.length > 0 && this.goesOn) this.begin();
        const { busy } = this;
        // Storing may make more of the lane due at once: the next report of a dossier.
        if (!busy) this.outbox.hurry();
        if (busy || !this.outbox.empty) await this.bell.rung();
        else if (!this.wantsMore && !(this.goesOn && this.waiting.length > 0)) break;
      }
    } finally {
      await this.giveBack([...this.waiting.splice(0), { tasks: tasksOf(this.born.splice(0)) }]);
    }
    if (this.broken) throw this.broken.error;
  }

  private get busy(): boolean {
    return this.underWay > 0 || this.claiming || (this.unpaid && this.goesOn);
  }

  /** Answers that wait to be read are memory, results that wait to be stored as well, and their documents are files. */
  private get mayBegin(): boolean {
    const unstored = this.outbox.waiting >= TASKS_AHEAD || this.outbox.holding >= UNSTORED * this.concurrency;
    return this.turns.free && !unstored && this.underWay < (1 + UNREAD) * this.concurrency;
  }

  private get goesOn(): boolean {
    return !this.halted && !this.stopping;
  }

  private get wantsMore(): boolean {
    const room = !this.full && this.waiting.length < this.ahead(3);
    const asks = room && !this.dry && !this.unpaid && !(this.pausing && this.underWay > 0);
    return this.goesOn && !this.claiming && (this.born.length > 0 || asks);
  }

  /** Requests: enough to stay busy until the next claim, and no more: the rest is for the other replicas. */
  private ahead(rounds: number): number {
    const most = Math.ceil(TASKS_AHEAD / this.lane.tasksPerRequest);
    return Math.min(rounds * this.concurrency, most);
  }

  private async refill(): Promise<void> {
    this.claiming = true;
    try {
      if (this.born.length > 0) await this.adopt(this.born.splice(0));
      else await this.fetch();
    } catch (error) {
      this.broken = { error };
      this.halted = true;
    } finally {
      this.claiming = false;
      this.bell.ring();
    }
  }

  private pause(why: 'pausing' | 'unpaid', ms: number): void {
    this[why] = true;
    setTimeout(() => {
      this[why] = false;
      this.bell.ring();
    }, ms);
  }

  /** Until about one more request is paid for. */
  private get payMs(): number {
    const { rate } = this.options[this.lane.carrier]!;
    return Math.min(LOOK_MS, Math.max(PAUSE_MS, 1_000 / (rate?.perSecond ?? 1)));
  }

  private async claim(): Promise<{ readonly admitted: readonly Task[]; readonly requests: number }> {
    const { asked } = this;
    const limit = Math.min(this.options.engine.claimSize, this.ahead(4)) * this.lane.tasksPerRequest;
    const { tasks, claimedAt, full, unpaid, counted } = await this.tools.queue.claim(this.lane, limit);
    if (asked === this.asked) {
      this.full = full && this.underWay > 0;
      this.dry = !this.full && !unpaid && tasks.length < limit;
    }
    if (unpaid) this.pause('unpaid', this.payMs);
    if (tasks.length < limit) this.pause('pausing', PAUSE_MS);
    this.summary.claimed += tasks.length;
    const { admitted, deadly, later } = this.tools.isolation.admit(tasks);
    await this.tools.leases.giveBack(later, LATER_MS);
    this.tools.leases.take([...admitted, ...deadly], claimedAt);
    this.outbox.add(deadly.map((task) => ({ task, error: new HotichProcessLostError(task.losses) })));
    return { admitted, requests: counted ? Math.ceil(tasks.length / this.lane.tasksPerRequest) : Infinity };
  }

  /** Begins what this process was given with its making, once the database says that it stands and that the way is free. */
  private async adopt(born: readonly BornTask[]): Promise<void> {
    const { queue, leases } = this.tools;
    const tasks = tasksOf(born);
    try {
      // After a long transaction little is left of the lease.
      const young = born.filter(({ since }) => msSince(since) < this.options.engine.leaseMs / 2);
      for (const { task, since } of young) leases.take([task], since);
      const standing = new Set(await queue.confirm(this.lane, tasksOf(young)));
      if (standing.size < tasks.length) {
        await this.giveBack([{ tasks: tasks.filter((task) => !standing.has(task)) }]);
        this.ask();
      }
      this.summary.claimed += standing.size;
      const begun = young.filter(({ task }) => standing.has(task));
      const { jobs, failures } = await this.load(tasksOf(begun.filter(({ job }) => !job)));
      const ready = begun.flatMap(({ job }) => job ?? []);
      this.sort([...standing], { jobs: [...ready, ...jobs], failures });
    } catch (error) {
      await this.giveBack([{ tasks }]);
      throw error;
    }
  }

  private async fetch(): Promise<void> {
    const { admitted: tasks, requests } = await this.claim();
    if (tasks.length === 0) return;
    try {
      const loaded = await this.load(tasks);
      this.sort(tasks, loaded);
      // Of many modules or of an old version, they are more requests than were reckoned.
      await this.putBack(loaded.jobs.slice(requests));
    } catch (error) {
      await this.giveBack([{ tasks }]);
      throw error;
    }
  }

  private async putBack(jobs: readonly Job[]): Promise<void> {
    if (jobs.length === 0) return;
    const tooMany = new Set(jobs);
    this.waiting = this.waiting.filter((job) => !tooMany.has(job));
    await this.giveBack(jobs);
    this.ask();
  }

  private sort(tasks: readonly Task[], { jobs, failures }: Loaded): void {
    this.waiting.push(...jobs);
    this.outbox.add(failures);
    // Mostly none is gone, and nothing has to be looked for.
    const known = jobs.reduce((sum, job) => sum + job.tasks.length, failures.length);
    if (known === tasks.length) return;
    const wanted = new Set(
      [...jobs.flatMap((job) => job.tasks), ...failures.map((f) => f.task)].map((task) => task.id),
    );
    const gone = tasks.filter((task) => !wanted.has(task.id));
    this.outbox.add(gone.map((task) => ({ task, settle: () => DONE })));
  }

  /** A row that cannot even be read is one task's failure; what none can be read for is given back. */
  private async load(tasks: readonly Task[]): Promise<Loaded> {
    if (tasks.length === 0) return { jobs: [], failures: [] };
    try {
      return { jobs: await this.lane.load(tasks), failures: [] };
    } catch (error) {
      if (isTransactionLost(error)) throw error;
      if (tasks.length === 1) return { jobs: [], failures: [{ task: tasks[0]!, error }] };
      const each: Loaded = { jobs: [], failures: [] };
      for (const task of tasks) {
        const { jobs, failures } = await this.load([task]);
        each.jobs.push(...jobs);
        each.failures.push(...failures);
      }
      return each;
    }
  }

  private begin(): void {
    this.underWay++;
    const job = this.waiting.shift()!;
    const turn = this.turns.take(() => this.tools.leases.hold(job.tasks));
    void this.perform(job, turn);
  }

  /** Never throws. */
  private async perform(job: Job, turn: Turn): Promise<void> {
    try {
      // Another process may have been told to keep quiet since this was claimed.
      const shut = !job.tasks.some((task) => task.probe) && this.tools.gate.shut(this.lane.carrier);
      if (shut instanceof Promise ? await shut : shut) this.halted = true;
      // Or the event loop stood still so long that the lease has passed on: nothing is sent.
      if (this.halted || !turn.holds()) await this.giveBack([job]);
      else {
        this.summary.calls++;
        this.outbox.add(await this.lane.call(job, turn));
      }
    } catch (error) {
      this.failed(job, error);
    } finally {
      turn.passes();
      this.underWay--;
      this.bell.ring();
    }
  }

  private failed({ tasks }: Job, error: unknown): void {
    // The carrier takes nothing now: what is claimed and not begun goes back, to wait behind its gate.
    if (error instanceof HotichRemoteError && (error.kind !== 'unknown' || error.retryAfterMs !== undefined))
      this.halted = true;
    this.outbox.add(tasks.map((task) => ({ task, error })));
  }

  /** @returns those of dossiers that somebody has locked. */
  private async store(results: readonly Result[]): Promise<readonly Result[]> {
    const { summary: done, next, locked } = await this.tools.settler.settle(this.lane, results);
    const goOn = next.flatMap((job) => job.tasks);
    const wait = locked.map(({ task }) => task);
    const kept = new Set([...goOn, ...wait].map((task) => task.id));
    this.forget(results.map(({ task }) => task).filter((task) => !kept.has(task.id)));
    this.waiting.push(...next);
    this.tools.leases.mark(goOn, false);
    this.tools.leases.mark(wait, true);
    const waits = new Set(wait.map((task) => task.id));
    for (const { task, release } of results) if (!waits.has(task.id)) release?.();
    this.summary.settled += done.settled;
    this.summary.retried += done.retried;
    this.summary.held += done.held;
    this.summary.lost += done.lost;
    if (locked.length < results.length) this.ask();
    return locked;
  }

  private async letGo(results: readonly Result[]): Promise<void> {
    // Side by side: one whose own row is locked as well waits alone.
    await Promise.all(
      results.map(async ({ task, release }) => {
        await this.tools.settler.abandon(this.lane, task, 'its dossier is locked');
        release?.();
      }),
    );
    this.forget(results.map(({ task }) => task));
    this.summary.lost += results.length;
  }

  private async giveBack(jobs: readonly Job[]): Promise<void> {
    const tasks = jobs.flatMap((job) => job.tasks);
    this.tools.isolation.leave(tasks);
    await this.tools.leases.giveBack(tasks);
  }

  private forget(tasks: readonly Task[]): void {
    this.tools.leases.forget(tasks);
    this.tools.isolation.leave(tasks);
  }
}

function tasksOf(born: readonly BornTask[]): Task[] {
  return born.map(({ task }) => task);
}
