import { HotichValidationError } from '../errors';
import { localDay } from './dates';
import { MODULES, type ModuleCode } from './modules';

/** Version of the register's interface, as the Ministry numbers it. */
export type ContractVersion = '1.0' | '2.0' | '3.0';

/** Every {@link PayloadProfile}. */
export const PAYLOAD_PROFILES = ['2024', '2025', 'register'] as const;

/**
 * Style of the payload inside `data`. `2024`: one-string names, text codes, four-part addresses, `dd.MM.yyyy`.
 * `2025`: split names, integer codes, country and two tiers, split dates. `register`: the register's own columns as version 1.0
 * carries them, addresses as text, codes as integers or text. Source: wire contract 2.4, 2.11 and 2.12.
 */
export type PayloadProfile = (typeof PAYLOAD_PROFILES)[number];

/** Paths of the operations below the carrier's base URL, each beginning with `/`. */
export interface RoutePaths {
  readonly submit: string;
  readonly status: string;
  /** Separate result service of version 1.0; later versions answer the result with the status. */
  readonly result?: string;
}

/** How dossiers of one module travel from one day on. */
export interface Route {
  readonly module: ModuleCode;
  /** First day in force, `yyyy-MM-dd`, Asia/Ho_Chi_Minh. */
  readonly effectiveFrom: string;
  readonly version: ContractVersion;
  readonly profile: PayloadProfile;
  readonly paths: RoutePaths;
}

/** Which modules a version can carry. */
export type VersionModules = Readonly<Record<ContractVersion, readonly ModuleCode[]>>;

/**
 * Which modules each version carries. Source: wire contract 2.1 and 10, the Ministry's 2024 deck; BS (seen in the envelope of
 * 3.0 since 2025) from public clients. The deck announces that more modules will move to 3.0: widen it by option on that day.
 */
export const VERSION_MODULES: VersionModules = {
  '1.0': ['KS', 'KT', 'KH', 'HN', 'CMC', 'LH', 'GH', 'TGH'],
  '2.0': ['LTKH'],
  '3.0': ['LTKS', 'LTKT', 'LTKH', 'KS', 'KT', 'BS'],
};

/**
 * Paths seen most often. Each province's carrier has its own (wire contract 2.2), so they are defaults to be overridden; the
 * status path of 3.0 and both paths of 2.0 are not attested anywhere and follow the pattern of the submit path of 3.0.
 */
export const DEFAULT_PATHS: Readonly<Record<ContractVersion, RoutePaths>> = {
  '1.0': {
    submit: '/apiHoTichTuPhap/dangKyHoTich',
    status: '/apiHoTichTuPhap/traTrangThaiHoSo',
    result: '/apiHoTichTuPhap/ketQuaDangKyHS',
  },
  '2.0': { submit: '/apiLienThongKetHon/2.0/nhanHoSo', status: '/apiLienThongKetHon/2.0/layKetQua' },
  '3.0': { submit: '/apiLienThongKSKT/1.0/nhanHoSoDKHT', status: '/apiLienThongKSKT/1.0/layKetQuaDKHT' },
};

/** First day of each version: 1.0 in 2018, 2.0 in March 2024, 3.0 in June 2024 (the deck names month or year only). */
const VERSION_SINCE: Readonly<Record<ContractVersion, string>> = {
  '1.0': '2018-01-01',
  '2.0': '2024-03-01',
  '3.0': '2024-06-01',
};

const VERSIONS: readonly ContractVersion[] = ['1.0', '2.0', '3.0'];

/**
 * The deck's route table: every module from the first day of each version that carries it; BS from 1/7/2025. Payload style: see
 * {@link defaultProfile}.
 */
export const DEFAULT_ROUTES: readonly Route[] = VERSIONS.flatMap((version) =>
  VERSION_MODULES[version].map((module) => ({
    module,
    effectiveFrom: module === 'BS' ? '2025-07-01' : VERSION_SINCE[version],
    version,
    profile: defaultProfile(module, version),
    paths: DEFAULT_PATHS[version],
  })),
);

/** The style in which a version carries a module as far as is known: 1.0 the register's own forms, BS 2025, all else 2024. */
export function defaultProfile(module: ModuleCode, version: ContractVersion): PayloadProfile {
  if (version === '1.0') return 'register';
  return module === 'BS' ? '2025' : '2024';
}

/**
 * The route in force for a module on a day: the latest that began on or before it, in Asia/Ho_Chi_Minh.
 *
 * @throws HotichValidationError rule `route.unsupported` when none had begun.
 */
export function routeFor(routes: readonly Route[], module: ModuleCode, at: Date): Route {
  const day = localDay(at);
  const found = routeOn(routes, module, day);
  if (found) return found;
  const first = routes
    .filter((route) => route.module === module)
    .map((route) => route.effectiveFrom)
    .sort()[0];
  const title = MODULES[module].title;
  throw new HotichValidationError([
    {
      path: 'module',
      rule: 'route.unsupported',
      message: {
        vi: `chưa có đường gửi cho ${module} (${title.vi}) vào ngày ${day}`,
        en: `no route carries ${module} (${title.en}) on ${day}`,
      },
      remedy: first
        ? {
            vi: `Đường gửi sớm nhất của ${module} bắt đầu từ ${first}; thêm một dòng vào register.routes với effectiveFrom sớm hơn`,
            en: `The first route of ${module} begins on ${first}; add an entry to register.routes with an earlier effectiveFrom`,
          }
        : {
            vi: `Thêm { module: '${module}', effectiveFrom, version, paths } vào register.routes`,
            en: `Add { module: '${module}', effectiveFrom, version, paths } to register.routes`,
          },
    },
  ]);
}

/** The route of a module on a day `yyyy-MM-dd`, if any; of two that begin together the later in the table wins. */
export function routeOn(routes: readonly Route[], module: ModuleCode, day: string): Route | undefined {
  let found: Route | undefined;
  for (const route of routes) {
    if (route.module !== module || route.effectiveFrom > day) continue;
    if (!found || route.effectiveFrom >= found.effectiveFrom) found = route;
  }
  return found;
}
