import type { EntityManager } from 'typeorm';
import { dialectOf } from './dialect';

/** Now, by the database's clock. */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await manager.query<{ now: string }[]>(`select ${dialectOf(manager.connection).nowMs} as now`);
  return new Date(Number(row!.now));
}
