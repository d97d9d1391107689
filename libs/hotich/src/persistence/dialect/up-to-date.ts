import type { EntityManager, QueryRunner } from 'typeorm';

/** In transactions of READ COMMITTED. */
const RUNNERS = new WeakSet<QueryRunner>();

/** Of a runner, for as long as calls are under way in its transaction: a host makes them side by side, a listener in one another. */
interface Watch {
  calls: number;
  readonly end: () => void;
}
const WATCHES = new WeakMap<QueryRunner, Watch>();

/** Runs what is told that it sees what others have committed by now. */
export async function upToDate<T>(manager: EntityManager, run: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = manager.queryRunner!;
  RUNNERS.add(runner);
  try {
    return await unlessUndone(runner, () => run(manager));
  } finally {
    RUNNERS.delete(runner);
  }
}

/** Whether every statement is known to see what others have committed by then: a host's transaction may look at an older state. */
export function isUpToDate({ queryRunner }: EntityManager): boolean {
  return !queryRunner?.isTransactionActive || RUNNERS.has(queryRunner);
}

/**
 * With some errors the server has undone the whole transaction: a deadlock, and where it is set so a lock waited for too long. A listener
 * may swallow it; then each statement that comes after would be committed by itself, so none is made any more until all calls have
 * ended that were made in it.
 */
export async function unlessUndone<T>(runner: QueryRunner, call: () => Promise<T>): Promise<T> {
  const watch = WATCHES.get(runner) ?? watchErrors(runner);
  WATCHES.set(runner, watch);
  watch.calls++;
  try {
    return await call();
  } finally {
    if (--watch.calls === 0) {
      WATCHES.delete(runner);
      watch.end();
    }
  }
}

type Query = (...statement: unknown[]) => Promise<unknown>;

function watchErrors(runner: QueryRunner): Watch {
  const query = runner.query.bind(runner) as Query;
  let undoing: Error | undefined;
  let asking: Promise<void> | undefined;
  const unlessEnded: Query = async (...statement) => {
    // What is made beside the one that failed.
    if (asking) await asking;
    if (undoing) throw undoing;
    return query(...statement).catch(async (error: Error) => {
      asking = isOpen(query).then((open) => {
        if (!open) undoing ??= error;
      });
      await asking;
      throw error;
    });
  };
  runner.query = unlessEnded as QueryRunner['query'];
  // What is the class's own comes to light again.
  return { calls: 0, end: () => void Reflect.deleteProperty(runner, 'query') };
}

/** SERVER_STATUS_IN_TRANS of the protocol. */
const IN_TRANSACTION = 1;

/** The server says so with every statement that went well; which errors undo everything is up to its settings. */
function isOpen(query: Query): Promise<boolean> {
  return query('do 0').then(
    (answer) => ((answer as { serverStatus: number }).serverStatus & IN_TRANSACTION) !== 0,
    () => false,
  );
}
