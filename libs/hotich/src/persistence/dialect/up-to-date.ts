import type { EntityManager, QueryRunner } from 'typeorm';
import { isDeadlock } from './deadlock';

/** In transactions of READ COMMITTED. */
const RUNNERS = new WeakSet<QueryRunner>();

/** Runs what is told that it sees what others have committed by now. */
export async function upToDate<T>(manager: EntityManager, run: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = manager.queryRunner!;
  RUNNERS.add(runner);
  const watch = watchDeadlocks(runner);
  try {
    return await run(manager);
  } finally {
    watch.end();
    RUNNERS.delete(runner);
  }
}

/** Whether every statement is known to see what others have committed by then: a host's transaction may look at an older state. */
export function isUpToDate({ queryRunner }: EntityManager): boolean {
  return !queryRunner?.isTransactionActive || RUNNERS.has(queryRunner);
}

/**
 * A deadlock has undone the whole transaction on the server. A listener may swallow it; then each statement that comes after would be
 * committed by itself, so none is made any more.
 */
function watchDeadlocks(runner: QueryRunner): { end: () => void } {
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
  return { end: () => void Reflect.deleteProperty(runner, 'query') };
}
