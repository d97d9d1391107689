import type { EntityManager, QueryRunner } from 'typeorm';
import { isDeadlock } from './deadlock';

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
 * A deadlock has undone the whole transaction on the server. A listener may swallow it; then each statement that comes after would be
 * committed by itself, so none is made any more until all calls have ended that were made in it.
 */
export async function unlessUndone<T>(runner: QueryRunner, call: () => Promise<T>): Promise<T> {
  const watch = WATCHES.get(runner) ?? watchDeadlocks(runner);
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

function watchDeadlocks(runner: QueryRunner): Watch {
  const query = runner.query.bind(runner) as (...statement: unknown[]) => Promise<unknown>;
  let deadlock: Error | undefined;
  const unlessEnded = async (...statement: unknown[]) => {
    if (deadlock) throw deadlock;
    return query(...statement).catch((error: Error) => {
      if (isDeadlock(error)) deadlock = error;
      throw error;
    });
  };
  runner.query = unlessEnded as QueryRunner['query'];
  // What is the class's own comes to light again.
  return { calls: 0, end: () => void Reflect.deleteProperty(runner, 'query') };
}
