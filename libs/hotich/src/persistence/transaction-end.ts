import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  DataSource,
  EntityManager,
  EntitySubscriberInterface,
  QueryRunner,
  TransactionCommitEvent,
  TransactionRollbackEvent,
} from 'typeorm';
import { HotichSetupError } from '../errors';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';
import { dialectOf, unlessUndone } from './dialect';

interface Call {
  /** Of the transactions, each a savepoint in the one before, in which it began. */
  readonly depth: number;
  readonly done: Promise<unknown>;
}

/** Calls under way, by the runner of their transaction. */
const CALLS = new WeakMap<QueryRunner, Set<Call>>();
/** Runners whose transaction waits for no call any more: its end is on its way to the database. */
const ENDING = new WeakSet<QueryRunner>();

/**
 * Lets no transaction end before the calls that were made in it have: one that nobody waits for would write after its host's rollback,
 * where every statement is committed by itself, or into a transaction of somebody else. TypeORM sends the end once its subscribers are done.
 */
@Injectable()
export class TransactionEnd implements EntitySubscriberInterface, OnModuleInit {
  constructor(@Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this);
  }

  beforeTransactionCommit({ queryRunner }: TransactionCommitEvent): Promise<void> | void {
    return callsDone(queryRunner);
  }

  beforeTransactionRollback({ queryRunner }: TransactionRollbackEvent): Promise<void> | void {
    return callsDone(queryRunner);
  }

  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    ENDING.delete(queryRunner);
  }

  afterTransactionRollback({ queryRunner }: TransactionRollbackEvent): void {
    ENDING.delete(queryRunner);
  }
}

/**
 * Makes a call of which no statement comes after the end of the transaction that the manager is in now. To be reached before anything
 * is waited for: what has not begun by its end is refused.
 *
 * @param manager in a transaction; or without a connection of its own, and then the call minds its transactions itself.
 * @throws HotichSetupError when the manager's connection has no transaction, or one that is ending: nothing was written.
 */
export async function beforeItsEnd<T>(manager: EntityManager | undefined, call: () => Promise<T>): Promise<T> {
  const runner = manager?.queryRunner;
  if (!runner) return call();
  if (!runner.isTransactionActive || ENDING.has(runner)) throw notOpen();
  const { deadlockEnds } = dialectOf(manager.connection);
  const under = { depth: depthOf(runner), done: deadlockEnds ? unlessUndone(runner, call) : call() };
  const calls = CALLS.get(runner) ?? new Set();
  CALLS.set(runner, calls.add(under));
  return under.done.finally(() => calls.delete(under));
}

/** How the calls went is their callers' affair. Of a call that calls in turn, both are waited for. */
function callsDone(runner: QueryRunner): Promise<void> | undefined {
  // A listener may end a savepoint of its own; the call that tells it began outside of that, and waits for the listener.
  const depth = depthOf(runner);
  const waited = [...(CALLS.get(runner) ?? [])].filter((call) => call.depth >= depth);
  if (waited.length > 0) return Promise.allSettled(waited.map(({ done }) => done)).then(() => callsDone(runner));
  ENDING.add(runner);
  return undefined;
}

/** TypeORM's types do not tell; and 0.3 counts down before a commit that may fail. */
function depthOf(runner: QueryRunner): number {
  return Math.max(1, (runner as unknown as { readonly transactionDepth: number }).transactionDepth);
}

function notOpen(): HotichSetupError {
  return new HotichSetupError(
    {
      vi: 'Giao dịch của lời gọi này chưa mở, đang kết thúc hoặc đã kết thúc; không ghi gì',
      en: 'The transaction of this call has not begun, is ending or has ended; nothing was written',
    },
    {
      vi: 'Gọi hotich khi giao dịch còn mở, và đợi (await) mọi lời gọi rồi mới kết thúc giao dịch',
      en: 'Call hotich while the transaction is open, and await every call before it ends',
    },
  );
}
