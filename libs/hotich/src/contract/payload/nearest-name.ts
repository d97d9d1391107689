/** The known name closest to a mistyped one, or `undefined` when none is close enough to be meant. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > maxDistance(name)) continue;
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (!best || found < best.distance) best = { name: candidate, distance: found };
  }
  return best && best.distance <= maxDistance(name) ? best.name : undefined;
}

function maxDistance(name: string): number {
  return Math.max(1, Math.floor(name.length / 4));
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitution, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
