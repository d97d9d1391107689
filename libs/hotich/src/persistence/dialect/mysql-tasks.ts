import type { EntityManager } from 'typeorm';
import type { LaneName } from '../../hotich.constants';
import { HotichGate, HotichTask, TASK_KEY } from '../entities';
import { provincesOf } from '../province';
import { despiteDeadlocks } from './deadlock';
import { type HeldTask, stillHeld, type TaskStatements } from './dialect';
import { anyDue, claim, MYSQL_ISOLATION, MYSQL_NOW, write } from './mysql-claim';
import { unlimited } from './pace';
import { tableOf } from './table-shape';

/**
 * Rows are locked first, by `select … for update`, and then written by their primary key. A small table would rather be scanned
 * than looked up in, and a scan locks, and waits for, rows that are nobody's business here: `force index` keeps it from that,
 * and a delete, which knows no such hint, an order and a limit. A column set earlier in an update is read with its new value
 * by those after it.
 */
export const mysqlTasks: TaskStatements = {
  claim: (manager, terms) => alone(manager, (tx) => claim(tx, terms)),

  async confirm(manager, tasks, { environment, carrier, owner, ...limits }) {
    const provinces = provincesOf(manager);
    const rows = await manager.query<HeldTask[]>(
      `select t.id, t.epoch from ${tableOf(manager, HotichTask)} t, ${tableOf(manager, HotichGate)} g
       where t.id in (?) and t.lease_owner = ? and t.due_at > ${MYSQL_NOW} and t.ma_tinh in (?)
         and g.environment = ? and g.carrier = ? and g.ma_tinh in (?)
         and g.failures = 0 and ${unlimited(limits, MYSQL_NOW, 'g.')}`,
      [idsOf(tasks), owner, provinces, environment, carrier, provinces],
    );
    return stillHeld(tasks, rows);
  },

  async due(manager, environment, lanes) {
    const due: LaneName[] = [];
    for (const lane of lanes) if (await anyDue(manager, environment, lane)) due.push(lane);
    return due;
  },

  extend(manager, tasks, owner, leaseMs) {
    return alone(manager, async (tx) => {
      // What is being stored at this moment needs no lease any more: waiting for it could only end in a deadlock.
      const held = await lockHeld(tx, tasks, { owner, passing: true });
      await write(tx, idsOf(held), `due_at = ${MYSQL_NOW} + ?`, [leaseMs]);
      return held;
    });
  },

  release(manager, tasks, owner, delayMs) {
    return alone(manager, async (tx) => {
      const held = await lockHeld(tx, tasks, { owner, passing: true });
      const each = `case id ${held.map(() => 'when ? then ?').join(' ')} end`;
      await write(
        tx,
        idsOf(held),
        `due_at = if(asked_again, 0, coalesce(${MYSQL_NOW} + ?, ${each})), lease_owner = null, attempt = attempt - 1`,
        [delayMs ?? null, ...held.flatMap((task) => [task.id, task.dueAt])],
      );
      return held;
    });
  },

  async putOff(manager, tasks) {
    const held = await lockHeld(manager, tasks);
    const each = `case id ${tasks.map(() => 'when ? then ?').join(' ')} end`;
    const by = (value: (task: (typeof tasks)[number]) => unknown) => tasks.flatMap((task) => [task.id, value(task)]);
    await write(
      manager,
      idsOf(held),
      `due_at = if(asked_again, 0, ${MYSQL_NOW} + ${each}), lease_owner = null, attempt = ${each}, strikes = ${each},
       unsure = ${each}, losses = if(unsure, losses, 0),
       called_at = if(${each}, ${MYSQL_NOW}, called_at)`,
      [
        ...by((task) => task.delayMs),
        ...by((task) => task.attempt),
        ...by((task) => task.strikes),
        ...by((task) => task.unsure),
        ...by((task) => task.called),
      ],
    );
    return held;
  },

  async remove(manager, tasks) {
    const held = await lockHeld(manager, tasks, { done: true });
    if (held.length === 0) return held;
    await manager.query(
      `delete from ${tableOf(manager, HotichTask)} where id in (?) and ma_tinh in (?) order by id limit ?`,
      [idsOf(held), provincesOf(manager), held.length],
    );
    return held;
  },

  keep: (manager, tasks) => lockHeld(manager, tasks),

  async hasten(manager, lane, subjectIds) {
    await manager.query(
      `update ${tableOf(manager, HotichTask)} force index (${TASK_KEY}) set
         due_at = if(lease_owner is null, 0, due_at), asked_again = lease_owner is not null
       where lane = ? and subject_id in (?) and ma_tinh in (?) and if(lease_owner is null, due_at > 0, not asked_again)`,
      [lane, subjectIds, provincesOf(manager)],
    );
  },
};

interface Holding {
  readonly owner?: string;
  /** Passes over what another transaction has locked. */
  readonly passing?: boolean;
  /** Passes over what was asked for again. */
  readonly done?: boolean;
}

/** Locks what stands as it was claimed, in the order of the ids. */
async function lockHeld<T extends HeldTask>(
  manager: EntityManager,
  tasks: readonly T[],
  { owner, passing = false, done = false }: Holding = {},
): Promise<T[]> {
  if (tasks.length === 0) return [];
  const rows = await manager.query<HeldTask[]>(
    `select id, epoch from ${tableOf(manager, HotichTask)} force index (primary)
     where id in (?) and ma_tinh in (?) ${owner === undefined ? '' : 'and lease_owner = ?'}
     ${done ? 'and not asked_again' : ''} order by id for update
     ${passing ? 'skip locked' : ''}`,
    [idsOf(tasks), provincesOf(manager), ...(owner === undefined ? [] : [owner])],
  );
  return stillHeld(tasks, rows);
}

function idsOf(tasks: readonly HeldTask[]): string[] {
  return tasks.map((task) => task.id);
}

/** In a transaction of its own. */
function alone<T>(manager: EntityManager, run: (tx: EntityManager) => Promise<T>): Promise<T> {
  return despiteDeadlocks(() => manager.transaction(MYSQL_ISOLATION, run));
}
