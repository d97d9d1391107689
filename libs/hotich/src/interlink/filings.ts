import { type EntityManager, In } from 'typeorm';
import { HotichTimelineEntry, ours } from '../persistence';

/** What the timeline says of a citizen's filings, and of when he was asked for more; oldest first. */
export function filingsOf(dossierId: string, manager: EntityManager): Promise<HotichTimelineEntry[]> {
  const event = In(['receive', 'supplemented', 'redelivered', 'requestSupplement']);
  return manager.find(HotichTimelineEntry, {
    where: { dossierId, event, ...ours(manager) },
    order: { seq: 'ASC' },
  });
}

/**
 * Whether he has filed anew since he was asked. The order of the lines tells it: their times are of processes whose clocks differ.
 *
 * @param askedAt of the report that tells DVCLT of the request, which was written down with its line, at one moment.
 */
export function hasAnswered(filings: readonly HotichTimelineEntry[], askedAt: Date): boolean {
  const asked = filings.findLastIndex(
    ({ event, at }) => event === 'requestSupplement' && at.getTime() === askedAt.getTime(),
  );
  return filings.slice(asked + 1).some(({ event }) => event === 'supplemented' || event === 'redelivered');
}
