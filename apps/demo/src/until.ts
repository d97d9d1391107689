import { setTimeout as pause } from 'node:timers/promises';

export interface Patience {
  /** Default 20,000. */
  readonly timeoutMs?: number;
  /** Default 80. */
  readonly everyMs?: number;
}

/**
 * Asks until there is an answer.
 *
 * @param what what is waited for, told when it does not come.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined>,
  { timeoutMs = 20_000, everyMs = 80 }: Patience = {},
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Chờ mãi không thấy — waited ${timeoutMs / 1000} s in vain for: ${what}`);
    await pause(everyMs);
  }
}
