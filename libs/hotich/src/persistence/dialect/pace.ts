import type { ClaimTerms } from './dialect';

// The database's clock may have been ahead and set right since: an instant that is still to come is no reason to wait for it.

/** Of the limits, while another lane of the carrier waits as well. */
export const POLLS_SHARE = 0.2;

/**
 * A budget that nobody takes is lost to nobody: others then take what was the polls'. That many requests must have been paid for before
 * it is one, for the smallest is full with every request, and polls would never be in time for theirs.
 */
export const LEAST_UNCLAIMED = 2;

/** After a carrier works again: one request in flight, then two, then four … */
export const DOUBLING_MS = 1_000;

type Limits = Pick<ClaimTerms, 'concurrency' | 'recoveryMs'>;

/** What a share of the limits is a share of, in requests in flight. */
export function fullPace({ concurrency }: Pick<Limits, 'concurrency'>): number {
  return concurrency.shared ?? concurrency.own;
}

/**
 * The share of the limits in force, in thousandths, as SQL over the columns of a gate: additive increase, reckoned from the clock
 * so that nobody has to write it down.
 */
export function shareOf(limits: Limits, now: string, gate = ''): string {
  const step = Math.ceil(1_000 / fullPace(limits));
  return `least(1000, ${gate}share_milli + ${step} * floor(greatest(0, ${now} - ${gate}slowed_at) / ${limits.recoveryMs}))`;
}

/** That a carrier's gate sets no limit now, as SQL over its columns, but for its failures in a row. */
export function unlimited(limits: Limits, now: string, gate: string): string {
  const back = `${now} - ${gate}reopened_at not between 0 and ${rampMs(limits) - 1}`;
  return `${gate}open_until <= ${now} and ${back} and ${shareOf(limits, now, gate)} >= 1000`;
}

/** How long after its return a carrier is approached step by step. */
export function rampMs(limits: Pick<Limits, 'concurrency'>): number {
  return DOUBLING_MS * Math.ceil(Math.log2(fullPace(limits)));
}
