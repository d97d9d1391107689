import { setTimeout as sleep } from 'node:timers/promises';
import type { Diagnosis } from '../errors';

/** What processes die of is not tried again before a person asks for it. */
const UNTIL_ASKED_MS = 365 * 24 * 3_600_000;
/** The first pause of {@link triedLater}. */
const LATER_MS = 100;

/** Pause of what is held and still looked at again, for its cause may be mended by people elsewhere. */
export function pauseWhileHeld({ code }: Diagnosis, pauseMs: number): number {
  return code === 'HT-9002' ? UNTIL_ASKED_MS : pauseMs;
}

/**
 * Pause before attempt `attempt + 1`: exponential with full jitter, so that dossiers which failed together do not come back
 * together. Never less than a tenth of the first pause: none comes back at once.
 */
export function backOff(attempt: number, firstMs: number, maxMs: number, random: () => number = Math.random): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 30));
  return Math.max(Math.min(firstMs / 10, maxMs), random() * ceiling);
}

/**
 * Tries again after 100 ms, after twice that, and so on while a pause is shorter than a lease: what somebody has locked, or the database was
 * away for, would else count as lost with a process that is alive. Keeps no process alive itself.
 *
 * @param attempt must not throw. @returns once it gives true, or the pauses are over.
 */
export async function triedLater(leaseMs: number, attempt: () => Promise<boolean>): Promise<void> {
  for (let pauseMs = LATER_MS; pauseMs < leaseMs; pauseMs *= 2) {
    await sleep(pauseMs, undefined, { ref: false });
    if (await attempt()) return;
  }
}
