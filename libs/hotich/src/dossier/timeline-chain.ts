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
  const said = [dossierId, seq, event, fromState, toState, actor, reason, exchangeId, sorted(detail), at.getTime()];
  return digest(PURPOSE, `${previous ?? ''}\n${JSON.stringify(said)}`);
}

export function isKeyed(hash: string): boolean {
  return hash.length === KEYED_LENGTH;
}

/** JSON's view of a value with the keys in order, which a database is free to change. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sorted);
  const json = JSON.parse(JSON.stringify(value)) as unknown;
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return sorted(json);
  const entries = Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, item]) => [key, sorted(item)]);
}
