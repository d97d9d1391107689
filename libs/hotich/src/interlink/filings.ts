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

/** The line of the last request; 0 where he was never asked. */
export function lastAsked(filings: readonly HotichTimelineEntry[]): number {
  return filings.findLast(({ event }) => event === 'requestSupplement')?.seq ?? 0;
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
  return filings.slice(asked + 1).some(isAnswer);
}

/** What was noted while a supplement was awaited had come before it was asked for. */
function isAnswer({ event, toState }: HotichTimelineEntry): boolean {
  return event === 'supplemented' || (event === 'redelivered' && toState !== 'supplement');
}
