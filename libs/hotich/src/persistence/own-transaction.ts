import type { EntityManager } from 'typeorm';
import { dialectOf, upToDate } from './dialect';

/** A transaction of the library's own, not of the host's. */
export function ownTransaction<T>(manager: EntityManager, run: (manager: EntityManager) => Promise<T>): Promise<T> {
  const { isolation } = dialectOf(manager.connection);
  return isolation ? manager.transaction(isolation, (tx) => upToDate(tx, run)) : manager.transaction(run);
}
