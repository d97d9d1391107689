import type { CodeListEntry } from '../contract';
import { type Diagnosis, HotichValidationError } from '../errors';
import { diagnose } from '../persistence';
import type { CatalogSystem, ImportKind } from './catalog-kinds';
import { diffEntries, uniqueEntries, type CodeListDiff, type CodeLists } from './code-list';
import { dayOf } from './era';
import type { CatalogListVersion, HotichCatalogSource } from './sources';
import { contentHash, type CatalogDraft } from './stored/catalog-draft';
import type { StoredCatalog } from './stored/stored-catalog';

/** What a refresh or an import did to one list. */
export interface CatalogChange {
  readonly kind: ImportKind;
  readonly system: CatalogSystem;
  readonly source: string;
  /** Name of the version that was read. */
  readonly version: string;
  /** True when a version was stored; false when it says nothing new. */
  readonly stored: boolean;
  /** How many entries it has, repeated codes counted once. */
  readonly entries: number;
  /** Against the list that held until now. */
  readonly diff: CodeListDiff;
}

/** A source, or one list of it, that could not be had. */
export interface CatalogFailure {
  readonly source: string;
  readonly list?: string;
  readonly diagnosis: Diagnosis;
}

/** Summary of a refresh. */
export interface CatalogRefresh {
  readonly lists: readonly CatalogChange[];
  readonly failures: readonly CatalogFailure[];
}

/** Asks every source in turn; what one cannot give stops no other. */
export async function refreshLists(
  sources: readonly HotichCatalogSource[],
  stored: StoredCatalog,
): Promise<CatalogRefresh> {
  await stored.ready();
  const lists: CatalogChange[] = [];
  const failures: CatalogFailure[] = [];
  for (const source of sources) {
    const fail = (list: string | undefined, error: unknown): void => {
      failures.push({ source: source.name, ...(list === undefined ? {} : { list }), diagnosis: diagnose(error) });
    };
    try {
      for (const list of await source.load(fail)) {
        await storeList(list, source.name, stored).then(
          (change) => lists.push(change),
          (error: unknown) => fail(list.kind, error),
        );
      }
    } catch (error) {
      fail(undefined, error);
    }
  }
  return { lists, failures };
}

/**
 * Stores a code list when it differs from what the same source said last and from what holds.
 *
 * @param restates an operator says it: the same again undoes what other sources have said since. A refresh that repeats itself must not
 * undo an import.
 */
export async function storeList(
  list: CatalogListVersion,
  source: string,
  stored: StoredCatalog,
  restates = false,
): Promise<CatalogChange> {
  const { kind, system, validFrom, validTo } = list;
  if (list.entries.length === 0) throw emptyList(kind);
  const { lists } = stored.current();
  const known = lists.list(kind, validFrom, system);
  const entries = withKnownEnglish(uniqueEntries(list.entries), lists, list);
  const diff = diffEntries(known?.entries ?? [], list.entries);
  // A refresh that lacks codes may have been cut, and would refuse dossiers by itself; an operator has looked at what he brings.
  const isWhole = restates || diff.removed.length === 0;
  const closed = list.closed ?? (isWhole && (known?.closed ?? false));
  const draft: CatalogDraft = {
    kind,
    system,
    version: list.version ?? dayOf(),
    validFrom: validFrom ?? dayOf(),
    validTo: validTo ?? null,
    closed,
    source,
    entries,
    contentHash: contentHash(list),
  };
  const isNews = saysMore(list, closed, known?.closed) || !isSame(diff);
  return {
    kind,
    system,
    source,
    version: draft.version,
    stored: isNews && (await stored.add(draft, restates)),
    entries: entries.length,
    diff,
  };
}

/** A stated validity is news even where the entries are not. */
function saysMore({ validFrom, validTo }: CatalogListVersion, closed: boolean, before: boolean | undefined): boolean {
  return validFrom !== undefined || validTo !== undefined || closed !== before;
}

function isSame({ added, removed, renamed }: CodeListDiff): boolean {
  return added.length + removed.length + renamed.length === 0;
}

/** Remotes give Vietnamese names only: the English one of a code that kept its name is kept with it. */
function withKnownEnglish(
  entries: readonly CodeListEntry[],
  lists: CodeLists,
  { kind, system, validFrom }: CatalogListVersion,
): readonly CodeListEntry[] {
  const known = new Map(lists.entries(kind, validFrom, system).map(({ code, name }) => [code, name]));
  return entries.map((entry) => {
    const before = known.get(entry.code);
    return before && before.vi === entry.name.vi && entry.name.en === entry.name.vi
      ? { ...entry, name: before }
      : entry;
  });
}

function emptyList(kind: string): HotichValidationError {
  return new HotichValidationError([
    {
      path: kind,
      rule: 'catalog.empty',
      message: { vi: 'danh mục rỗng', en: 'the list is empty' },
      remedy: {
        vi: 'Danh mục đang dùng được giữ nguyên; kiểm tra nguồn',
        en: 'The list in use stays; check the source',
      },
    },
  ]);
}
