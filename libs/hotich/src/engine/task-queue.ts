import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { CarrierGate } from '../carrier';
import type { CarrierName, LaneName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { requestMsOf, type ResolvedOptions } from '../hotich.options.resolve';
import {
  type Claim,
  CLOCK_MS,
  databaseNow,
  despiteDeadlocks,
  dialectOf,
  HotichTask,
  type Instant,
  instant,
  ours,
  type HeldTask,
  keysReady,
  type PutOffTask,
  readRows,
  standsIn,
  stillHeld,
  type UnitOfWork,
  uuid,
} from '../persistence';
import { FairLine } from './fair-line';
import { again, type Job, type Lane, type Task, type Verdict } from './lane';
import { WakeUp } from './wake-up';

/** Subjects: mostly one of the first is still waited for, and the others need not be looked at. */
const LOOKED_AT_ONCE = 1_000;

/** When what somebody waits for is due. */
const AT_ONCE = 0;

/** How a task is added. */
export interface Entry {
  /** Before it may be worked on. Default 0. */
  readonly delayMs?: number;
  /** Somebody waits for it: due before all that is overdue. */
  readonly awaited?: boolean;
  /** Whose turn it takes, see {@link FairLine}; without it comes before those who wait for theirs. */
  readonly flow?: string;
  /** When a call was made that may have reached the remote: it is asked first. */
  readonly unsureSince?: Date | null;
  /** What `load` of the lane would make of the task, from what is about to be stored. Called at once or never. */
  readonly job?: (task: Task) => Job;
}

export interface TaskUpdate {
  readonly task: Task;
  readonly verdict: Verdict;
  /** Both 0 after anything that went well. */
  readonly attempt: number;
  readonly strikes: number;
}

/** Not all of a transaction's tasks are this process's own any more: nothing of it may be committed. */
export class LeaseLostError extends Error {
  constructor(private readonly lost: readonly HeldTask[]) {
    super('leases have passed to another process');
  }

  /** Whether this one is not among them: a process that claims what it has lost before may have both claims in one batch. */
  spares({ id, epoch }: Task): boolean {
    return !this.lost.some((task) => task.id === id && task.epoch === epoch);
  }
}

/** What happens to tasks. Times are the database's, so a replica with a wrong clock changes nothing. */
@Injectable()
export class TaskQueue {
  /** This process, as the owner of leases. */
  readonly owner = uuid();
  private readonly line = new FairLine();
  private readonly lanes = new Map<LaneName, Lane>();
  private readonly asked = new Set<LaneName>();
  private look?: Promise<LaneName[]> | undefined;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly wakeUp: WakeUp,
    private readonly gate: CarrierGate,
  ) {}

  /** The lanes of a carrier share its limits. */
  know(lane: Lane): void {
    this.lanes.set(lane.name, lane);
  }

  /** Work for a subject; nothing happens when the lane already has some. The caller holds the lock of the subject's row. */
  add(work: UnitOfWork, lane: LaneName, subjectId: string, entry: Entry = {}): void {
    const { delayMs = 0, awaited = false, flow, unsureSince = null, job } = entry;
    const now = work.now.getTime();
    const leaseMs = delayMs === 0 && unsureSince === null ? this.birthLeaseMs(work.manager, lane) : undefined;
    // Leased at once, it stands as a claim would leave it.
    const born = leaseMs !== undefined;
    const dueAt = awaited ? AT_ONCE : now + Math.round(delayMs);
    const id = uuid();
    work.insert(HotichTask, {
      id,
      environment: this.options.environment,
      lane,
      subjectId,
      dueAt: new Date(born ? now + leaseMs : dueAt),
      place: born || flow === undefined ? '0' : String(this.line.place(`${lane} ${flow}`, now)),
      leaseOwner: born ? this.owner : null,
      epoch: born ? 1 : 0,
      attempt: born ? 1 : 0,
      strikes: 0,
      losses: 0,
      unsure: unsureSince !== null,
      calledAt: born ? work.now : unsureSince,
      askedAgain: false,
    });
    if (born) {
      const task = newTask({ id, lane, subjectId, dueAt });
      this.wakeUp.afterCommit(work.manager, lane, { task, job: job?.(task), since: work.begunAt });
    } else if (delayMs === 0) this.wakeUp.afterCommit(work.manager, lane);
  }

  /**
   * A task need not wait for a claim where the lane sleeps in this process and no limit is shared with others. Undefined where it must;
   * else how long it is leased from the instant of its transaction on, whose reading of the clock may be a round trip old.
   */
  private birthLeaseMs(manager: EntityManager, name: LaneName): number | undefined {
    const lane = this.lanes.get(name);
    if (!lane) return undefined;
    const { rate, sharedConcurrency, concurrency } = this.options[lane.carrier]!;
    if (rate || sharedConcurrency || !this.wakeUp.mayBear(manager, name, concurrency)) return undefined;
    return this.leaseMs(lane) + CLOCK_MS;
  }

  /** Whether a task was leased as it was made, and the transaction that made it is this one: nobody has begun it. */
  isUnbegun(manager: EntityManager, lane: LaneName, subjectId: string): boolean {
    return this.wakeUp.bears(manager, lane, subjectId);
  }

  /** Which of these, leased to this process as they were made, stand so in the database: none unless their carrier is free. */
  async confirm(lane: Lane, tasks: readonly Task[]): Promise<Task[]> {
    if (tasks.length === 0) return [];
    const { environment } = this.options;
    const { concurrency, recoveryMs } = this.options[lane.carrier]!;
    const askedAt = performance.now();
    const standing = await this.statements.confirm(this.dataSource.manager, tasks, {
      environment,
      carrier: lane.carrier,
      concurrency: { own: concurrency },
      recoveryMs,
      owner: this.owner,
    });
    if (standing.length > 0) this.gate.seenOpen(lane.carrier, askedAt);
    return standing;
  }

  /**
   * Makes the work of these subjects due at once, before all that is overdue; once more where it is under way, for what it brings may be
   * older than this. The caller, in a transaction that also locks their dossiers, has locked them before.
   */
  async hasten(manager: EntityManager, lane: LaneName, subjectIds: readonly string[]): Promise<void> {
    if (subjectIds.length === 0) return;
    const made = () => this.statements.hasten(manager, lane, subjectIds);
    // Of many, some may just be stored, in another order.
    await (manager.queryRunner ? made() : despiteDeadlocks(made));
    this.wakeUp.afterCommit(manager, lane);
  }

  /** Without those of these subjects, from the first on, whose work that somebody waits for is neither under way nor yet to be begun. */
  waitedFor(lane: LaneName, subjectIds: readonly string[]): Promise<readonly string[]> {
    return this.from(lane, subjectIds, ({ dueAt, leaseOwner }) => dueAt.getTime() === AT_ONCE || leaseOwner !== null);
  }

  /** Without those of these subjects, from the first on, whose work no process holds. What a lost one held is free when its lease is over. */
  async underWay(lane: LaneName, subjectIds: readonly string[]): Promise<readonly string[]> {
    const now = await databaseNow(this.dataSource.manager);
    return this.from(lane, subjectIds, ({ dueAt, leaseOwner }) => leaseOwner !== null && dueAt > now);
  }

  /** Drops subjects until some fit; those after them are not looked at, for mostly one of the first fits. */
  private async from(
    lane: LaneName,
    subjectIds: readonly string[],
    fits: (task: Pick<HotichTask, 'dueAt' | 'leaseOwner'>) => boolean,
  ): Promise<readonly string[]> {
    for (let i = 0; i < subjectIds.length; i += LOOKED_AT_ONCE) {
      const some = subjectIds.slice(i, i + LOOKED_AT_ONCE);
      const tasks = await readRows(this.dataSource.manager, HotichTask, 'subjectId', some, {
        properties: ['subjectId', 'dueAt', 'leaseOwner'],
        only: { property: 'lane', values: [lane] },
      });
      const fitting = tasks.filter(fits).map(({ subjectId }) => subjectId);
      if (fitting.length > 0) return [...fitting, ...subjectIds.slice(i + LOOKED_AT_ONCE)];
    }
    return [];
  }

  async remove(manager: EntityManager, lane: LaneName, subjectId: string): Promise<void> {
    await manager.delete(HotichTask, { lane, subjectId, ...ours(manager) });
  }

  /**
   * Leases due tasks to this process, which also spends the carrier's rate budget and respects its breaker: an open carrier is
   * not claimed for, so nothing is attempted or counted, and a half-open one gives a single request to a single process.
   *
   * @throws HotichKeysAwayError, or what the key provider threw, where it has given no keys yet.
   */
  async claim(lane: Lane, limit: number): Promise<Claim & { readonly claimedAt: Instant }> {
    const { carrier, tasksPerRequest, yields } = lane;
    // What could be neither read nor stored is not begun: where the vault has given no keys yet, all of it stays as it is.
    await keysReady(this.dataSource.manager);
    const { rate, breaker, concurrency, sharedConcurrency, recoveryMs } = this.options[carrier]!;
    const requestMs = requestMsOf(this.options[carrier]!);
    const beside = [...this.lanes.values()].filter((other) => other.carrier === carrier && other !== lane);
    const claimedAt = instant();
    const claim = await this.statements.claim(this.dataSource.manager, {
      lane: lane.name,
      carrier,
      limit,
      tasksPerRequest,
      yields,
      beside: {
        lanes: beside.map((other) => other.name),
        rivals: beside.filter((other) => other.yields !== yields).map((other) => other.name),
        tasksPerRequest: Math.max(1, ...beside.map((other) => other.tasksPerRequest)),
      },
      environment: this.options.environment,
      rate,
      breaker,
      concurrency: { own: concurrency, shared: sharedConcurrency },
      recoveryMs,
      owner: this.owner,
      leaseMs: this.leaseMs(lane),
      longestLeaseMs: this.longestLeaseMs(carrier),
      // A call begun as the lease ended has ended when "no such dossier" begins to be believed.
      lateMs: Math.max(0, requestMs - this.options.register.unknownGraceMs),
    });
    const [first] = claim.tasks;
    if (first && claim.failures > 0) this.gate.suspect(carrier);
    if (first && !first.probe) this.gate.seenOpen(carrier, claimedAt.monotonic);
    return { ...claim, claimedAt };
  }

  /** Whether anything of the lane is due. The crons of all lanes strike together, and one look answers them. */
  async due(lane: LaneName): Promise<boolean> {
    this.asked.add(lane);
    this.look ??= this.lookSoon();
    return (await this.look).includes(lane);
  }

  private async lookSoon(): Promise<LaneName[]> {
    // Timers of one instant ring in one turn of the event loop; another timer would wake the process once more.
    await setImmediate();
    const lanes = [...this.asked];
    this.asked.clear();
    this.look = undefined;
    return this.statements.due(this.dataSource.manager, this.options.environment, lanes);
  }

  /**
   * Extends the leases this process still holds.
   *
   * @param answered their requests are over. They are leased for longer than any request, and so not counted as one in flight.
   * @returns those it has extended.
   */
  extend(lane: Lane, tasks: readonly Task[], answered: boolean): Promise<HeldTask[]> {
    const leaseMs = answered ? this.longestLeaseMs(lane.carrier) + this.options.engine.leaseMs : this.leaseMs(lane);
    return this.statements.extend(this.dataSource.manager, tasks, this.owner, leaseMs);
  }

  /**
   * Ends the claims: done tasks go, the others become due again, but for those whose next request may go out under the lease they have.
   *
   * @returns these requests.
   * @throws LeaseLostError when this process does not hold all of them under the epochs it claimed them with.
   */
  async finish(manager: EntityManager, updates: readonly TaskUpdate[]): Promise<Job[]> {
    const done: Task[] = [];
    const putOff: PutOffTask[] = [];
    const next: Job[] = [];
    for (const { task, verdict, attempt, strikes } of updates) {
      if (verdict.task === 'done') {
        done.push(task);
        continue;
      }
      if (verdict.task === 'next' && this.mayGoOn(task)) {
        next.push(verdict.job);
        continue;
      }
      const { unsure = false, calledNow = false, delayMs } = verdict.task === 'next' ? again(0) : verdict;
      const { id, epoch } = task;
      putOff.push({ id, epoch, delayMs: Math.round(delayMs), attempt, strikes, unsure, called: calledNow });
      if (delayMs === 0) this.wakeUp.afterCommit(manager, task.lane);
    }
    const kept = next.flatMap((job) => job.tasks);
    const gone = done.length > 0 ? await this.statements.remove(manager, done) : [];
    if (gone.length < done.length) putOff.push(...this.askedAgain(manager, done, gone));
    const held = [
      ...gone,
      ...(putOff.length > 0 ? await this.statements.putOff(manager, putOff) : []),
      ...(kept.length > 0 ? await this.statements.keep(manager, kept) : []),
    ];
    if (held.length < updates.length) throw new LeaseLostError(updates.map(({ task }) => task).filter(isNoneOf(held)));
    return next;
  }

  /** More was asked for while they were worked on, which may have been read too early to know of it: they are read again at once. */
  private askedAgain(manager: EntityManager, done: readonly Task[], gone: readonly HeldTask[]): PutOffTask[] {
    const away = new Set(gone.map((task) => task.id));
    return done
      .filter((task) => !away.has(task.id))
      .map(({ id, epoch, lane }) => {
        this.wakeUp.afterCommit(manager, lane);
        return { id, epoch, delayMs: 0, attempt: 0, strikes: 0, unsure: false, called: false };
      });
  }

  /** Those that stand as this process claimed them, and will until the transaction ends. */
  held(manager: EntityManager, tasks: readonly Task[]): Promise<Task[]> {
    return this.statements.keep(manager, tasks);
  }

  /** What the row says of the task's past must still be true, and a request that is paid for is paid for by its claim. */
  private mayGoOn({ lane, attempt, strikes, losses, unsure, probe, carrierFailing }: Task): boolean {
    const { rate } = this.options[this.lanes.get(lane)!.carrier]!;
    return !rate && attempt === 1 && strikes === 0 && losses === 0 && !unsure && !probe && !carrierFailing;
  }

  /**
   * Gives back what was claimed and never sent, as if it had not been claimed, to its place in line; or due after `delayMs`.
   *
   * @returns what somebody has locked, and is not waited for: a host's transaction may take its time.
   */
  async release(tasks: readonly Task[], delayMs?: number): Promise<Task[]> {
    if (tasks.length === 0) return [];
    const { manager } = this.dataSource;
    const left = tasks.filter(isNoneOf(await this.statements.release(manager, tasks, this.owner, delayMs)));
    if (left.length === 0) return [];
    const mine = { id: In(left.map((task) => task.id)), leaseOwner: this.owner, ...ours(manager) };
    return stillHeld(left, await manager.find(HotichTask, { select: { id: true, epoch: true }, where: mine }));
  }

  /** Gives back what was sent and could not be stored: whoever takes it next asks the remote first. */
  async abandon({ id, epoch }: Task, delayMs: number): Promise<void> {
    const { manager } = this.dataSource;
    await manager
      .createQueryBuilder()
      .update(HotichTask)
      .set({
        dueAt: () => `${dialectOf(this.dataSource).nowMs} + ${Math.round(delayMs)}`,
        leaseOwner: null,
        unsure: true,
        calledAt: () => dialectOf(this.dataSource).nowMs,
      })
      .where({ id, epoch, leaseOwner: this.owner, ...ours(manager) })
      .execute();
  }

  /** How long others keep off. The holder itself begins nothing more once `engine.leaseMs` are over. */
  private leaseMs(lane: Lane): number {
    return lane.asksFirst ? this.options.engine.leaseMs : this.longestLeaseMs(lane.carrier);
  }

  /** Of any lane of the carrier. No request of it takes longer. */
  longestLeaseMs(carrier: CarrierName): number {
    return this.options.engine.leaseMs + requestMsOf(this.options[carrier]!);
  }

  private get statements() {
    return dialectOf(this.dataSource).tasks;
  }
}

function isNoneOf(rows: readonly HeldTask[]): (task: HeldTask) => boolean {
  const stands = standsIn(rows);
  return (task) => !stands(task);
}

/** Claimed for the first time, of a carrier of which nothing bad is known. */
function newTask(made: Pick<Task, 'id' | 'lane' | 'subjectId' | 'dueAt'>): Task {
  return {
    ...made,
    epoch: 1,
    attempt: 1,
    strikes: 0,
    losses: 0,
    carrierFailing: false,
    probe: false,
    unsure: false,
    sinceCalledMs: 0,
  };
}
