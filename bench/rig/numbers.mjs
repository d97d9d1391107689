export const median = (values) => percentile(values, 0.5);

/** @param share 0.5 for the median, 0.95 for p95. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the check gives something truthy; rejects after `timeoutMs`. */
export async function until(check, timeoutMs, what) {
  for (const end = performance.now() + timeoutMs; ;) {
    const value = await check();
    if (value) return value;
    if (performance.now() > end) throw new Error(`${what}: not within ${Math.round(timeoutMs / 1_000)} s`);
    await sleep(20);
  }
}
