import { HotichSealError } from '../errors';
import type { Digests, HotichDossier, HotichTimelineEntry } from '../persistence';
import { chainHash, isAmbiguous, isKeyed } from './timeline-chain';

/**
 * - `changed`: the row does not say what was written, or does not stand where it was written.
 * - `removed`: a row is missing here; at the end, the tail from here on.
 * - `added`: a row the dossier does not know of.
 * - `unreadable`: its reason cannot be opened.
 * - `keyMissing`: it was chained with a key that is not given.
 * - `dossierRemoved`: rows of a dossier that is not there any more, or is said to be the other environment's.
 */
export type TimelineFaultKind = 'changed' | 'removed' | 'added' | 'unreadable' | 'keyMissing' | 'dossierRemoved';

export interface RowFault {
  readonly seq: number;
  readonly why: TimelineFaultKind;
}

type Head = Pick<HotichDossier, 'timelineLength' | 'timelineHash'>;

/**
 * Where a dossier's timeline is not what was written. Each row is compared with the stored hash of the one before it, so that
 * a fault is found where it is and not in everything after it.
 *
 * @param rows of the dossier, by `seq`.
 */
export function timelineFaults(head: Head, rows: readonly HotichTimelineEntry[], digests: Digests): RowFault[] {
  const faults: RowFault[] = [];
  let before: HotichTimelineEntry | undefined;
  for (const row of rows) {
    const expected = (before?.seq ?? 0) + 1;
    if (row.seq > head.timelineLength) faults.push({ seq: row.seq, why: 'added' });
    else if (row.seq !== expected) faults.push({ seq: expected, why: 'removed' });
    else {
      const why = rowFault(before, row, digests);
      if (why) faults.push({ seq: row.seq, why });
    }
    before = row;
  }
  const last = before?.seq ?? 0;
  if (last < head.timelineLength) faults.push({ seq: last + 1, why: 'removed' });
  const endsOtherwise = last === head.timelineLength && before?.hash !== head.timelineHash;
  if (endsOtherwise && !faults.some((fault) => fault.seq === last)) faults.push({ seq: last, why: 'changed' });
  return faults;
}

function rowFault(
  before: HotichTimelineEntry | undefined,
  row: HotichTimelineEntry,
  { keyed, plain }: Digests,
): TimelineFaultKind | undefined {
  const previous = before?.hash ?? null;
  // Rows from before the chain come first, or not at all.
  if (row.hash === null) return previous === null ? undefined : 'changed';
  // Once there is a key, an unkeyed row is one that somebody made without it.
  if (!isKeyed(row.hash) && previous !== null && isKeyed(previous)) return 'changed';
  const digest = isKeyed(row.hash) ? keyed : plain;
  if (!digest) return 'keyMissing';
  if (isAmbiguous(row.detail)) return 'changed';
  try {
    return chainHash(previous, row, digest) === row.hash ? undefined : 'changed';
  } catch (error) {
    if (error instanceof HotichSealError) return 'unreadable';
    throw error;
  }
}
