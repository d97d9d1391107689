import type { EntityManager } from 'typeorm';
import { HotichGate, HotichTask } from '../entities';
import { provincesOf } from '../province';
import { isDeadlock } from './deadlock';
import type { ClaimedTask, ClaimTerms, TaskStatements } from './dialect';
import { tableOf } from './table-shape';

/** Of the statement's beginning. Counted in UTC: a session's time zone may repeat an hour in autumn. */
export const MYSQL_NOW = `timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000`;

const ISOLATION = 'READ COMMITTED';
const DEADLOCKS = 5;

interface GateRow {
  failures: number;
  open_until: string;
  tokens_milli: string;
  refilled_at: string;
  now: string;
}

interface DueRow {
  id: string;
  subject_id: string;
  epoch: number;
  attempt: number;
  strikes: number;
  losses: number;
  unsure: number;
  lease_owner: string | null;
  called_at: string | null;
  now: string;
}

/**
 * Rows are locked first, by `select … for update`, and then written by their primary key. A small table would rather be scanned
 * than looked up in, and a scan locks, and waits for, rows that are nobody's business here: `force index` keeps it from that,
 * and a delete, which knows no such hint, an order and a limit. A column set earlier in an update is read with its new value
 * by those after it.
 */
export const mysqlTasks: TaskStatements = {
  claim: (manager, terms) => alone(manager, (tx) => claim(tx, terms)),

  extend(manager, tasks, owner, leaseMs) {
    return alone(manager, async (tx) => {
      const held = await mysqlTasks.fence(tx, tasks, owner);
      await write(tx, held, `due_at = ${MYSQL_NOW} + ?`, [leaseMs]);
      return held;
    });
  },

  async fence(manager, tasks, owner) {
    if (tasks.length === 0) return [];
    const rows = await manager.query<{ id: string; epoch: number }[]>(
      `select id, epoch from ${tableOf(manager, HotichTask)} force index (primary)
       where id in (?) and lease_owner = ? and ma_tinh in (?) order by id for update`,
      [tasks.map((task) => task.id), owner, provincesOf(manager)],
    );
    const epochs = new Map(tasks.map((task) => [task.id, task.epoch]));
    return rows.filter((row) => row.epoch === epochs.get(row.id)).map((row) => row.id);
  },

  release(manager, tasks, owner, delayMs) {
    return alone(manager, async (tx) => {
      const held = await mysqlTasks.fence(tx, tasks, owner);
      await write(tx, held, `due_at = ${MYSQL_NOW} + ?, lease_owner = null, attempt = attempt - 1`, [delayMs]);
    });
  },

  async putOff(manager, tasks) {
    const each = `case id ${tasks.map(() => 'when ? then ?').join(' ')} end`;
    const by = (value: (task: (typeof tasks)[number]) => unknown) => tasks.flatMap((task) => [task.id, value(task)]);
    await write(
      manager,
      tasks.map((task) => task.id),
      `due_at = ${MYSQL_NOW} + ${each}, lease_owner = null, attempt = ${each}, strikes = ${each}, losses = 0,
       unsure = ${each},
       called_at = if(${each}, ${MYSQL_NOW}, called_at)`,
      [
        ...by((task) => task.delayMs),
        ...by((task) => task.attempt),
        ...by((task) => task.strikes),
        ...by((task) => task.unsure),
        ...by((task) => task.called),
      ],
    );
  },

  async remove(manager, ids) {
    await manager.query(
      `delete from ${tableOf(manager, HotichTask)} where id in (?) and ma_tinh in (?) order by id limit ?`,
      [ids, provincesOf(manager), ids.length],
    );
  },

  async hasten(manager, lane, subjectIds) {
    await manager.query(
      `update ${tableOf(manager, HotichTask)} force index (uq_hotich_task_lane_subject) set due_at = ${MYSQL_NOW}
       where lane = ? and subject_id in (?) and lease_owner is null and due_at > ${MYSQL_NOW} and ma_tinh in (?)`,
      [lane, subjectIds, provincesOf(manager)],
    );
  },
};

async function claim(tx: EntityManager, terms: ClaimTerms): Promise<{ tasks: ClaimedTask[]; failures: number }> {
  const gates = tableOf(tx, HotichGate);
  const key = [terms.environment, terms.carrier, provincesOf(tx)];
  const [gate] = await tx.query<GateRow[]>(
    `select failures, open_until, tokens_milli, refilled_at, ${MYSQL_NOW} as now from ${gates}
     where environment = ? and carrier = ? and ma_tinh in (?) for update`,
    key,
  );
  const { failures } = gate!;
  const { rate, tasksPerRequest } = terms;
  const probing = failures >= terms.breaker.failures;
  const now = Number(gate!.now);
  const refill = rate ? Math.round((now - Number(gate!.refilled_at)) * rate.perSecond) : 0;
  const available = rate ? Math.min(rate.burst * 1_000, Number(gate!.tokens_milli) + refill) : Infinity;
  if (Number(gate!.open_until) > now) return { tasks: [], failures };
  const budget = probing ? tasksPerRequest : Math.min(terms.limit, Math.floor(available / 1_000) * tasksPerRequest);
  const tasks = budget > 0 ? await lease(tx, terms, budget) : [];
  if (tasks.length > 0 && (rate || probing)) {
    const left = rate ? available - Math.ceil(tasks.length / tasksPerRequest) * 1_000 : 0;
    await tx.query(
      `update ${gates} set tokens_milli = ?, refilled_at = ?, open_until = ${probing ? `${MYSQL_NOW} + ?` : '?'}
       where environment = ? and carrier = ? and ma_tinh in (?)`,
      [left, now, probing ? terms.breaker.openMs : gate!.open_until, ...key],
    );
  }
  return { tasks, failures };
}

async function lease(tx: EntityManager, terms: ClaimTerms, limit: number): Promise<ClaimedTask[]> {
  const rows = await tx.query<DueRow[]>(
    `select id, subject_id, epoch, attempt, strikes, losses, unsure, lease_owner, called_at, ${MYSQL_NOW} as now
     from ${tableOf(tx, HotichTask)} force index (ix_hotich_task_due)
     where environment = ? and lane = ? and ma_tinh in (?) and due_at <= ${MYSQL_NOW}
     order by due_at, id limit ? for update skip locked`,
    [terms.environment, terms.lane, provincesOf(tx), limit],
  );
  await write(
    tx,
    rows.map((row) => row.id),
    `called_at = if(unsure or lease_owner is not null, coalesce(called_at, ${MYSQL_NOW}), ${MYSQL_NOW}),
     unsure = unsure or lease_owner is not null, losses = losses + coalesce(lease_owner <> ?, 0),
     due_at = ${MYSQL_NOW} + ?, lease_owner = ?, epoch = epoch + 1, attempt = attempt + 1`,
    [terms.owner, terms.leaseMs, terms.owner],
  );
  return rows.map((row) => {
    const unsure = row.unsure === 1 || row.lease_owner !== null;
    return {
      id: row.id,
      subjectId: row.subject_id,
      epoch: row.epoch + 1,
      attempt: row.attempt + 1,
      strikes: row.strikes,
      losses: row.losses + (row.lease_owner !== null && row.lease_owner !== terms.owner ? 1 : 0),
      unsure,
      sinceCalledMs: unsure && row.called_at !== null ? Number(row.now) - Number(row.called_at) : 0,
    };
  });
}

/** Changes tasks that this transaction has locked. */
async function write(
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

/** In a transaction of its own, which a deadlock undoes whole: then it is made again. */
async function alone<T>(manager: EntityManager, run: (tx: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await manager.transaction(ISOLATION, run);
    } catch (error) {
      if (attempt === DEADLOCKS || !isDeadlock(error)) throw error;
    }
  }
}
