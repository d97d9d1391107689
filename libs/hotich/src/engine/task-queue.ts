import { performance } from 'node:perf_hooks';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { CarrierGate } from '../carrier';
import type { CarrierName, LaneName } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { dialectOf, HotichGate, HotichTask, tableOf, type UnitOfWork } from '../persistence';
import type { Task, Verdict } from './lane';
import { WakeUp } from './wake-up';

export interface ClaimRequest {
  readonly lane: LaneName;
  readonly carrier: CarrierName;
  readonly limit: number;
  readonly tasksPerRequest: number;
}

export interface TaskUpdate {
  readonly task: Task;
  readonly verdict: Verdict;
  /** Both 0 after anything that went well. */
  readonly attempt: number;
  readonly strikes: number;
  /** The call just made is the one that may have reached the remote. */
  readonly calledNow?: boolean;
}

interface ClaimedRow {
  id: string;
  subject_id: string;
  epoch: number;
  attempt: number;
  strikes: number;
  unsure: boolean;
  since_called: string | null;
  failures: number;
}

/** The statements on `hotich_task`. Times are the database's, so a replica with a wrong clock changes nothing. */
@Injectable()
export class TaskQueue {
  /** This process, as the owner of leases. */
  readonly owner = uuid();
  private readonly gatesKnown = new Set<CarrierName>();

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly wakeUp: WakeUp,
    private readonly gate: CarrierGate,
  ) {}

  /** Work for a subject; nothing happens when the lane already has some. The caller holds the lock of the subject's row. */
  add(work: UnitOfWork, lane: LaneName, subjectId: string, delayMs = 0): void {
    work.insert(HotichTask, {
      id: uuid(),
      environment: this.options.environment,
      lane,
      subjectId,
      dueAt: new Date(work.now.getTime() + Math.round(delayMs)),
      leaseOwner: null,
      epoch: 0,
      attempt: 0,
      strikes: 0,
      unsure: false,
      calledAt: null,
    });
    if (delayMs === 0) this.wakeUp.afterCommit(work.manager, lane);
  }

  /** Makes the work of these subjects due at once. */
  async hasten(manager: EntityManager, lane: LaneName, subjectIds: readonly string[]): Promise<void> {
    await manager.query(
      `update ${this.table(HotichTask)} set due_at = ${this.now}
       where lane = $1 and subject_id = any($2) and lease_owner is null and due_at > ${this.now}`,
      [lane, subjectIds],
    );
    this.wakeUp.afterCommit(manager, lane);
  }

  async remove(manager: EntityManager, lane: LaneName, subjectId: string): Promise<void> {
    await manager.delete(HotichTask, { lane, subjectId });
  }

  /**
   * Leases due tasks to this process in one statement, which also spends the carrier's rate budget and respects its
   * breaker: an open carrier is not claimed for, so nothing is attempted or counted, and a half-open one gives a single
   * request to a single process.
   */
  async claim(request: ClaimRequest): Promise<{ tasks: Task[]; claimedAt: number }> {
    await this.ensureGate(request.carrier);
    const carrier = this.options[request.carrier]!;
    const claimedAt = performance.now();
    const rows = await this.dataSource.query<ClaimedRow[]>(
      `with clock as (select ${this.now} as now),
       gate as (
         select g.*, least($7::bigint * 1000, g.tokens_milli + ((clock.now - g.refilled_at) * $6::float8)::bigint) as available
         from ${this.table(HotichGate)} g, clock where g.environment = $1 and g.carrier = $3 for update of g),
       budget as (
         select case
           when open_until > now then 0
           when failures >= $8 then $5::int
           when $6::float8 is null then $4::int
           else least($4::bigint, available / 1000 * $5::int)::int end as tasks
         from gate, clock),
       pick as (
         select t.id from ${this.table(HotichTask)} t
         where t.environment = $1 and t.lane = $2 and t.due_at <= (select now from clock)
         order by t.due_at, t.id limit (select tasks from budget) for update skip locked),
       claimed as (
         update ${this.table(HotichTask)} t set
           due_at = clock.now + $9, lease_owner = $10, epoch = t.epoch + 1, attempt = t.attempt + 1,
           unsure = t.unsure or t.lease_owner is not null,
           called_at = case when t.unsure or t.lease_owner is not null then coalesce(t.called_at, clock.now) else clock.now end
         from pick, clock where t.id = pick.id
         returning t.id, t.subject_id, t.epoch, t.attempt, t.strikes, t.unsure, t.due_at, clock.now - t.called_at as since_called),
       spent as (
         update ${this.table(HotichGate)} g set
           tokens_milli = case when $6::float8 is null then 0 else gate.available - ceil(n::float8 / $5)::bigint * 1000 end,
           refilled_at = clock.now,
           open_until = case when gate.failures >= $8 and n > 0 then clock.now + $11 else g.open_until end
         from gate, clock, (select count(*) as n from claimed) c
         where g.environment = $1 and g.carrier = $3 and (n > 0 or $6::float8 is not null))
       select c.id, subject_id, epoch, attempt, strikes, unsure, since_called, gate.failures from claimed c, gate order by due_at, c.id`,
      [
        this.options.environment,
        request.lane,
        request.carrier,
        request.limit,
        request.tasksPerRequest,
        carrier.rate?.perSecond ?? null,
        carrier.rate?.burst ?? null,
        carrier.breaker.failures,
        this.options.engine.leaseMs,
        this.owner,
        carrier.breaker.openMs,
      ],
    );
    if (rows.some((row) => row.failures > 0)) this.gate.suspect(request.carrier);
    const tasks = rows.map((row) => ({
      id: row.id,
      lane: request.lane,
      subjectId: row.subject_id,
      epoch: row.epoch,
      attempt: row.attempt,
      strikes: row.strikes,
      carrierFailing: row.failures > 0,
      unsure: row.unsure,
      sinceCalledMs: Number(row.since_called ?? 0),
    }));
    return { tasks, claimedAt };
  }

  /** Extends the leases this process still holds; the answer names them. */
  async extend(tasks: readonly Task[]): Promise<Set<string>> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `update ${this.table(HotichTask)} t set due_at = ${this.now} + $1
       from unnest($2::uuid[], $3::int[]) as held (id, epoch)
       where t.id = held.id and t.epoch = held.epoch and t.lease_owner = $4 returning t.id`,
      [this.options.engine.leaseMs, tasks.map((t) => t.id), tasks.map((t) => t.epoch), this.owner],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Locks those tasks that this process still holds under the epoch it claimed them with; the answer names them. */
  async fence(manager: EntityManager, tasks: readonly Task[]): Promise<Set<string>> {
    const rows = await manager.query<{ id: string }[]>(
      `select t.id from ${this.table(HotichTask)} t
       join unnest($1::uuid[], $2::int[]) as held (id, epoch) on t.id = held.id and t.epoch = held.epoch
       where t.lease_owner = $3 order by t.id for update of t`,
      [tasks.map((t) => t.id), tasks.map((t) => t.epoch), this.owner],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Ends the claims: done tasks go, the others become due again. */
  async finish(manager: EntityManager, updates: readonly TaskUpdate[]): Promise<void> {
    const done = updates.filter((u) => u.verdict.task === 'done').map((u) => u.task.id);
    if (done.length > 0) await manager.query(`delete from ${this.table(HotichTask)} where id = any($1)`, [done]);
    const kept = updates.flatMap((u) => (u.verdict.task === 'again' ? [{ ...u, verdict: u.verdict }] : []));
    if (kept.length === 0) return;
    await manager.query(
      `update ${this.table(HotichTask)} t set
         due_at = ${this.now} + next.delay, lease_owner = null, attempt = next.attempt, strikes = next.strikes, unsure = next.unsure,
         called_at = case when next.called then ${this.now} else t.called_at end
       from unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::boolean[], $6::boolean[])
         as next (id, delay, attempt, strikes, unsure, called)
       where t.id = next.id`,
      [
        kept.map((u) => u.task.id),
        kept.map((u) => Math.round(u.verdict.delayMs)),
        kept.map((u) => u.attempt),
        kept.map((u) => u.strikes),
        kept.map((u) => u.verdict.unsure ?? false),
        kept.map((u) => u.calledNow ?? false),
      ],
    );
    for (const u of kept) if (u.verdict.delayMs === 0) this.wakeUp.afterCommit(manager, u.task.lane);
  }

  /** Gives back what was claimed and never sent, as if it had not been claimed. */
  async release(tasks: readonly Task[]): Promise<void> {
    if (tasks.length === 0) return;
    await this.dataSource.query(
      `update ${this.table(HotichTask)} t set due_at = ${this.now}, lease_owner = null, attempt = t.attempt - 1
       from unnest($1::uuid[], $2::int[]) as held (id, epoch)
       where t.id = held.id and t.epoch = held.epoch and t.lease_owner = $3`,
      [tasks.map((t) => t.id), tasks.map((t) => t.epoch), this.owner],
    );
  }

  private async ensureGate(carrier: CarrierName): Promise<void> {
    if (this.gatesKnown.has(carrier)) return;
    await this.dataSource.query(
      `insert into ${this.table(HotichGate)} (environment, carrier, failures, open_until, tokens_milli, refilled_at)
       values ($1, $2, 0, 0, 0, 0) on conflict do nothing`,
      [this.options.environment, carrier],
    );
    this.gatesKnown.add(carrier);
  }

  private get now(): string {
    return dialectOf(this.dataSource).nowMs;
  }

  private table(entity: EntityTarget<ObjectLiteral>): string {
    return tableOf(this.dataSource.manager, entity);
  }
}
