import type { EntityManager } from 'typeorm';
import { HotichGate, HotichTask } from '../entities';
import { provincesOf } from '../province';
import type { HeldTask, TaskStatements } from './dialect';
import { tableOf } from './table-shape';

export const POSTGRES_NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

interface ClaimedRow {
  id: string;
  subject_id: string;
  epoch: number;
  attempt: number;
  strikes: number;
  losses: number;
  unsure: boolean;
  since_called: string | null;
  failures: number;
}

export const postgresTasks: TaskStatements = {
  /** One statement. */
  async claim(manager, terms) {
    const tasks = tableOf(manager, HotichTask);
    const gates = tableOf(manager, HotichGate);
    const rows = await manager.query<ClaimedRow[]>(
      `with clock as (select ${POSTGRES_NOW} as now),
       gate as (
         select g.*, least($7::bigint * 1000, g.tokens_milli + ((clock.now - g.refilled_at) * $6::float8)::bigint) as available
         from ${gates} g, clock where g.environment = $1 and g.carrier = $3 and g.ma_tinh = any($12) for update of g),
       budget as (
         select case
           when open_until > now then 0
           when failures >= $8 then $5::int
           when $6::float8 is null then $4::int
           else least($4::bigint, available / 1000 * $5::int)::int end as tasks
         from gate, clock),
       pick as (
         select t.id from ${tasks} t
         where t.ma_tinh = any($12) and t.environment = $1 and t.lane = $2 and t.due_at <= (select now from clock)
         order by t.due_at, t.id limit (select tasks from budget) for update skip locked),
       claimed as (
         update ${tasks} t set
           due_at = clock.now + $9, lease_owner = $10, epoch = t.epoch + 1, attempt = t.attempt + 1,
           unsure = t.unsure or t.lease_owner is not null,
           losses = t.losses + case when t.lease_owner <> $10 then 1 else 0 end,
           called_at = case when t.unsure or t.lease_owner is not null then coalesce(t.called_at, clock.now) else clock.now end
         from pick, clock where t.id = pick.id and t.ma_tinh = any($12)
         returning t.id, t.subject_id, t.epoch, t.attempt, t.strikes, t.losses, t.unsure, t.due_at, clock.now - t.called_at as since_called),
       spent as (
         update ${gates} g set
           tokens_milli = case when $6::float8 is null then 0 else gate.available - ceil(n::float8 / $5)::bigint * 1000 end,
           refilled_at = clock.now,
           open_until = case when gate.failures >= $8 and n > 0 then clock.now + $11 else g.open_until end
         from gate, clock, (select count(*) as n from claimed) c
         where g.environment = $1 and g.carrier = $3 and g.ma_tinh = any($12) and (n > 0 or $6::float8 is not null))
       select c.id, subject_id, epoch, attempt, strikes, losses, unsure, since_called, gate.failures from claimed c, gate order by due_at, c.id`,
      [
        terms.environment,
        terms.lane,
        terms.carrier,
        terms.limit,
        terms.tasksPerRequest,
        terms.rate?.perSecond ?? null,
        terms.rate?.burst ?? null,
        terms.breaker.failures,
        terms.leaseMs,
        terms.owner,
        terms.breaker.openMs,
        provincesOf(manager),
      ],
    );
    const claimed = rows.map(({ id, subject_id, epoch, attempt, strikes, losses, unsure, since_called }) => ({
      id,
      subjectId: subject_id,
      epoch,
      attempt,
      strikes,
      losses,
      unsure,
      sinceCalledMs: Number(since_called ?? 0),
    }));
    return { tasks: claimed, failures: rows[0]?.failures ?? 0 };
  },

  async extend(manager, tasks, owner, leaseMs) {
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `update ${tableOf(manager, HotichTask)} t set due_at = ${POSTGRES_NOW} + $5 ${FROM_HELD} returning t.id`,
      [...held(manager, tasks, owner), leaseMs],
    );
    return rows.map((row) => row.id);
  },

  async fence(manager, tasks, owner) {
    const rows = await manager.query<{ id: string }[]>(
      `select t.id from ${tableOf(manager, HotichTask)} t
       join unnest($1::uuid[], $2::int[]) as held (id, epoch) on t.id = held.id and t.epoch = held.epoch
       where t.lease_owner = $3 and t.ma_tinh = any($4) order by t.id for update of t`,
      held(manager, tasks, owner),
    );
    return rows.map((row) => row.id);
  },

  async release(manager, tasks, owner, delayMs) {
    await manager.query(
      `update ${tableOf(manager, HotichTask)} t set due_at = ${POSTGRES_NOW} + $5, lease_owner = null, attempt = t.attempt - 1 ${FROM_HELD}`,
      [...held(manager, tasks, owner), delayMs],
    );
  },

  async putOff(manager, tasks) {
    await manager.query(
      `update ${tableOf(manager, HotichTask)} t set
         due_at = ${POSTGRES_NOW} + next.delay, lease_owner = null, attempt = next.attempt, strikes = next.strikes, losses = 0, unsure = next.unsure,
         called_at = case when next.called then ${POSTGRES_NOW} else t.called_at end
       from unnest($1::uuid[], $2::bigint[], $3::int[], $4::int[], $5::boolean[], $6::boolean[])
         as next (id, delay, attempt, strikes, unsure, called)
       where t.id = next.id and t.ma_tinh = any($7)`,
      [
        tasks.map((t) => t.id),
        tasks.map((t) => t.delayMs),
        tasks.map((t) => t.attempt),
        tasks.map((t) => t.strikes),
        tasks.map((t) => t.unsure),
        tasks.map((t) => t.called),
        provincesOf(manager),
      ],
    );
  },

  async remove(manager, ids) {
    await manager.query(`delete from ${tableOf(manager, HotichTask)} where id = any($1) and ma_tinh = any($2)`, [
      ids,
      provincesOf(manager),
    ]);
  },

  async hasten(manager, lane, subjectIds) {
    await manager.query(
      `update ${tableOf(manager, HotichTask)} set due_at = ${POSTGRES_NOW}
       where lane = $1 and subject_id = any($2) and lease_owner is null and due_at > ${POSTGRES_NOW} and ma_tinh = any($3)`,
      [lane, subjectIds, provincesOf(manager)],
    );
  },
};

const FROM_HELD = `from unnest($1::uuid[], $2::int[]) as held (id, epoch)
       where t.id = held.id and t.epoch = held.epoch and t.lease_owner = $3 and t.ma_tinh = any($4)`;

function held(manager: EntityManager, tasks: readonly HeldTask[], owner: string): unknown[] {
  return [tasks.map((t) => t.id), tasks.map((t) => t.epoch), owner, provincesOf(manager)];
}
