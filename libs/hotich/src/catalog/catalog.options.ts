import { nameProblems, oneOfProblems } from '../contract';
import { HotichConfigurationError, HotichError, type HotichProblem } from '../errors';
import { type Deadline, DEFAULT_SUPPLEMENT_DAYS, WorkingCalendar, type WorkingCalendarOptions } from './calendar';
import type { CatalogKind } from './catalog-kinds';
import { calendarProblems, CORRECT, deadlineProblems, noObject, pairProblems } from './check-rows';
import type { CodePair } from './mappings';
import type { CatalogColumns } from './sources/catalog-rows';
import { HotichCatalogSource } from './sources/catalog-source';

/** Paths below the gateway's base URL. */
export interface CatalogPaths {
  /** The register's `danhMuc` service of version 1.0. Default `/apiHoTichTuPhap/danhMuc` (wire contract 2.2, attested A). */
  register?: string;
  /** Rows of a shared category, `{name}` is replaced. Default `/dmdc/Category/{name}` (wire contract 6.0, attested B). */
  category?: string;
  /** Columns of a shared category. Default `/dmdc/Metadata/{name}`; `false`: never ask. */
  metadata?: string | false;
}

export interface CatalogOptions {
  /**
   * Where lists are refreshed from, asked in this order: the register's own lists, the national shared categories, or a source of the
   * host's. Default none: the shipped lists and what is imported.
   */
  sources?: readonly ('register' | 'shared' | HotichCatalogSource)[];
  paths?: CatalogPaths;
  /** Columns of the answers, tried before the usual names (`ma`, `code`, `value` …; `ten`, `name`, `label` …). */
  columns?: CatalogColumns;
  /**
   * Category of the shared service for each kind of list, laid over the default: `danToc: 'madantoc'`, `gioiTinh: 'magioitinh'`,
   * `quocGia: 'maquocgia'`, `tinhTrangHonNhan: 'matinhtranghonnhan'`, `tinhThanh: 'donvihanhchinhcap1'` (wire contract 6.0).
   * `false`: do not ask for it.
   */
  categories?: Readonly<Partial<Record<CatalogKind, string | false>>>;
  /** Pairs of codes that win over mapping by name; those from `dvclt` to `register` also where a filing is taken in. Default none. */
  pairs?: readonly CodePair[];
  /**
   * Whose codes DVCLT carries where it has no list of its own: `form`, and those of every filing are turned into the register's when it is
   * taken in. Default `register` (wire contract 6.2, attested C).
   */
  dvcltSpeaks?: 'register' | 'form';
  /** Days off, swap days, cut-off, closing and opening time. Default: the national calendar of 2024–2026, 15:00, 17:00, 07:30. */
  calendar?: WorkingCalendarOptions;
  /** Deadlines that win over the shipped ones. Default none. */
  deadlines?: readonly Deadline[];
  /** Working days to supplement a dossier when nobody names a day. Default 7 (a practice, not law). */
  supplementDays?: number;
}

/** The options with every default filled in. */
export interface ResolvedCatalogOptions {
  readonly sources: readonly ('register' | 'shared' | HotichCatalogSource)[];
  readonly paths: Readonly<Required<CatalogPaths>>;
  readonly columns: CatalogColumns;
  readonly categories: Readonly<Partial<Record<CatalogKind, string>>>;
  readonly pairs: readonly CodePair[];
  readonly dvcltSpeaks: 'register' | 'form';
  readonly calendar: WorkingCalendar;
  readonly deadlines: readonly Deadline[];
  readonly supplementDays: number;
}

const CATEGORIES: Readonly<Partial<Record<CatalogKind, string>>> = {
  danToc: 'madantoc',
  gioiTinh: 'magioitinh',
  quocGia: 'maquocgia',
  tinhTrangHonNhan: 'matinhtranghonnhan',
  tinhThanh: 'donvihanhchinhcap1',
};

const OPTION_NAMES: readonly string[] = [
  'sources',
  'paths',
  'columns',
  'categories',
  'pairs',
  'dvcltSpeaks',
  'calendar',
  'deadlines',
  'supplementDays',
] satisfies (keyof CatalogOptions)[];

const PATH_NAMES = ['register', 'category', 'metadata'] as const satisfies (keyof CatalogPaths)[];

const SPEAKS = ['register', 'form'] as const;

/** Problems of the option `catalog`, with paths below it; empty when {@link resolveCatalogOptions} will take it. */
export function catalogProblems(raw: CatalogOptions = {}): HotichProblem[] {
  const problems: HotichProblem[] = [];
  const refuse = (path: string, rule: string, vi: string, en: string): void => {
    problems.push({ path: `catalog.${path}`, rule, message: { vi, en }, remedy: CORRECT });
  };
  if (typeof raw !== 'object' || raw === null) return [noObject('catalog')];
  problems.push(...nameProblems('catalog', OPTION_NAMES, raw));
  if (raw.sources !== undefined && !Array.isArray(raw.sources)) {
    refuse('sources', 'catalog.source', 'phải là một danh sách', 'must be a list');
    return problems;
  }
  for (const [index, source] of (raw.sources ?? []).entries()) {
    if (source === 'register' || source === 'shared' || source instanceof HotichCatalogSource) continue;
    const [vi, en] = ['phải là "register", "shared" hoặc một', 'must be "register", "shared" or a'];
    refuse(`sources[${index}]`, 'catalog.source', `${vi} HotichCatalogSource`, `${en} HotichCatalogSource`);
  }
  problems.push(...nameProblems('catalog.paths', PATH_NAMES, raw.paths ?? {}));
  for (const name of PATH_NAMES) {
    const path: unknown = raw.paths?.[name];
    const isPath = typeof path === 'string' && path.startsWith('/') && (name === 'register' || path.includes('{name}'));
    if (path === undefined || isPath || (path === false && name === 'metadata')) continue;
    const [vi, en] = ['phải bắt đầu bằng "/"', 'must begin with "/"'];
    const named = name === 'register' ? ['', ''] : [' và có {name}', ' and hold {name}'];
    refuse(`paths.${name}`, 'catalog.path', vi + named[0], en + named[1]);
  }
  problems.push(...pairProblems(raw.pairs ?? []), ...deadlineProblems(raw.deadlines ?? []));
  problems.push(...oneOfProblems('catalog.dvcltSpeaks', SPEAKS, raw.dvcltSpeaks ?? SPEAKS[0]));
  const { supplementDays: days = DEFAULT_SUPPLEMENT_DAYS } = raw;
  if (!Number.isInteger(days) || days < 1 || days > 365) {
    refuse('supplementDays', 'workingDays.range', 'phải là số nguyên từ 1 đến 365', 'must be an integer from 1 to 365');
  }
  const misshapen = calendarProblems(raw.calendar ?? {});
  problems.push(...misshapen);
  try {
    if (misshapen.length === 0) new WorkingCalendar(raw.calendar);
  } catch (error) {
    if (!(error instanceof HotichError)) throw error;
    problems.push(...error.problems.map((problem) => ({ ...problem, path: `catalog.calendar.${problem.path}` })));
  }
  return problems;
}

/** @throws HotichConfigurationError with every problem of {@link catalogProblems}. */
export function resolveCatalogOptions(raw: CatalogOptions = {}): ResolvedCatalogOptions {
  const problems = catalogProblems(raw);
  if (problems.length > 0) throw new HotichConfigurationError(problems);
  const categories = Object.entries({ ...CATEGORIES, ...raw.categories }).filter(
    ([, name]) => typeof name === 'string',
  );
  return Object.freeze({
    sources: raw.sources ?? [],
    paths: {
      register: raw.paths?.register ?? '/apiHoTichTuPhap/danhMuc',
      category: raw.paths?.category ?? '/dmdc/Category/{name}',
      metadata: raw.paths?.metadata ?? '/dmdc/Metadata/{name}',
    },
    columns: raw.columns ?? {},
    categories: Object.fromEntries(categories),
    pairs: raw.pairs ?? [],
    dvcltSpeaks: raw.dvcltSpeaks ?? 'register',
    calendar: new WorkingCalendar(raw.calendar),
    deadlines: raw.deadlines ?? [],
    supplementDays: raw.supplementDays ?? DEFAULT_SUPPLEMENT_DAYS,
  });
}
