/** Finds what speaks of a dossier by any of its codes, without reading everything again for each dossier. */
export function indexByCode<T>(
  items: readonly T[],
  codesOf: (item: T) => readonly (string | null)[],
): (...codes: readonly (string | undefined)[]) => T[] {
  const byCode = new Map<string, T[]>();
  for (const item of items) {
    for (const code of codesOf(item)) {
      if (code === null) continue;
      const known = byCode.get(code);
      if (known) known.push(item);
      else byCode.set(code, [item]);
    }
  }
  return (...codes) => [...new Set(codes.flatMap((code) => (code === undefined ? [] : (byCode.get(code) ?? []))))];
}
