import type { LaneName } from '../../hotich.constants';
import { HotichGate, HotichTask } from '../entities';
import { provincesOf } from '../province';
import { despiteDeadlocks } from './deadlock';
import { type HeldTask, stillHeld, type TaskStatements } from './dialect';
import { unlimited } from './pace';
import { claim } from './postgres-claim';
import { prepared } from './postgres-prepared';
import { fewListed, parameters } from './postgres-rows';
import { inProvinces, oneOfFewIds, POSTGRES_NOW } from './postgres-terms';
import { tableOf } from './table-shape';

const columns = (types: Readonly<Record<string, string>>) =>
  Object.entries(types).map(([name, type]) => ({ name, quoted: `"${name}"`, type }));

/** Tasks by their columns, whose names are those of the tasks' properties. */
const valuesOf = <T extends HeldTask>(tasks: readonly T[], shapes: ReturnType<typeof columns>) =>
  shapes.map((column) => ({ column, values: tasks.map((task) => task[column.name as keyof T]) }));

/** Of a {@link HeldTask}. */
const AS_CLAIMED = columns({ id: 'uuid', epoch: 'int' });
/** Of a {@link LeasedTask}. */
const LEASED = columns({ id: 'uuid', epoch: 'int', dueAt: 'bigint' });
/** Of a {@link PutOffTask}. */
const PUT_OFF = columns({
  id: 'uuid',
  epoch: 'int',
  delayMs: 'bigint',
  attempt: 'int',
  strikes: 'int',
  unsure: 'boolean',
  called: 'boolean',
});

/** Outside of any transaction: where the database's default is REPEATABLE READ, what others have written meanwhile refuses it. */
const alone = (...statement: Parameters<typeof prepared>) => despiteDeadlocks(() => prepared<HeldTask>(...statement));

export const postgresTasks: TaskStatements = {
  claim: (manager, terms) => despiteDeadlocks(() => claim(manager, terms)),

  async confirm(manager, tasks, { environment, carrier, owner, ...limits }) {
    const rows = await prepared<HeldTask>(
      manager,
      `select t.id, t.epoch from ${tableOf(manager, HotichTask)} t, ${tableOf(manager, HotichGate)} g
       where t.id ${oneOfFewIds('$1')} and t.lease_owner = $2 and t.due_at > ${POSTGRES_NOW} and t.ma_tinh ${inProvinces('$3')}
         and g.environment = $4 and g.carrier = $5 and g.ma_tinh ${inProvinces('$3')}
         and g.failures = 0 and ${unlimited(limits, POSTGRES_NOW, 'g.')}`,
      [tasks.map((task) => task.id), owner, provincesOf(manager), environment, carrier],
    );
    return stillHeld(tasks, rows);
  },

  async due(manager, environment, lanes) {
    const waiting = (place: string) =>
      `exists (select 1 from ${tableOf(manager, HotichTask)} t where t.environment = $1 and t.lane = asked.lane
         and t.ma_tinh ${inProvinces('$3')} and t.${place} and t.due_at <= ${POSTGRES_NOW})`;
    const rows = await prepared<{ lane: LaneName }>(
      manager,
      `select lane from unnest($2::text[]) as asked (lane) where ${waiting('place < 0')} or ${waiting('place = 0')}`,
      [environment, lanes, provincesOf(manager)],
    );
    return rows.map(({ lane }) => lane);
  },

  async extend(manager, tasks, owner, leaseMs) {
    const table = tableOf(manager, HotichTask);
    // What is being stored at this moment needs no lease any more: waiting for it could only end in a deadlock.
    const rows = await alone(
      manager,
      `update ${table} set due_at = ${POSTGRES_NOW} + $4
       where ma_tinh ${inProvinces('$3')} and id = any(array(
         select id from ${table} where id ${oneOfFewIds('$1')} and lease_owner = $2 and ma_tinh ${inProvinces('$3')} for update skip locked))
       returning id, epoch`,
      [tasks.map((task) => task.id), owner, provincesOf(manager), leaseMs],
    );
    return stillHeld(tasks, rows);
  },

  async release(manager, tasks, owner, delayMs) {
    const [values, add] = parameters();
    const table = tableOf(manager, HotichTask);
    const leased = fewListed(valuesOf(tasks, LEASED), add);
    const held = `lease_owner = ${add(owner)} and ma_tinh ${inProvinces(add(provincesOf(manager)))}`;
    const rows = await alone(
      manager,
      `update ${table} t set
         due_at = case when t.asked_again then 0 else coalesce(${POSTGRES_NOW} + ${add(delayMs ?? null)}::bigint, leased."dueAt") end,
         lease_owner = null, attempt = t.attempt - 1
       from (${leased}) leased
       where t.id = leased.id and t.epoch = leased.epoch and t.ma_tinh ${inProvinces(add(provincesOf(manager)))}
         and t.id = any(array(
           select id from ${table} where id ${oneOfFewIds(add(tasks.map((task) => task.id)))} and ${held} for update skip locked))
       returning t.id, t.epoch`,
      values,
    );
    return stillHeld(tasks, rows);
  },

  async putOff(manager, tasks) {
    const [values, add] = parameters();
    const next = fewListed(valuesOf(tasks, PUT_OFF), add);
    const rows = await prepared<HeldTask>(
      manager,
      `update ${tableOf(manager, HotichTask)} t set
         due_at = case when t.asked_again then 0 else ${POSTGRES_NOW} + next."delayMs" end, lease_owner = null, attempt = next.attempt, strikes = next.strikes,
         unsure = next.unsure, losses = case when next.unsure then t.losses else 0 end,
         called_at = case when next.called then ${POSTGRES_NOW} else t.called_at end
       from (${next}) next
       where t.id = next.id and t.epoch = next.epoch and t.ma_tinh ${inProvinces(add(provincesOf(manager)))}
       returning t.id, t.epoch`,
      values,
    );
    return stillHeld(tasks, rows);
  },

  async remove(manager, tasks) {
    const [values, add] = parameters();
    const done = fewListed(valuesOf(tasks, AS_CLAIMED), add);
    const rows = await prepared<HeldTask>(
      manager,
      `delete from ${tableOf(manager, HotichTask)} t using (${done}) done
       where t.id = done.id and t.epoch = done.epoch and t.ma_tinh ${inProvinces(add(provincesOf(manager)))} and not t.asked_again
       returning t.id, t.epoch`,
      values,
    );
    return stillHeld(tasks, rows);
  },

  async keep(manager, tasks) {
    const rows = await prepared<HeldTask>(
      manager,
      `select id, epoch from ${tableOf(manager, HotichTask)}
       where id ${oneOfFewIds('$1')} and ma_tinh ${inProvinces('$2')} for no key update`,
      [tasks.map((task) => task.id), provincesOf(manager)],
    );
    return stillHeld(tasks, rows);
  },

  async hasten(manager, lane, subjectIds) {
    await prepared(
      manager,
      `update ${tableOf(manager, HotichTask)} set
         due_at = case when lease_owner is null then 0 else due_at end, asked_again = lease_owner is not null
       where lane = $1 and subject_id ${oneOfFewIds('$2')} and ma_tinh ${inProvinces('$3')}
         and case when lease_owner is null then due_at > 0 else not asked_again end`,
      [lane, subjectIds, provincesOf(manager)],
    );
  },
};
