/**
 * Pause before attempt `attempt + 1`: exponential with full jitter over its upper half, so that dossiers which failed
 * together do not come back together, and none comes back at once.
 */
export function backOff(attempt: number, firstMs: number, maxMs: number, random: () => number = Math.random): number {
  const ceiling = Math.min(maxMs, firstMs * 2 ** Math.min(Math.max(attempt, 1) - 1, 30));
  return ceiling / 2 + random() * (ceiling / 2);
}
