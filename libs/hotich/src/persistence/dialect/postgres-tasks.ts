import { HotichGate, HotichTask } from '../entities';
import { provincesOf } from '../province';
import { type HeldTask, stillHeld, type TaskStatements } from './dialect';
import { DOUBLING_MS, fullPace, POLLS_SHARE, rampMs, shareOf } from './pace';
import { tableOf } from './table-shape';

export const POSTGRES_NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint';

/** `id` is null in the one row of a claim that got nothing. */
interface ClaimedRow {
  id: string | null;
  subject_id: string;
  epoch: number;
  attempt: number;
  strikes: number;
  losses: number;
  unsure: boolean;
  since_called: string | null;
  failures: number;
  full: boolean;
}

export const postgresTasks: TaskStatements = {
  /**
   * One statement. The picked are named by an array, of which the planner expects ten: of a query that is limited by another it
   * expects a tenth of the table, and would read all of it; of that query itself it expects two rows, and would compare each with
   * each. Whoever waited for another's claim of the same carrier sees the gate as that one left it, but the tasks as they were
   * before: where requests in flight are counted he takes nothing, and asks again.
   */
  async claim(manager, terms) {
    const tasks = tableOf(manager, HotichTask);
    const gates = tableOf(manager, HotichGate);
    const ourGate = 'g.environment = $1 and g.carrier = $3 and g.ma_tinh = any($12)';
    const ourTasks = 't.ma_tinh = any($12) and t.environment = $1';
    const rows = await manager.query<ClaimedRow[]>(
      `with clock as (select ${POSTGRES_NOW} as now),
       seen as (select g.refilled_at as seen_at from ${gates} g where ${ourGate}),
       gate as (
         select g.*, ${shareOf(terms, 'clock.now', 'g.')} as share from ${gates} g, clock where ${ourGate} for update of g),
       pace as (
         select gate.*, refilled_at <> seen_at as stale,
           least($13::int, case when share < 1000 then greatest(1, floor($14::int * share / 1000))::int end,
             case when now - reopened_at < $15::bigint then 1 << ((now - reopened_at) / ${DOUBLING_MS})::int end) as slots,
           least($7::bigint * 1000, tokens_milli + ((now - refilled_at) * $6::float8 * share / 1000)::bigint) as tokens,
           least(greatest(1000, $7::bigint * ${1_000 * POLLS_SHARE}),
             polls_milli + ((now - refilled_at) * $6::float8 * share / 1000 * ${POLLS_SHARE})::bigint) as polls
         from gate, seen, clock),
       rivalry as (
         select ($6::float8 is not null or slots is not null) and exists (
           select 1 from clock, unnest($17::text[]) as rival (lane), lateral (
             (select 1 from ${tasks} t where ${ourTasks} and t.lane = rival.lane and t.place < 0 and t.due_at <= now
               order by t.place limit 1)
             union all
             (select 1 from ${tasks} t where ${ourTasks} and t.lane = rival.lane and t.place = 0 and t.due_at <= now
               order by t.due_at limit 1)) due
         ) as contended from pace),
       held as (
         select coalesce(sum(requests), 0)::int as total, coalesce(sum(requests) filter (where lane = $2), 0)::int as own from (
           select t.lane, ceil(count(*)::float8 / case when t.lane = $2 then $5::int else $18::int end) as requests
           from ${tasks} t, clock
           where (select slots is not null from pace) and ${ourTasks} and t.lane = any($16::text[]) and t.place = 0
             and t.due_at > now and t.due_at <= now + $21 and t.lease_owner is not null
           group by t.lane) l),
       room as (
         select case
             when slots is null then null
             when stale then 0
             when not contended or slots < 2 then slots - total
             when $19 then least(slots - total, greatest(1, floor(slots * ${POLLS_SHARE}))::int - own)
             else least(slots - total, slots - greatest(1, floor(slots * ${POLLS_SHARE}))::int - own) end as requests,
           case
             when $6::float8 is null then null
             when not contended or (not $19 and tokens >= $7::bigint * 1000) then tokens / 1000
             when $19 then least(tokens, polls) / 1000
             else (tokens - polls) / 1000 end as paid
         from pace, rivalry, held),
       budget as (
         select case
           when open_until > now then 0
           when failures >= $8 then $5::int
           else greatest(0, least($4::bigint, requests::bigint * $5::int, paid * $5::int))::int end as tasks
         from pace, room, clock),
       begun as (
         select t.id, t.place, t.due_at from ${tasks} t
         where ${ourTasks} and t.lane = $2 and t.place = 0 and t.due_at <= (select now from clock)
         order by t.due_at, t.id limit (select tasks from budget) for update skip locked),
       fresh as (
         select t.id, t.place, t.due_at from ${tasks} t
         where ${ourTasks} and t.lane = $2 and t.place < 0 and t.due_at <= (select now from clock)
         order by t.place, t.due_at, t.id limit (select tasks from budget) - (select count(*) from begun) for update skip locked),
       pick as (
         select id, n from unnest(array(
           select id from (select * from begun union all select * from fresh) due order by place = 0 desc, place, due_at, id
         )) with ordinality as due (id, n)),
       claimed as (
         update ${tasks} t set
           due_at = clock.now + $9, place = 0, lease_owner = $10, epoch = t.epoch + 1, attempt = t.attempt + 1,
           unsure = t.unsure or t.lease_owner is not null,
           losses = t.losses + case when t.lease_owner <> $10 then 1 else 0 end,
           called_at = case
             when t.lease_owner is not null then t.due_at + $20::bigint
             when t.unsure then coalesce(t.called_at, clock.now)
             else clock.now end
         from pick, clock where t.id = pick.id and t.ma_tinh = any($12)
         returning t.id, t.subject_id, t.epoch, t.attempt, t.strikes, t.losses, t.unsure, clock.now - t.called_at as since_called, pick.n),
       spent as (
         update ${gates} g set
           tokens_milli = case when $6::float8 is null then 0 else pace.tokens - requests * 1000 end,
           polls_milli = case when $6::float8 is null then 0 when $19 then greatest(0, pace.polls - requests * 1000) else pace.polls end,
           refilled_at = clock.now,
           open_until = case when pace.failures >= $8 and requests > 0 then clock.now + $11 else g.open_until end
         from pace, clock, (select ceil(count(*)::float8 / $5)::bigint as requests from claimed) c
         where ${ourGate} and (requests > 0 or $6::float8 is not null))
       select c.id, subject_id, epoch, attempt, strikes, losses, unsure, since_called, pace.failures,
         coalesce(room.requests * $5::int < $4, false) as "full"
       from pace cross join room left join claimed c on true
       order by c.n`,
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
        terms.concurrency.shared ?? null,
        fullPace(terms),
        rampMs(terms),
        [terms.lane, ...terms.beside.lanes],
        terms.beside.rivals,
        terms.beside.tasksPerRequest,
        terms.yields,
        terms.lateMs,
        terms.longestLeaseMs,
      ],
    );
    const claimed = rows.flatMap(({ id, subject_id, epoch, attempt, strikes, losses, unsure, since_called }) =>
      id === null
        ? []
        : [
            {
              id,
              subjectId: subject_id,
              epoch,
              attempt,
              strikes,
              losses,
              unsure,
              sinceCalledMs: Number(since_called ?? 0),
            },
          ],
    );
    return { tasks: claimed, failures: rows[0]?.failures ?? 0, full: rows[0]?.full ?? false };
  },

  async due(manager, environment, lane) {
    const waiting = (place: string) =>
      `exists (select 1 from ${tableOf(manager, HotichTask)} where environment = $1 and lane = $2 and ma_tinh = any($3)
         and ${place} and due_at <= ${POSTGRES_NOW})`;
    const [row] = await manager.query<[{ due: boolean }]>(
      `select ${waiting('place < 0')} or ${waiting('place = 0')} as due`,
      [environment, lane, provincesOf(manager)],
    );
    return row.due;
  },

  async extend(manager, tasks, owner, leaseMs) {
    const [rows] = await manager.query<[HeldTask[], number]>(
      `update ${tableOf(manager, HotichTask)} set due_at = ${POSTGRES_NOW} + $4
       where id = any($1) and lease_owner = $2 and ma_tinh = any($3) returning id, epoch`,
      [tasks.map((task) => task.id), owner, provincesOf(manager), leaseMs],
    );
    return stillHeld(tasks, rows);
  },

  async fence(manager, tasks, owner) {
    // By the ids alone: joined with the epochs, a table without statistics is walked once for every one of them.
    const rows = await manager.query<HeldTask[]>(
      `select id, epoch from ${tableOf(manager, HotichTask)}
       where id = any($1) and lease_owner = $2 and ma_tinh = any($3) order by id for update`,
      [tasks.map((task) => task.id), owner, provincesOf(manager)],
    );
    return stillHeld(tasks, rows);
  },

  async release(manager, tasks, owner, delayMs) {
    for (const [epoch, ids] of idsByEpoch(tasks)) {
      await manager.query(
        `update ${tableOf(manager, HotichTask)} set due_at = ${POSTGRES_NOW} + $5, lease_owner = null, attempt = attempt - 1
         where id = any($1) and lease_owner = $2 and ma_tinh = any($3) and epoch = $4`,
        [ids, owner, provincesOf(manager), epoch, delayMs],
      );
    }
  },

  async putOff(manager, tasks) {
    await manager.query(
      `update ${tableOf(manager, HotichTask)} t set
         due_at = ${POSTGRES_NOW} + next.delay, lease_owner = null, attempt = next.attempt, strikes = next.strikes, unsure = next.unsure,
         losses = case when next.unsure then t.losses else 0 end,
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

/** A table without statistics would be walked once for every pair of a join with ids and epochs; of epochs there are few. */
function idsByEpoch(tasks: readonly HeldTask[]): Map<number, string[]> {
  const ids = new Map<number, string[]>();
  for (const { id, epoch } of tasks) {
    const same = ids.get(epoch);
    if (same) same.push(id);
    else ids.set(epoch, [id]);
  }
  return ids;
}
