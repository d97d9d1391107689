import type { EntityManager } from 'typeorm';
import type { CarrierName, Environment, LaneName } from '../../hotich.constants';
import type { ColumnShape, TableShape } from './table-shape';

/** What differs between databases. Whatever the query builder can say for all of them is not here. */
export interface Dialect {
  /** The database's own clock in milliseconds since the epoch, as SQL: a wrong clock on one host then changes nothing. */
  readonly nowMs: string;
  /** That a column is one of a list, the `n`th parameter counted from 1: one parameter, where `in` would make as many as it is long. */
  readonly oneOf: (n: number) => string;
  /** The same of ids, to be looked up one by one. */
  readonly oneOfIds: (n: number) => string;
  /** The same of `provincesOf`. */
  readonly ofProvinces: (n: number) => string;
  /** Inside a transaction only a read that locks sees what others have committed by now. */
  readonly lockLatest: boolean;
  /** What the library's own transactions ask for; undefined: the default is right. */
  readonly isolation?: 'READ COMMITTED';
  /** An error may end the transaction with all its savepoints, and what comes after it is committed statement by statement. */
  readonly deadlockEnds: boolean;
  readonly rows: RowStatements;
  readonly tasks: TaskStatements;

  /**
   * Runs a statement whose text comes again and again.
   *
   * @param names of the columns it gives, in their order.
   * @returns rows, each a list of what it has in these columns.
   */
  select(manager: EntityManager, text: string, values: unknown[], names: readonly string[]): Promise<unknown[][]>;
}

/** Rows that came by name. */
export function asLists(rows: readonly unknown[], names: readonly string[]): unknown[][] {
  return (rows as Record<string, unknown>[]).map((row) => names.map((name) => row[name]));
}

/** What rows have in a column, in their order; JSON as text, instants as milliseconds, or null. */
export interface ColumnValues<C> {
  readonly column: C;
  readonly values: readonly unknown[];
}

/** Rows of one table. */
export interface RowWrite {
  /** `insertNew` leaves out rows whose key is taken; `update` writes the columns back, the rows' locks are held. */
  readonly how: 'insert' | 'insertNew' | 'update';
  readonly shape: TableShape;
  /** A key first. */
  readonly columns: readonly ColumnValues<ColumnShape>[];
  /** Of `insertNew`: whoever has the key already is told. */
  readonly taken?: Taken | undefined;
}

/** What becomes of a row whose key somebody wants as well: it is locked, and marked in a boolean column. */
export interface Taken {
  /** Name of the unique constraint. */
  readonly key: string;
  /** Name of the column. */
  readonly mark: string;
}

/** Many rows in one parameter: a parameter for every value costs more than the database does. */
export interface RowStatements {
  /** In as few statements as the database allows. No row is in it twice. */
  write(manager: EntityManager, writes: readonly RowWrite[]): Promise<void>;

  /**
   * Waits for whoever is taking one of the first row's keys at this moment.
   *
   * @param first one row; its primary key is nobody else's.
   * @param inserts of rows that belong to it.
   * @returns false when another key of the first row is taken, and then nothing is written.
   */
  writeIfNew(manager: EntityManager, first: RowWrite, inserts: readonly RowWrite[]): Promise<boolean>;
}

export interface ClaimTerms {
  readonly environment: Environment;
  readonly lane: LaneName;
  readonly carrier: CarrierName;
  /** Tasks at most. */
  readonly limit: number;
  readonly tasksPerRequest: number;
  /** Gives way to the other lanes of its carrier while they have work, but for a fifth of the limits. */
  readonly yields: boolean;
  readonly beside: {
    /** The carrier's other lanes. */
    readonly lanes: readonly LaneName[];
    /** Those of them that give way to this one, or it to them. */
    readonly rivals: readonly LaneName[];
    readonly tasksPerRequest: number;
  };
  /** Requests in flight: of this process, and over all processes when that is limited too. */
  readonly concurrency: { readonly own: number; readonly shared?: number | undefined };
  /** After a refusal for haste the limits are halved; every such time without another gives one request back. */
  readonly recoveryMs: number;
  /** Requests; absent: no limit. */
  readonly rate?: { readonly perSecond: number; readonly burst: number } | undefined;
  readonly breaker: { readonly failures: number; readonly openMs: number };
  readonly owner: string;
  readonly leaseMs: number;
  /** Of any lane of the carrier. */
  readonly longestLeaseMs: number;
  /** What was lost with its holder counts as called so long after its lease's end. */
  readonly lateMs: number;
}

export type BirthTerms = Pick<ClaimTerms, 'environment' | 'carrier' | 'concurrency' | 'recoveryMs' | 'owner'>;

/** A task that this process holds. */
export interface ClaimedTask extends LeasedTask {
  readonly lane: LaneName;
  readonly subjectId: string;
  /** Attempts since the last one that went well, this one included. */
  readonly attempt: number;
  /** Earlier attempts that were the dossier's own fault. */
  readonly strikes: number;
  /** Earlier claims in a row whose holder, another process, was lost with them. */
  readonly losses: number;
  /** The carrier was failing when it was claimed: more than once, for a single failure may have been this task's own. */
  readonly carrierFailing: boolean;
  /** Its call is the one that may find out whether a carrier that is left alone works again. */
  readonly probe: boolean;
  /** The attempt before may have reached the remote. */
  readonly unsure: boolean;
  /** Milliseconds since the call that left it unsure, by the database's clock. */
  readonly sinceCalledMs: number;
}

export type Suspicion = Pick<ClaimedTask, 'carrierFailing' | 'probe'>;

export interface Claim {
  readonly tasks: ClaimedTask[];
  /** Of the carrier, in a row. */
  readonly failures: number;
  /** Requests in flight leave no room for more. */
  readonly full: boolean;
  /** More may be due, and the rate pays for none of it at this moment. */
  readonly unpaid: boolean;
  /** No more requests may be made of these tasks than were reckoned for them: requests are paid for, counted, or there is one to try. */
  readonly counted: boolean;
}

/** A task as it was claimed. */
export type HeldTask = Readonly<{
  id: string;
  epoch: number;
}>;

/** A task that may be given back. */
export type LeasedTask = HeldTask &
  Readonly<{
    /** When it was due, by the database's clock in milliseconds: its place in line. */
    dueAt: number;
  }>;

export type PutOffTask = Readonly<{
  id: string;
  epoch: number;
  delayMs: number;
  attempt: number;
  strikes: number;
  unsure: boolean;
  /** The call just made is the one that may have reached the remote. */
  called: boolean;
}>;

/** The statements on `hotich_task` that the query builder cannot say, or not fast enough. */
export interface TaskStatements {
  /**
   * Leases due tasks to an owner: what was begun before, oldest due first, then new work by its place in line. In the same step
   * spends the carrier's rate budget, keeps its limit of requests in flight, and respects its breaker: nothing while it is open, one
   * request's worth while it is half open.
   */
  claim(manager: EntityManager, terms: ClaimTerms): Promise<Claim>;

  /**
   * Of tasks that were leased as they were made those that stand so, their leases not over; none when the carrier has failed, is shut, or is
   * approached with care.
   */
  confirm<T extends HeldTask>(manager: EntityManager, tasks: readonly T[], terms: BirthTerms): Promise<T[]>;

  /** Of which of these lanes anything is due: a small question, where a claim is a large statement. */
  due(manager: EntityManager, environment: Environment, lanes: readonly LaneName[]): Promise<LaneName[]>;

  /** Extends the leases that the owner still holds; may pass over what is just being stored. @returns those it has extended. */
  extend(manager: EntityManager, tasks: readonly HeldTask[], owner: string, leaseMs: number): Promise<HeldTask[]>;

  /**
   * Gives back what the owner still holds, as if it had not been claimed, to its place in line; or due after `delayMs`. Passes over what
   * somebody has locked.
   *
   * @returns those it has given back.
   */
  release(manager: EntityManager, tasks: readonly LeasedTask[], owner: string, delayMs?: number): Promise<HeldTask[]>;

  /**
   * Ends leases whose tasks go on, and their series of losses where something is known of them now: one that only has to wait
   * before it may be sent again is as suspect as before. What was asked for again since it was claimed is due at once, before all that
   * is overdue, whatever it would have waited for.
   *
   * @returns those that nobody has claimed since; where that is not all of them, the transaction must not be committed.
   */
  putOff(manager: EntityManager, tasks: readonly PutOffTask[]): Promise<HeldTask[]>;

  /** Ends leases with their tasks, but for those that were asked for again since. @returns those that are gone and were as claimed. */
  remove(manager: EntityManager, tasks: readonly HeldTask[]): Promise<HeldTask[]>;

  /** Locks tasks that go on under the leases they have. @returns as {@link TaskStatements.putOff}. */
  keep<T extends HeldTask>(manager: EntityManager, tasks: readonly T[]): Promise<T[]>;

  /** Makes what nobody holds due at once, before all that is overdue; what is held is asked for again: somebody is waiting for it. */
  hasten(manager: EntityManager, lane: LaneName, subjectIds: readonly string[]): Promise<void>;
}

/** Which of the tasks stand in their rows as they were claimed. */
export function stillHeld<T extends HeldTask>(tasks: readonly T[], rows: readonly HeldTask[]): T[] {
  return tasks.filter(standsIn(rows));
}

/** @returns whether a task stands in one of these rows as it was claimed. */
export function standsIn(rows: readonly HeldTask[]): (task: HeldTask) => boolean {
  const epochs = new Map(rows.map((row) => [row.id, row.epoch]));
  return ({ id, epoch }) => epochs.get(id) === epoch;
}

/** What the carrier's failures in a row say of a claim. */
export function suspicion(failures: number, { breaker }: ClaimTerms): Suspicion {
  return { carrierFailing: failures > 1, probe: failures >= breaker.failures };
}
