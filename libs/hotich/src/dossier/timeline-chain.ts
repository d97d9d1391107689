import type { Digest, HotichTimelineEntry } from '../persistence';

const PURPOSE = 'hotich timeline';
/** Length of a keyed hash; a plain one has 64. */
const KEYED_LENGTH = 43;

/**
 * Hash of a timeline row, over everything it says and the hash of the row before it. It is taken of what the row says, not of
 * how it is stored: a rotation of keys leaves the chain as it is.
 */
export function chainHash(previous: string | null, entry: Omit<HotichTimelineEntry, 'hash'>, digest: Digest): string {
  const { dossierId, seq, event, fromState, toState, actor, reason, exchangeId, detail, at } = entry;
  const said = [dossierId, seq, event, fromState, toState, actor, reason, exchangeId, inOrder(detail), at.getTime()];
  return digest(PURPOSE, `${previous ?? ''}\n${JSON.stringify(said)}`);
}

export function isKeyed(hash: string): boolean {
  return hash.length === KEYED_LENGTH;
}

/** What JSON says of a value, with the keys in order, which a database is free to change. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const pairs: [string, unknown][] = [];
  const keys = Object.keys(value);
  // Sorting what is in order takes more memory than all the rest of an entry.
  if (keys.some((key, i) => i > 0 && key < keys[i - 1]!)) keys.sort();
  for (const key of keys) {
    const said = (value as Readonly<Record<string, unknown>>)[key];
    if (said !== undefined) pairs.push([key, inOrder(said)]);
  }
  return pairs;
}

/**
 * Whether a detail may hash as another does: an object says the same as the list of its pairs. The library writes no such list, so it is
 * somebody else's.
 */
export function isAmbiguous(detail: unknown): boolean {
  return Array.isArray(detail) || holdsPairs(detail);
}

function holdsPairs(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (Array.isArray(value) && value.length > 0 && value.every(isPair)) return true;
  return Object.values(value).some(holdsPairs);
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}
