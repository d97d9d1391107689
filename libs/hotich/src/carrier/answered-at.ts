import type { EntityManager } from 'typeorm';
import { databaseNow } from '../persistence';
import type { HttpAnswer } from './exchange';

/**
 * When an answer was given, by the clock by which the instants that it names are meant: the remote's own, which it says in `Date`
 * (RFC 9110, 6.6.1); of one that does not, the database's.
 */
export async function answeredAt({ headers }: Pick<HttpAnswer, 'headers'>, manager: EntityManager): Promise<Date> {
  const said = new Date(String(headers['date']));
  if (!Number.isNaN(said.getTime())) return said;
  // Also without the database a token is asked for, and requests go on.
  return databaseNow(manager).catch(() => new Date());
}
