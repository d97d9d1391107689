import type { EntityManager } from 'typeorm';
import { dialectOf, upToDate } from './dialect';

type Step = () => Promise<void>;

/** By the manager of a transaction of the library's own. */
const AFTERWARDS = new WeakMap<EntityManager, Step[]>();

/** A transaction of the library's own, not of the host's. */
export async function ownTransaction<T>(
  manager: EntityManager,
  run: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const { isolation } = dialectOf(manager.connection);
  const afterwards: Step[] = [];
  const begun = (tx: EntityManager): Promise<T> => {
    AFTERWARDS.set(tx, afterwards);
    return run(tx);
  };
  const result = await (isolation
    ? manager.transaction(isolation, (tx) => upToDate(tx, begun))
    : manager.transaction(begun));
  for (const step of afterwards) await step();
  return result;
}

/**
 * Does what no rollback could undo, once the transaction is committed; never when it is the host's, whose end nobody sees, or
 * when the process dies before.
 *
 * @param step must not throw: everything is stored by then.
 */
export function afterCommit(manager: EntityManager, step: Step): void {
  AFTERWARDS.get(manager)?.push(step);
}
