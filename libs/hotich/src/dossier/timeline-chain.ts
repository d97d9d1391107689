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
  return value === null || typeof value !== 'object' ? value : inOrder(JSON.parse(JSON.stringify(value)));
}

function inOrder(json: unknown): unknown {
  if (json === null || typeof json !== 'object') return json;
  if (Array.isArray(json)) return json.map(inOrder);
  const object = json as Readonly<Record<string, unknown>>;
  return Object.keys(object)
    .sort()
    .map((key) => [key, inOrder(object[key])]);
}
