import type { Bilingual, HotichProblem } from '../errors';
import type { CodeListEntry, CodeListKind } from '../contract';
import type { CatalogSystem } from './catalog-kinds';
import { CodeLists, type CodeListVersion } from './code-list';
import type { DayLike } from './era';
import { looseNameKey, nameKey } from './units';

/** Kinds whose lists differ from one remote to another under the same numbers. */
export const MAPPED_KINDS = ['loaiGiayToTuyThan', 'danToc', 'loaiCuTru'] as const satisfies readonly CodeListKind[];
export type MappedKind = (typeof MAPPED_KINDS)[number];

export function isMappedKind(kind: CodeListKind): kind is MappedKind {
  return (MAPPED_KINDS as readonly CodeListKind[]).includes(kind);
}

/** One pair of a mapping table. */
export interface CodePair {
  readonly kind: MappedKind;
  readonly from: CatalogSystem;
  readonly to: CatalogSystem;
  readonly code: string;
  readonly becomes: string;
  readonly source: string;
}

export interface MapCodeOptions {
  /** The host's own pairs; they win over names, the last of several for a code over the others. */
  readonly pairs?: readonly CodePair[];
  /** Lists to map between. Default: the offline ones. */
  readonly lists?: CodeLists;
  /** Day on which the lists hold; default today. */
  readonly at?: DayLike;
  /**
   * Whose codes DVCLT's XML carries where DVCLT has no list of its own. Default `register`: public clients forward them unchanged
   * and the register takes them (wire contract 6.2, attested C).
   */
  readonly dvcltSpeaks?: 'register' | 'form';
}

/** A code of one system as a code of another. */
export interface MappedCode {
  readonly code: string;
  /** Name in the system it was mapped to; absent when an open list does not hold the code. */
  readonly name?: Bilingual;
  /** Text for the field beside it (`…GiayToKhac`) when only "other" fits: the name in the system it came from. */
  readonly otherText?: string;
  /** `same`: one list serves both systems; `name`: the lists agree on the name; `pair`: a mapping table; `other`: see `otherText`. */
  readonly basis: 'same' | 'name' | 'pair' | 'other';
}

export type CodeMapping =
  ({ readonly ok: true } & MappedCode) | { readonly ok: false; readonly problem: HotichProblem };

/** Pairs that names do not give; a list that has come to hold an entry of the same name wins over them. */
export const CODE_PAIRS: readonly CodePair[] = [
  {
    kind: 'loaiGiayToTuyThan',
    from: 'form',
    to: 'register',
    code: '9',
    becomes: '4',
    source: 'wire contract 6.6, attested C: the register took 4 for the citizen card; a code of its own is not known',
  },
];

/** Entries that stand for "something else", by name; a closed list takes any unknown paper under it. */
const OTHER = 'Giấy tờ khác';

/**
 * Turns a code of one system into the code of another, by name: the same number means different things in the register's list
 * and in the forms' (wire contract 6.2, 6.5, 6.6). A code is never passed through because it looks alike; what has no counterpart
 * is a problem (rules `code.unknown`, `code.unmapped`, `code.ambiguous`, path the kind).
 */
export function mapCode(
  kind: MappedKind,
  code: string,
  from: CatalogSystem,
  to: CatalogSystem,
  options: MapCodeOptions = {},
): CodeMapping {
  const lists = options.lists ?? new CodeLists();
  const spoken = (system: CatalogSystem): CatalogSystem =>
    system === 'dvclt' && !lists.list(kind, options.at, 'dvclt') ? (options.dvcltSpeaks ?? 'register') : system;
  const [source, target] = [lists.list(kind, options.at, spoken(from)), lists.list(kind, options.at, spoken(to))];
  const entry = source?.entries.find((one) => one.code === code);

  const pairOf = (pairs: readonly CodePair[], one: CatalogSystem, other: CatalogSystem): CodePair | undefined =>
    pairs.findLast((pair) => pair.kind === kind && pair.code === code && pair.from === one && pair.to === other);
  const { pairs = [] } = options;
  // What DVCLT is asked for in is another system's where it speaks that; what is declared of DVCLT is of nobody else.
  const own = pairOf(pairs, from, to) ?? pairOf(pairs, spoken(from), spoken(to));
  if (own) return byPair(own, target);
  if (source && source === target && !source.closed) return { ok: true, basis: 'same', ...(entry ?? { code }) };
  if (!entry) return refused(kind, 'code.unknown', from, to);
  if (source === target) return mapped(entry, 'same');

  const [found, ...others] = sameName(entry, target?.entries ?? []);
  if (others.length > 0) return refused(kind, 'code.ambiguous', from, to);
  if (found) return mapped(found, 'name');
  const shipped = pairOf(CODE_PAIRS, spoken(from), spoken(to));
  if (shipped) return byPair(shipped, target);
  const other = target?.closed ? target.entries.find(({ name }) => name.vi === OTHER) : undefined;
  return other ? { ...mapped(other, 'other'), otherText: entry.name.vi } : refused(kind, 'code.unmapped', from, to);
}

/** A table may name codes that an open list does not hold, but not ones that a complete list lacks. */
function byPair({ kind, becomes, from, to }: CodePair, target: CodeListVersion | undefined): CodeMapping {
  const entry = target?.entries.find((one) => one.code === becomes);
  if (!entry && target?.closed) return refused(kind, 'code.unmapped', from, to);
  return { ok: true, basis: 'pair', ...(entry ?? { code: becomes }) };
}

/** Entries of the same name: as written, else without marks and hyphens, else by a name given in brackets. */
function sameName(entry: CodeListEntry, entries: readonly CodeListEntry[]): CodeListEntry[] {
  const full = (one: CodeListEntry): string[] => [nameKey(one.name.vi)];
  const loose = (one: CodeListEntry): string[] => [looseNameKey(one.name.vi)];
  const bracketed = (one: CodeListEntry): string[] =>
    one.name.vi
      .split(/[()]/)
      .map(looseNameKey)
      .filter((key) => key !== '');
  for (const keys of [full, loose, bracketed]) {
    const wanted = new Set(keys(entry));
    const found = entries.filter((one) => keys(one).some((key) => wanted.has(key)));
    if (found.length > 0) return found;
  }
  return [];
}

function mapped({ code, name }: CodeListEntry, basis: MappedCode['basis']): { ok: true } & MappedCode {
  return { ok: true, code, name, basis };
}

const REFUSALS = {
  'code.unknown': { vi: 'mã không có trong danh mục nguồn', en: 'the code is not in the list it comes from' },
  'code.unmapped': { vi: 'danh mục đích không có giá trị cùng tên', en: 'the other list has no entry of that name' },
  'code.ambiguous': {
    vi: 'danh mục đích có nhiều giá trị cùng tên',
    en: 'the other list has several entries of that name',
  },
} as const satisfies Record<string, Bilingual>;

function refused(kind: MappedKind, rule: keyof typeof REFUSALS, from: CatalogSystem, to: CatalogSystem): CodeMapping {
  return {
    ok: false,
    problem: {
      path: kind,
      rule,
      message: REFUSALS[rule],
      remedy: {
        vi: `Cập nhật danh mục, hoặc khai báo cặp mã ${kind} từ "${from}" sang "${to}" trong catalog.pairs`,
        en: `Refresh the lists, or declare the pair of codes for ${kind} from "${from}" to "${to}" in catalog.pairs`,
      },
    },
  };
}
