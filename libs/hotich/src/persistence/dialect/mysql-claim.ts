import type { EntityManager } from 'typeorm';
import type { Environment, LaneName } from '../../hotich.constants';
import { HotichGate, HotichTask } from '../entities';
import { provincesOf } from '../province';
import { type Claim, type ClaimedTask, type ClaimTerms, type Suspicion, suspicion } from './dialect';
import { DOUBLING_MS, fullPace, LEAST_UNCLAIMED, POLLS_SHARE, rampMs, shareOf } from './pace';
import { tableOf } from './table-shape';

/** Of the statement's beginning. Counted in UTC: a session's time zone may repeat an hour in autumn. */
export const MYSQL_NOW = `timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000`;

/** Their default, REPEATABLE READ, also locks the gaps between rows, which makes strangers wait for each other. */
export const MYSQL_ISOLATION = 'READ COMMITTED';

interface GateRow {
  failures: number;
  open_until: string;
  tokens_milli: string;
  polls_milli: string;
  refilled_at: string;
  reopened_at: string;
  share: string;
  now: string;
}

interface DueRow {
  id: string;
  subject_id: string;
  epoch: number;
  attempt: number;
  strikes: number;
  losses: number;
  /** A host's `typeCast` may make a boolean of it. */
  unsure: number | boolean;
  lease_owner: string | null;
  due_at: string;
  called_at: string | null;
  now: string;
}

const DUE = 'force index (ix_hotich_task_due) where environment = ? and lane = ? and ma_tinh in (?)';

/**
 * What is counted rests on the gate's lock: whoever claims for the same carrier waits, and then sees what this one has leased. Elsewhere
 * the gate is only read, though what another process finds out at this very moment does not hold for this claim yet: the lock is held
 * over several round trips, and where a machine vanishes in between, until the server ends its session.
 */
export async function claim(tx: EntityManager, terms: ClaimTerms): Promise<Claim> {
  const { rate, tasksPerRequest } = terms;
  const seen = rate || terms.concurrency.shared !== undefined ? undefined : await gateOf(tx, terms);
  const gate = seen && !isCounted(seen, terms) ? seen : await gateOf(tx, terms, 'for update');
  const { failures } = gate;
  if (isShut(gate)) return { tasks: [], failures, full: false, unpaid: false, counted: false };
  const suspected = suspicion(failures, terms);
  const probing = suspected.probe;
  const slots = slotsOf(gate, terms);
  const contended = (rate !== undefined || slots !== undefined) && (await rivalsWait(tx, terms));
  const room = slots === undefined ? Infinity : await roomIn(tx, terms, slots, contended);
  const credit = creditOf(gate, terms);
  const paid = payable(credit, terms, contended);
  const budget = probing ? tasksPerRequest : Math.min(terms.limit, Math.max(0, Math.min(room, paid)) * tasksPerRequest);
  const tasks = budget > 0 ? await lease(tx, terms, budget, suspected) : [];
  const spent = Math.ceil(tasks.length / tasksPerRequest);
  // Where nothing is taken it is not written anew: of a slow rate each rounding would lose all that has come since the last.
  if (spent > 0 ? rate || probing : rate && Number(gate.refilled_at) > Number(gate.now)) {
    await tx.query(
      `update ${tableOf(tx, HotichGate)} set tokens_milli = ?, polls_milli = ?, refilled_at = ?,
         open_until = ${probing && spent > 0 ? `${MYSQL_NOW} + ?` : '?'}
       where environment = ? and carrier = ? and ma_tinh in (?)`,
      [
        rate ? credit.tokens - spent * 1_000 : 0,
        rate ? Math.max(0, credit.polls - spentOfPolls(spent, credit, terms, contended) * 1_000) : 0,
        gate.now,
        probing && spent > 0 ? terms.breaker.openMs : gate.open_until,
        ...keyOfGate(tx, terms),
      ],
    );
  }
  return {
    tasks,
    failures,
    full: room * tasksPerRequest < terms.limit,
    unpaid: !probing && paid * tasksPerRequest < terms.limit && tasks.length >= paid * tasksPerRequest,
    counted: isCounted(gate, terms),
  };
}

async function gateOf(tx: EntityManager, terms: ClaimTerms, lock = ''): Promise<GateRow> {
  const [gate] = await tx.query<[GateRow]>(
    `select failures, open_until, tokens_milli, polls_milli, refilled_at, reopened_at, ${shareOf(terms, MYSQL_NOW)} as share,
       ${MYSQL_NOW} as now
     from ${tableOf(tx, HotichGate)} where environment = ? and carrier = ? and ma_tinh in (?) ${lock}`,
    keyOfGate(tx, terms),
  );
  return gate;
}

function keyOfGate(tx: EntityManager, { environment, carrier }: ClaimTerms): unknown[] {
  return [environment, carrier, provincesOf(tx)];
}

const isShut = (gate: GateRow) => Number(gate.open_until) > Number(gate.now);

/** Requests are paid for, counted, or there is one to try: what others claim at the same time matters. */
function isCounted(gate: GateRow, terms: ClaimTerms): boolean {
  const limited = terms.rate !== undefined || slotsOf(gate, terms) !== undefined;
  return !isShut(gate) && (limited || suspicion(gate.failures, terms).probe);
}

/** Requests in flight that the carrier takes now; undefined: it is not limited. */
function slotsOf(gate: GateRow, terms: ClaimTerms): number | undefined {
  const share = Number(gate.share);
  const since = Number(gate.now) - Number(gate.reopened_at);
  const limits = [
    ...(terms.concurrency.shared === undefined ? [] : [terms.concurrency.shared]),
    ...(share < 1_000 ? [Math.max(1, Math.floor((fullPace(terms) * share) / 1_000))] : []),
    ...(since >= 0 && since < rampMs(terms) ? [2 ** Math.floor(since / DOUBLING_MS)] : []),
  ];
  return limits.length === 0 ? undefined : Math.min(...limits);
}

/** In thousandths of a request. */
interface Credit {
  readonly tokens: number;
  /** Those of them that polls may have while other work waits. */
  readonly polls: number;
  /** The budget is full, and if it is of a single request, has been for as long as one takes to be paid for. */
  readonly unclaimed: boolean;
}

function creditOf(gate: GateRow, { rate }: ClaimTerms): Credit {
  if (!rate) return { tokens: Infinity, polls: Infinity, unclaimed: true };
  const refill =
    (Math.max(0, Number(gate.now) - Number(gate.refilled_at)) * rate.perSecond * Number(gate.share)) / 1_000;
  const most = rate.burst * 1_000;
  const earned = Number(gate.tokens_milli) + Math.round(refill);
  return {
    tokens: Math.min(most, earned),
    polls: Math.min(Math.max(1_000, most * POLLS_SHARE), Number(gate.polls_milli) + Math.round(refill * POLLS_SHARE)),
    unclaimed: earned >= Math.max(most, LEAST_UNCLAIMED * 1_000),
  };
}

/** Requests. */
function payable(credit: Credit, { rate, yields }: ClaimTerms, contended: boolean): number {
  const tokens = whole(credit.tokens);
  // A full budget is lost to nobody.
  if (!rate || !contended || (!yields && credit.unclaimed)) return tokens;
  return yields ? Math.min(tokens, whole(credit.polls)) : tokens - whole(credit.polls);
}

/** Requests. What others have taken of the polls' because it was unclaimed is gone, or they would wait for every further one as well. */
function spentOfPolls(spent: number, credit: Credit, { yields }: ClaimTerms, contended: boolean): number {
  if (yields) return spent;
  return contended ? Math.max(0, spent - Math.max(0, whole(credit.tokens) - whole(credit.polls))) : 0;
}

const whole = (milli: number) => Math.floor(milli / 1_000);

async function rivalsWait(tx: EntityManager, { environment, beside }: ClaimTerms): Promise<boolean> {
  for (const lane of beside.rivals) if (await anyDue(tx, environment, lane)) return true;
  return false;
}

export async function anyDue(tx: EntityManager, environment: Environment, lane: LaneName): Promise<boolean> {
  for (const place of ['place < 0', 'place = 0']) {
    const due = await tx.query<unknown[]>(
      `select 1 from ${tableOf(tx, HotichTask)} ${DUE} and ${place} and due_at <= ${MYSQL_NOW} limit 1`,
      [environment, lane, provincesOf(tx)],
    );
    if (due.length > 0) return true;
  }
  return false;
}

async function roomIn(tx: EntityManager, terms: ClaimTerms, slots: number, contended: boolean): Promise<number> {
  const own = await inFlight(tx, terms, terms.lane, terms.tasksPerRequest);
  let total = own;
  for (const lane of terms.beside.lanes) total += await inFlight(tx, terms, lane, terms.beside.tasksPerRequest);
  const free = Math.max(0, slots - total);
  if (!contended || slots < 2) return free;
  const forPolls = Math.max(1, Math.floor(slots * POLLS_SHARE));
  return Math.max(0, Math.min(free, (terms.yields ? forPolls : slots - forPolls) - own));
}

async function inFlight(tx: EntityManager, terms: ClaimTerms, lane: string, tasksPerRequest: number): Promise<number> {
  const [{ held }] = await tx.query<[{ held: string }]>(
    `select count(*) as held from ${tableOf(tx, HotichTask)} ${DUE} and place = 0
       and due_at > ${MYSQL_NOW} and due_at <= ${MYSQL_NOW} + ? and lease_owner is not null`,
    [terms.environment, lane, provincesOf(tx), terms.longestLeaseMs],
  );
  return Math.ceil(Number(held) / tasksPerRequest);
}

/** What was begun before, oldest due first, then new work by its place in line. */
async function lease(
  tx: EntityManager,
  terms: ClaimTerms,
  limit: number,
  suspected: Suspicion,
): Promise<ClaimedTask[]> {
  const begun = await due(tx, terms, 'place = 0', limit);
  const fresh = begun.length < limit ? await due(tx, terms, 'place < 0', limit - begun.length) : [];
  const rows = [...begun, ...fresh];
  await write(
    tx,
    rows.map((row) => row.id),
    `called_at = if(lease_owner is not null, due_at + ?, if(unsure, coalesce(called_at, ${MYSQL_NOW}), ${MYSQL_NOW})),
     unsure = unsure or lease_owner is not null, losses = losses + coalesce(lease_owner <> ?, 0),
     due_at = ${MYSQL_NOW} + ?, place = 0, lease_owner = ?, epoch = epoch + 1, attempt = attempt + 1, asked_again = false`,
    [terms.lateMs, terms.owner, terms.leaseMs, terms.owner],
  );
  return rows.map((row) => {
    const unsure = Boolean(Number(row.unsure)) || row.lease_owner !== null;
    const calledAt = row.lease_owner === null ? row.called_at : Number(row.due_at) + terms.lateMs;
    return {
      ...suspected,
      id: row.id,
      lane: terms.lane,
      subjectId: row.subject_id,
      dueAt: Number(row.due_at),
      epoch: row.epoch + 1,
      attempt: row.attempt + 1,
      strikes: row.strikes,
      losses: row.losses + (row.lease_owner !== null && row.lease_owner !== terms.owner ? 1 : 0),
      unsure,
      sinceCalledMs: unsure && calledAt !== null ? Number(row.now) - Number(calledAt) : 0,
    };
  });
}

function due(tx: EntityManager, terms: ClaimTerms, place: string, limit: number): Promise<DueRow[]> {
  return tx.query<DueRow[]>(
    `select id, subject_id, epoch, attempt, strikes, losses, unsure, lease_owner, due_at, called_at, ${MYSQL_NOW} as now
     from ${tableOf(tx, HotichTask)} ${DUE} and ${place} and due_at <= ${MYSQL_NOW}
     order by place, due_at, id limit ? for update skip locked`,
    [terms.environment, terms.lane, provincesOf(tx), limit],
  );
}

/** Changes tasks that this transaction has locked. */
export async function write(
  tx: EntityManager,
  ids: readonly string[],
  set: string,
  parameters: unknown[] = [],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.query(
    `update ${tableOf(tx, HotichTask)} force index (primary) set ${set} where id in (?) and ma_tinh in (?)`,
    [...parameters, ids, provincesOf(tx)],
  );
}
