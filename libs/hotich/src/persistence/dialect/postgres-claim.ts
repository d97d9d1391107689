import type { EntityManager } from 'typeorm';
import { HotichGate, HotichTask } from '../entities';
import { provincesOf } from '../province';
import { type Claim, type ClaimedTask, type ClaimTerms, suspicion } from './dialect';
import { DOUBLING_MS, fullPace, LEAST_UNCLAIMED, POLLS_SHARE, rampMs, shareOf, unlimited } from './pace';
import { prepared } from './postgres-prepared';
import { inProvinces, POSTGRES_NOW } from './postgres-terms';
import { tableOf } from './table-shape';

/** `id` is null in the one row of a claim that got nothing. */
interface ClaimedRow {
  id: string | null;
  subject_id: string;
  was_due_at: string;
  epoch: number;
  attempt: number;
  strikes: number;
  losses: number;
  unsure: boolean;
  /** Of what is unsure. */
  since_called: string | null;
  /** Of the carrier; null: it is not free. */
  failures: number | null;
  full?: boolean;
  unpaid?: boolean;
  counted?: boolean;
  stale?: boolean;
}

/** What is told of a task: a sweep claims thousands a second, and each column of each is read by itself. */
const TOLD = ['id', 'subject_id', 'was_due_at', 'epoch', 'attempt', 'strikes', 'losses', 'unsure', 'since_called'];
const told = TOLD.map((column) => `c.${column}`).join(', ');

interface Statement {
  /** Terms as SQL: a parameter each, with its type where it is not plain from its place. */
  readonly lane: string;
  readonly provinces: string;
  readonly limit: string;
  readonly tasks: string;
  readonly gates: string;
  readonly ourTasks: string;
  readonly ourGate: string;
  /** Adds a parameter. */
  readonly value: (value: unknown) => string;
  readonly values: unknown[];
}

/** Where no limit is set, a small statement first: planning the whole one costs more than all the rest of sending a single dossier. */
export async function claim(manager: EntityManager, terms: ClaimTerms): Promise<Claim> {
  if (!terms.rate && terms.concurrency.shared === undefined) {
    const claimed = await claimFreely(manager, terms);
    if (claimed) return claimed;
  }
  return claimWithin(manager, terms);
}

/**
 * @returns undefined, and nothing is claimed, when the carrier is shut, half open, has just come back or has asked for less haste.
 * The gate is not locked: what another process finds out at this very moment does not hold for this claim yet.
 */
async function claimFreely(manager: EntityManager, terms: ClaimTerms): Promise<Claim | undefined> {
  const statement = begin(manager, terms);
  const { gates, ourGate, limit, value } = statement;
  const rows = await prepared<ClaimedRow>(
    manager,
    `with clock as (select ${POSTGRES_NOW} as now),
       gate as (
         select g.failures, g.failures < ${value(terms.breaker.failures)} and ${unlimited(terms, 'now', 'g.')} as free
         from ${gates} g, clock where ${ourGate}),
       budget as (select case when free then ${limit} else 0 end as tasks from gate),
       ${taking(statement, terms)}
       select ${told}, case when gate.free then gate.failures end as failures
       from gate left join claimed c on true order by c.n`,
    statement.values,
  );
  return typeof rows[0]?.failures === 'number' ? claimed(rows, terms) : undefined;
}

/** Waits for another's claim in a row: then others are in such haste that this one may come again later. */
const MOST_STALE = 5;

async function claimWithin(manager: EntityManager, terms: ClaimTerms): Promise<Claim> {
  for (let tries = 1; ; tries++) {
    const rows = await claimOnce(manager, terms);
    if (!rows[0]?.stale || tries === MOST_STALE) return claimed(rows, terms);
  }
}

/**
 * One statement. Whoever waited for another's claim of the same carrier sees the gate as that one left it, but the tasks as they were
 * before: where requests in flight are counted he takes nothing, and asks again.
 */
function claimOnce(manager: EntityManager, terms: ClaimTerms): Promise<ClaimedRow[]> {
  const statement = begin(manager, terms);
  const { gates, ourGate, tasks, ourTasks, lane, limit, value } = statement;
  const perSecond = `${value(terms.rate?.perSecond ?? null)}::float8`;
  const burst = `${value(terms.rate?.burst ?? null)}::bigint`;
  const perRequest = `${value(terms.tasksPerRequest)}::int`;
  const breaker = value(terms.breaker.failures);
  const yields = `${value(terms.yields)}::boolean`;
  const carrierLanes = value([terms.lane, ...terms.beside.lanes]);
  return prepared<ClaimedRow>(
    manager,
    `with clock as (select ${POSTGRES_NOW} as now),
       seen as (select g.refilled_at as seen_at from ${gates} g where ${ourGate}),
       gate as (
         select g.*, ${shareOf(terms, 'clock.now', 'g.')} as share from ${gates} g, clock where ${ourGate} for update of g),
       pace as (
         select gate.*, refilled_at <> seen_at as stale,
           least(${value(terms.concurrency.shared ?? null)}::int,
             case when share < 1000 then greatest(1, floor(${value(fullPace(terms))}::int * share / 1000))::int end,
             case when now - reopened_at between 0 and ${value(rampMs(terms))}::bigint - 1 then 1 << ((now - reopened_at) / ${DOUBLING_MS})::int end) as slots,
           least(${burst} * 1000, tokens_milli + refill::bigint) as tokens,
           least(greatest(1000, ${burst} * ${1_000 * POLLS_SHARE}), polls_milli + (refill * ${POLLS_SHARE})::bigint) as polls,
           tokens_milli + refill::bigint >= greatest(${burst}, ${LEAST_UNCLAIMED}) * 1000 as unclaimed
         from gate, seen, clock,
           lateral (select greatest(0, now - refilled_at) * ${perSecond} * share / 1000 as refill) r),
       rivalry as (
         select (${perSecond} is not null or slots is not null) and exists (
           select 1 from clock, unnest(${value(terms.beside.rivals)}::text[]) as rival (lane), lateral (
             (select 1 from ${tasks} t where ${ourTasks} and t.lane = rival.lane and t.place < 0 and t.due_at <= now
               order by t.place limit 1)
             union all
             (select 1 from ${tasks} t where ${ourTasks} and t.lane = rival.lane and t.place = 0 and t.due_at <= now
               order by t.due_at limit 1)) due
         ) as contended from pace),
       held as (
         select coalesce(sum(requests), 0)::int as total, coalesce(sum(requests) filter (where lane = ${lane}), 0)::int as own from (
           select t.lane, ceil(count(*)::float8 / case when t.lane = ${lane} then ${perRequest}
             else ${value(terms.beside.tasksPerRequest)}::int end) as requests
           from ${tasks} t, clock
           where (select slots is not null from pace) and ${ourTasks} and t.lane = any(${carrierLanes}::text[]) and t.place = 0
             and t.due_at > now and t.due_at <= now + ${value(terms.longestLeaseMs)} and t.lease_owner is not null
           group by t.lane) l),
       room as (
         select case
             when slots is null then null
             when stale then 0
             when not contended or slots < 2 then slots - total
             when ${yields} then least(slots - total, greatest(1, floor(slots * ${POLLS_SHARE}))::int - own)
             else least(slots - total, slots - greatest(1, floor(slots * ${POLLS_SHARE}))::int - own) end as requests,
           case
             when ${perSecond} is null then null
             when not contended or (not ${yields} and unclaimed) then tokens / 1000
             when ${yields} then least(tokens, polls) / 1000
             else tokens / 1000 - polls / 1000 end as paid
         from pace, rivalry, held),
       budget as (
         select case
           when open_until > now then 0
           when failures >= ${breaker} then ${perRequest}
           else greatest(0, least(${limit}::bigint, requests::bigint * ${perRequest}, paid * ${perRequest}))::int
           end as tasks
         from pace, room, clock),
       ${taking(statement, terms)},
       spent as (
         update ${gates} g set
           tokens_milli = case when ${perSecond} is null then 0 else pace.tokens - requests * 1000 end,
           polls_milli = case
             when ${perSecond} is null then 0
             when ${yields} then greatest(0, pace.polls - requests * 1000)
             when contended then greatest(0, pace.polls - 1000 * greatest(0, requests - greatest(0, pace.tokens / 1000 - pace.polls / 1000)))
             else pace.polls end,
           refilled_at = clock.now,
           open_until = case when pace.failures >= ${breaker} and requests > 0 then clock.now + ${value(terms.breaker.openMs)} else g.open_until end
         from pace, rivalry, clock, (select ceil(count(*)::float8 / ${perRequest})::bigint as requests from claimed) c
         where ${ourGate} and (requests > 0 or (${perSecond} is not null and pace.refilled_at > clock.now)))
       select ${told}, pace.failures, coalesce(room.requests * ${perRequest} < ${limit}, false) as "full",
         slots is not null and stale as stale,
         slots is not null or ${perSecond} is not null or pace.failures >= ${breaker} as counted,
         coalesce(open_until <= now and pace.failures < ${breaker} and paid * ${perRequest} < ${limit}
           and (select count(*) from claimed) >= paid * ${perRequest}, false) as unpaid
       from pace cross join room cross join clock left join claimed c on true
       order by c.n`,
    statement.values,
  );
}

function begin(manager: EntityManager, terms: ClaimTerms): Statement {
  const values: unknown[] = [];
  const value = (one: unknown) => `$${values.push(one)}`;
  const environment = value(terms.environment);
  const provinces = value(provincesOf(manager));
  return {
    lane: value(terms.lane),
    provinces,
    limit: `${value(terms.limit)}::int`,
    tasks: tableOf(manager, HotichTask),
    gates: tableOf(manager, HotichGate),
    ourTasks: `t.ma_tinh ${inProvinces(provinces)} and t.environment = ${environment}`,
    ourGate: `g.environment = ${environment} and g.carrier = ${value(terms.carrier)} and g.ma_tinh ${inProvinces(provinces)}`,
    value,
    values,
  };
}

/**
 * From `clock` and a `budget` to what is `claimed`. The picked are named by an array, of which the planner expects ten: of a query that
 * is limited by another it expects a tenth of the table, and would read all of it; of that query itself it expects two rows, and would
 * compare each with each.
 */
function taking(
  { tasks, ourTasks, lane, provinces, value }: Statement,
  { leaseMs, owner, lateMs }: ClaimTerms,
): string {
  const self = `${value(owner)}::uuid`;
  return `
    begun as (
      select t.id, t.place, t.due_at from ${tasks} t
      where ${ourTasks} and t.lane = ${lane} and t.place = 0 and t.due_at <= (select now from clock)
      order by t.due_at, t.id limit (select tasks from budget) for update skip locked),
    fresh as (
      select t.id, t.place, t.due_at from ${tasks} t
      where ${ourTasks} and t.lane = ${lane} and t.place < 0 and t.due_at <= (select now from clock)
      order by t.place, t.due_at, t.id limit (select tasks from budget) - (select count(*) from begun) for update skip locked),
    due as (
      select * from (select * from begun union all select * from fresh) d order by place = 0 desc, place, due_at, id),
    pick as (
      select id, due_at, n
      from unnest(array(select id from due), array(select due_at from due)) with ordinality as due (id, due_at, n)),
    claimed as (
      update ${tasks} t set
        due_at = clock.now + ${value(leaseMs)}, place = 0, lease_owner = ${self}, epoch = t.epoch + 1, attempt = t.attempt + 1,
        asked_again = false,
        unsure = t.unsure or t.lease_owner is not null,
        losses = t.losses + case when t.lease_owner <> ${self} then 1 else 0 end,
        called_at = case
          when t.lease_owner is not null then t.due_at + ${value(lateMs)}::bigint
          when t.unsure then coalesce(t.called_at, clock.now)
          else clock.now end
      from pick, clock where t.id = pick.id and t.ma_tinh ${inProvinces(provinces)}
      returning t.id, t.subject_id, pick.due_at as was_due_at, t.epoch, t.attempt, t.strikes, t.losses, t.unsure,
        case when t.unsure then clock.now - t.called_at end as since_called, pick.n)`;
}

function claimed(rows: readonly ClaimedRow[], terms: ClaimTerms): Claim {
  const failures = rows[0]?.failures ?? 0;
  const { full = false, unpaid = false, counted = false } = rows[0] ?? {};
  const { carrierFailing, probe } = suspicion(failures, terms);
  const { lane } = terms;
  const tasks: ClaimedTask[] = [];
  for (const { id, subject_id, was_due_at, epoch, attempt, strikes, losses, unsure, since_called } of rows) {
    if (id === null) continue;
    const sinceCalledMs = Number(since_called ?? 0);
    // Said one by one: an object that is spread into another costs as much as reading its row.
    tasks.push({
      id,
      lane,
      subjectId: subject_id,
      dueAt: Number(was_due_at),
      epoch,
      attempt,
      strikes,
      losses,
      carrierFailing,
      probe,
      unsure,
      sinceCalledMs,
    });
  }
  return { tasks, failures, full, unpaid, counted };
}
