import { CODE_LISTS, nfc, type CodeList, type CodeListEntry } from '../contract';
import type { CatalogKind, CatalogSystem } from './catalog-kinds';
import { dayOf, type DayLike } from './era';

/** A code list as it stood from a day on. */
export interface CodeListVersion extends Omit<CodeList, 'kind' | 'system'> {
  readonly kind: CatalogKind;
  readonly system: CatalogSystem;
  /** Name of the version, for example the day of the refresh; `offline` for the shipped defaults. */
  readonly version: string;
  /** First and last day for which it holds, `yyyy-MM-dd`; absent: always, still. */
  readonly validFrom?: string;
  readonly validTo?: string;
}

/** What changed from one list to another. */
export interface CodeListDiff {
  readonly added: readonly CodeListEntry[];
  readonly removed: readonly CodeListEntry[];
  readonly renamed: readonly { readonly code: string; readonly from: CodeListEntry; readonly to: CodeListEntry }[];
  readonly unchanged: number;
  /** Codes that the newer list holds more than once; its first entry was taken. */
  readonly duplicates: readonly string[];
}

/** Compares two lists by code. A name counts as changed when its Vietnamese text differs in more than Unicode form. */
export function diffEntries(older: readonly CodeListEntry[], newer: readonly CodeListEntry[]): CodeListDiff {
  const [before, after] = [byCode(older), byCode(newer)];
  const added = [...after.values()].filter((entry) => !before.has(entry.code));
  const removed = [...before.values()].filter((entry) => !after.has(entry.code));
  const renamed = [...after.values()].flatMap((to) => {
    const from = before.get(to.code);
    return from && nfc(from.name.vi) !== nfc(to.name.vi) ? [{ code: to.code, from, to }] : [];
  });
  return {
    added,
    removed,
    renamed,
    unchanged: after.size - added.length - renamed.length,
    duplicates: repeated(newer),
  };
}

/** Every known version of every code list; the shipped defaults stand behind what was refreshed or imported. */
export class CodeLists {
  /** Of each list, in the order in which they were given: every code of every submission is looked up. */
  private readonly versions = new Map<string, CodeListVersion[]>();

  constructor(versions: readonly CodeListVersion[] = []) {
    for (const one of [...CODE_LISTS.map((list) => offline(list)), ...versions]) this.keep(one);
  }

  /** The list that holds on a day, default today: the one that started last, the one added last among equals. */
  list(kind: CatalogKind, at?: DayLike, system: CatalogSystem = 'register'): CodeListVersion | undefined {
    const day = dayOf(at);
    return this.of(kind, system)
      .filter((one) => day >= (one.validFrom ?? day) && day <= (one.validTo ?? day))
      .reduce<CodeListVersion | undefined>(
        (latest, one) => (latest && (latest.validFrom ?? '') > (one.validFrom ?? '') ? latest : one),
        undefined,
      );
  }

  /** Entries of the list that holds on a day; empty when that system's list is not known. */
  entries(kind: CatalogKind, at?: DayLike, system?: CatalogSystem): readonly CodeListEntry[] {
    return this.list(kind, at, system)?.entries ?? [];
  }

  /** The entry with that code on a day. */
  find(kind: CatalogKind, code: string, at?: DayLike, system?: CatalogSystem): CodeListEntry | undefined {
    return this.entries(kind, at, system).find((entry) => entry.code === code);
  }

  /** Adds a version and tells how it differs from the list that held on its first day (today when it names none). */
  add(version: CodeListVersion): CodeListDiff {
    const before = this.entries(version.kind, version.validFrom, version.system);
    this.keep({ ...version, entries: uniqueEntries(version.entries) });
    return diffEntries(before, version.entries);
  }

  /** Every version of a list, oldest first. */
  history(kind: CatalogKind, system: CatalogSystem = 'register'): readonly CodeListVersion[] {
    return this.of(kind, system).toSorted((one, other) => (one.validFrom ?? '').localeCompare(other.validFrom ?? ''));
  }

  private keep(version: CodeListVersion): void {
    this.versions.set(nameOf(version), [...this.of(version.kind, version.system), version]);
  }

  private of(kind: CatalogKind, system: CatalogSystem): readonly CodeListVersion[] {
    return this.versions.get(nameOf({ kind, system })) ?? [];
  }
}

function nameOf({ kind, system }: Pick<CodeListVersion, 'kind' | 'system'>): string {
  return `${system} ${kind}`;
}

function offline(list: CodeList): CodeListVersion {
  const { kind, system, title, closed, source } = list;
  return {
    kind,
    system,
    title,
    closed,
    source,
    version: 'offline',
    // A getter, because the longest list is built at its first use and that must not be the host's boot.
    get entries() {
      return list.entries;
    },
  };
}

function repeated(entries: readonly CodeListEntry[]): string[] {
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const { code } of entries) (seen.has(code) ? twice : seen).add(code);
  return [...twice];
}

/** Entries without repeated codes: the first of each stays. */
export function uniqueEntries(entries: readonly CodeListEntry[]): readonly CodeListEntry[] {
  return [...byCode(entries).values()];
}

function byCode(entries: readonly CodeListEntry[]): Map<string, CodeListEntry> {
  const map = new Map<string, CodeListEntry>();
  for (const entry of entries) if (!map.has(entry.code)) map.set(entry.code, entry);
  return map;
}
