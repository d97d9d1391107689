import type { WireHeaders } from './gateway-faults.types';

const MIN_MS = 1_000;
const MAX_MS = 15 * 60 * 1_000;

const NAME = 'retry-after';

/** Whether an answer asks to be left alone: only then does it matter when it was given. */
export function asksToWait(headers: WireHeaders): boolean {
  return header(headers, NAME) !== undefined;
}

/**
 * Wait asked for by `Retry-After`, in seconds or as an HTTP date, kept between 1 s and 15 min: a remote can neither make us
 * hammer it nor silence us for a day.
 */
export function retryAfter(headers: WireHeaders, answeredAt: Date | undefined): number | undefined {
  const text = header(headers, NAME)?.trim();
  if (!text) return undefined;
  const waitMs = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - Number(answeredAt);
  return Number.isNaN(waitMs) ? undefined : Math.min(MAX_MS, Math.max(MIN_MS, Math.round(waitMs)));
}

function header(headers: WireHeaders, name: string): string | undefined {
  for (const key of Object.keys(headers)) {
    const value = headers[key];
    if (key.toLowerCase() !== name || value === undefined) continue;
    return Array.isArray(value) ? String(value[0]) : String(value);
  }
  return undefined;
}
