import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type {
  DataSource,
  EntityManager,
  EntitySubscriberInterface,
  QueryRunner,
  TransactionCommitEvent,
  TransactionRollbackEvent,
  TransactionStartEvent,
} from 'typeorm';
import { HotichSetupError } from '../errors';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';
import { dialectOf, unlessUndone } from './dialect';

/** Made in a host's transaction, and under way. */
interface Call {
  readonly runner: QueryRunner;
  /** The call in which it was made, by a listener, a file store, or the library itself. */
  readonly within: Call | undefined;
  /** With all that was made in it. */
  over: boolean;
  /** The savepoint in which it was made is being rolled back. */
  undone: boolean;
  /** Since when, by `performance.now()`, it waits for a listener or a file store. */
  hostSince?: number | undefined;
}

/** Where calls are made side by side: in a transaction, by its runner, or in a call. */
type Place = QueryRunner | Call;

/** Calls of one place, which are made one after the other. */
interface Line {
  readonly calls: Set<Call>;
  /** Of all of them; never rejects. */
  end: Promise<void>;
}

/** The call that what runs is part of: everybody in a transaction has the same manager, and would wait for itself. */
const HERE = new AsyncLocalStorage<Call>();
const LINES = new WeakMap<Place, Line>();
/** Places that wait for no call any more: the end of the transaction or savepoint is on its way to the database. */
const ENDING = new WeakSet<Place>();
/** In all transactions. */
let underWay = 0;
/**
 * Milliseconds for which a call may wait for one that has been in the host's code all the time. That may be waiting for the call in turn:
 * a lock or a queue of the host's begins what waited there in the asynchronous context of somebody else, where nothing tells whose it is.
 */
const PATIENCE = 3000;
/** Milliseconds between two looks at whether that is so. */
const LOOK = 500;

/**
 * Lets no transaction end before the calls that were made in it have: one that nobody waits for would write after its host's rollback,
 * where every statement is committed by itself, or into a transaction of somebody else. Nor lets a savepoint begin beside a call: what the
 * call writes after that would be undone with it. TypeORM sends the statement once its subscribers are done.
 */
@Injectable()
export class TransactionEnd implements EntitySubscriberInterface, OnModuleInit {
  constructor(@Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource) {}

  onModuleInit(): void {
    this.dataSource.subscribers.push(this);
  }

  beforeTransactionStart({ queryRunner }: TransactionStartEvent): Promise<void> | void {
    if (depthOf(queryRunner) > 0) return callsBefore(placeIn(queryRunner));
  }

  beforeTransactionCommit({ queryRunner }: TransactionCommitEvent): Promise<void> | void {
    return callsDone(placeIn(queryRunner), depthOf(queryRunner) > 1, false);
  }

  beforeTransactionRollback({ queryRunner }: TransactionRollbackEvent): Promise<void> | void {
    const isSavepoint = depthOf(queryRunner) > 1;
    return callsDone(placeIn(queryRunner), isSavepoint, isSavepoint);
  }

  afterTransactionCommit({ queryRunner }: TransactionCommitEvent): void {
    ENDING.delete(placeIn(queryRunner));
  }

  afterTransactionRollback({ queryRunner }: TransactionRollbackEvent): void {
    ENDING.delete(placeIn(queryRunner));
  }
}

/**
 * Makes a call of which no statement comes after the end of the transaction that the manager is in now, nor into a savepoint that begins
 * later. To be reached before anything is waited for: what has not begun by its end is refused. Calls made side by side are made one after
 * the other: a listener of the first may use savepoints.
 *
 * @param manager in a transaction; or without a connection of its own, and then the call minds its transactions itself.
 * @throws HotichSetupError when the manager's connection has no transaction, or one that is ending, or its savepoint is rolled back before
 * the call has ended, which may be another's than the caller's: nothing is stored.
 */
export async function beforeItsEnd<T>(manager: EntityManager | undefined, call: () => Promise<T>): Promise<T> {
  const runner = manager?.queryRunner;
  if (!runner) return call();
  const place = placeIn(runner);
  if (!runner.isTransactionActive || ENDING.has(place)) throw notOpen();
  const { deadlockEnds } = dialectOf(manager.connection);
  const line = LINES.get(place) ?? { calls: new Set(), end: Promise.resolve() };
  LINES.set(place, line);
  const under: Call = { runner, within: callHere(), over: false, undone: false };
  const run = () => HERE.run(under, call);
  const before = line.end;
  const inTurn = () => (line.calls.size > 0 ? endOrStuck(line).then(run) : run());
  underWay++;
  const done = deadlockEnds ? unlessUndone(runner, inTurn) : inTurn();
  line.calls.add(under);
  line.end = over(under, [done, before], line);
  const result = await done;
  if (under.undone) throw notOpen();
  return result;
}

/** Runs what is the host's in the call under way of which it is part, if any. */
export async function inHost<T>(run: () => Promise<T>): Promise<T> {
  const call = callHere();
  if (!call) return run();
  // What a listener has the library do without a transaction may come to another listener.
  const since = call.hostSince;
  call.hostSince ??= performance.now();
  try {
    return await run();
  } finally {
    call.hostSince = since;
  }
}

/** How the call went is its caller's affair. @param ends its own, and that of those before it, for which it may not have waited. */
async function over(call: Call, ends: readonly Promise<unknown>[], line: Line): Promise<void> {
  await Promise.allSettled(ends);
  const made = LINES.get(call);
  while (made && made.calls.size > 0) await made.end;
  call.over = true;
  line.calls.delete(call);
  // While it is in use, Node.js 20 minds every promise of the process, at several times the cost of one.
  if (--underWay === 0) HERE.disable();
}

/** Also those that are made at the same moment, as by `Promise.all`. */
async function callsBefore(place: Place): Promise<void> {
  let line = LINES.get(place);
  do {
    await (line && endOrStuck(line));
    line = LINES.get(place);
  } while (line && line.calls.size > 0 && !isStuck(line));
}

/** Resolves once the calls made by now are over, or one of the line may be waiting for who waits here. */
async function endOrStuck(line: Line): Promise<void> {
  let look: NodeJS.Timeout | undefined;
  const stuck = new Promise<void>((resolve) => {
    look = setInterval(() => isStuck(line) && resolve(), LOOK);
  });
  await Promise.race([line.end, stuck]);
  clearInterval(look);
}

function isStuck({ calls }: Line): boolean {
  const since = performance.now() - PATIENCE;
  return [...calls].some(({ hostSince }) => hostSince !== undefined && hostSince < since);
}

/** @param undone what they write goes with a savepoint, while the transaction goes on. */
function callsDone(place: Place, isSavepoint: boolean, undone: boolean): Promise<void> | undefined {
  const line = LINES.get(place);
  if (line && line.calls.size > 0 && !(isSavepoint && isStuck(line))) {
    if (undone) for (const call of line.calls) call.undone = true;
    return (isSavepoint ? endOrStuck(line) : line.end).then(() => callsDone(place, isSavepoint, undone));
  }
  ENDING.add(place);
  return undefined;
}

/** What a listener does waits for what is made in the call that tells it, and not for that call, which waits for the listener. */
function placeIn(runner: QueryRunner): Place {
  return callHere((call) => call.runner === runner) ?? runner;
}

/** The innermost call under way of which what runs is part. */
function callHere(is: (call: Call) => boolean = () => true): Call | undefined {
  let call = HERE.getStore();
  while (call && (call.over || !is(call))) call = call.within;
  return call;
}

/** Transactions that are open on it, each a savepoint in the one before; TypeORM's types do not tell. */
function depthOf(runner: QueryRunner): number {
  return (runner as unknown as { readonly transactionDepth: number }).transactionDepth;
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
