import type { EntityManager, QueryRunner } from 'typeorm';

/** In transactions of READ COMMITTED. */
const RUNNERS = new WeakSet<QueryRunner>();

/** Runs what is told that it sees what others have committed by now. */
export async function upToDate<T>(manager: EntityManager, run: (manager: EntityManager) => Promise<T>): Promise<T> {
  const runner = manager.queryRunner!;
  RUNNERS.add(runner);
  try {
    return await run(manager);
  } finally {
    RUNNERS.delete(runner);
  }
}

/** Whether every statement is known to see what others have committed by then: a host's transaction may look at an older state. */
export function isUpToDate({ queryRunner }: EntityManager): boolean {
  return !queryRunner?.isTransactionActive || RUNNERS.has(queryRunner);
}
