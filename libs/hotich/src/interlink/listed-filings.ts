import type { InterlinkListEntry, InterlinkListItem } from '../contract';

/** What a line of DVCLT's list says of a filing, as far as it must to be fetched. */
export type ListedFiling = Pick<InterlinkListItem, 'id' | 'maHoSo' | 'ngayTiepNhan'>;

/** A line with a fault in it may still name its dossier: the detail is read, and explains itself. */
export function filingOf(entry: InterlinkListEntry): ListedFiling | undefined {
  if (entry.item) return entry.item;
  const { id, maHoSo } = entry;
  return id === undefined || maHoSo === undefined ? undefined : { id, maHoSo };
}

/**
 * Of each code the newest filing. Whether DVCLT lists a dossier once or each of its filings, and in which order, is not known (wire
 * contract 7.1): what was received last, and where the times do not tell, what is listed last.
 */
export function newestFilings(entries: readonly InterlinkListEntry[]): ReadonlyMap<string, ListedFiling> {
  const newest = new Map<string, ListedFiling>();
  for (const filing of entries.flatMap((entry) => filingOf(entry) ?? [])) {
    const before = newest.get(filing.maHoSo)?.ngayTiepNhan;
    if (before && filing.ngayTiepNhan && filing.ngayTiepNhan < before) continue;
    newest.set(filing.maHoSo, filing);
  }
  return newest;
}
