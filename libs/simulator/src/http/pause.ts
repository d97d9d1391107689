import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, at most to the end of the simulator's life: nothing of it may outlast that, not even the process. */
export async function pause(ms: number, life: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: life }).catch(() => undefined);
}
