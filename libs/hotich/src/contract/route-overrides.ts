import { HotichConfigurationError, type HotichProblem } from '../errors';
import { parseIsoDay } from './dates';
import { MODULE_CODES, type ModuleCode } from './modules';
import { oneOfProblems } from './one-of';
import {
  DEFAULT_PATHS,
  defaultProfile,
  PAYLOAD_PROFILES,
  routeOn,
  VERSION_MODULES,
  type ContractVersion,
  type PayloadProfile,
  type Route,
  type RoutePaths,
  type VersionModules,
} from './routes';

/**
 * A change to the route table.
 *
 * With `effectiveFrom` it opens a new route for `module` from that day; what it leaves out is taken from the route in force
 * on that day, or from the new version's defaults when the version changes. Without `effectiveFrom` it patches the routes that exist: those of `module` (default: every module), and of
 * `version` when one is given.
 */
export interface RouteOverride {
  readonly module?: ModuleCode | readonly ModuleCode[];
  /** `yyyy-MM-dd`. */
  readonly effectiveFrom?: string;
  readonly version?: ContractVersion;
  readonly profile?: PayloadProfile;
  readonly paths?: Partial<RoutePaths>;
}

/**
 * The route table after the deployment's own entries, applied in order; the defaults stay untouched.
 *
 * @param versionModules which modules a version carries; default {@link VERSION_MODULES}.
 * @throws HotichConfigurationError listing every wrong entry, with paths such as `register.routes[0].effectiveFrom`.
 */
export function mergeRoutes(
  defaults: readonly Route[],
  overrides: readonly RouteOverride[],
  versionModules: VersionModules = VERSION_MODULES,
): readonly Route[] {
  const problems: HotichProblem[] = [];
  let routes: readonly Route[] = defaults;
  overrides.forEach((override, index) => {
    const path = `register.routes[${index}]`;
    const found = [...checkShape(override, path)];
    if (found.length === 0) {
      const next = applyOverride(routes, override, path, found);
      found.push(...checkCarried(routes, next, versionModules, path));
      if (found.length === 0) routes = next;
    }
    problems.push(...found);
  });
  if (problems.length > 0) throw new HotichConfigurationError(problems);
  return routes;
}

function applyOverride(
  routes: readonly Route[],
  override: RouteOverride,
  path: string,
  problems: HotichProblem[],
): readonly Route[] {
  const modules = modulesOf(override);
  const from = override.effectiveFrom;
  if (from !== undefined)
    return [...routes, ...modules.map((module) => openRoute(routes, module, from, override, path, problems))];

  const concerned = (route: Route) =>
    modules.includes(route.module) && (override.version === undefined || route.version === override.version);
  if (!routes.some(concerned)) {
    problems.push({
      path,
      rule: 'route.noMatch',
      message: { vi: 'không có đường gửi nào để sửa', en: 'there is no route to change' },
      remedy: {
        vi: 'Thêm effectiveFrom để mở đường gửi mới, hoặc bỏ version',
        en: 'Add effectiveFrom to open a new route, or drop version',
      },
    });
  }
  return routes.map((route) =>
    concerned(route)
      ? { ...route, profile: override.profile ?? route.profile, paths: { ...route.paths, ...override.paths } }
      : route,
  );
}

function openRoute(
  routes: readonly Route[],
  module: ModuleCode,
  effectiveFrom: string,
  override: RouteOverride,
  path: string,
  problems: HotichProblem[],
): Route {
  const before = routeOn(routes, module, effectiveFrom);
  const version = override.version ?? before?.version;
  if (version === undefined) {
    problems.push({
      path: `${path}.version`,
      rule: 'required',
      message: { vi: `chưa biết phiên bản của ${module}`, en: `the version of ${module} is not known` },
      remedy: { vi: "Ghi version: '1.0', '2.0' hoặc '3.0'", en: "Give version: '1.0', '2.0' or '3.0'" },
    });
  }
  const resolved = version ?? '3.0';
  const inherited =
    before?.version === resolved
      ? before
      : { profile: defaultProfile(module, resolved), paths: DEFAULT_PATHS[resolved] };
  return {
    module,
    effectiveFrom,
    version: resolved,
    profile: override.profile ?? inherited.profile,
    paths: { ...inherited.paths, ...override.paths },
  };
}

function checkShape(override: RouteOverride, path: string): HotichProblem[] {
  const problems: HotichProblem[] = [];
  for (const module of modulesOf(override)) {
    problems.push(...oneOfProblems(`${path}.module`, MODULE_CODES, module));
  }
  if (override.effectiveFrom !== undefined && !parseIsoDay(override.effectiveFrom)) {
    problems.push({
      path: `${path}.effectiveFrom`,
      rule: 'date',
      message: { vi: 'phải là ngày có thật dạng yyyy-MM-dd', en: 'must be a real day written yyyy-MM-dd' },
      remedy: { vi: "Ví dụ '2025-07-01'", en: "For example '2025-07-01'" },
    });
  }
  if (override.version !== undefined) {
    problems.push(...oneOfProblems(`${path}.version`, Object.keys(DEFAULT_PATHS), override.version));
  }
  if (override.profile !== undefined) {
    problems.push(...oneOfProblems(`${path}.profile`, PAYLOAD_PROFILES, override.profile));
  }
  for (const [name, value] of Object.entries(override.paths ?? {})) {
    if (typeof value === 'string' && /^\/\S*$/.test(value)) continue;
    problems.push({
      path: `${path}.paths.${name}`,
      rule: 'path',
      message: { vi: 'phải bắt đầu bằng "/" và không có khoảng trắng', en: 'must begin with "/" and hold no space' },
      remedy: { vi: `Ví dụ '${DEFAULT_PATHS['3.0'].submit}'`, en: `For example '${DEFAULT_PATHS['3.0'].submit}'` },
    });
  }
  return problems;
}

function checkCarried(
  before: readonly Route[],
  after: readonly Route[],
  versionModules: VersionModules,
  path: string,
): HotichProblem[] {
  return after
    .filter((route) => !before.includes(route) && !versionModules[route.version].includes(route.module))
    .map((route) => ({
      path: `${path}.version`,
      rule: 'route.notCarried',
      message: {
        vi: `phiên bản ${route.version} không nhận ${route.module}`,
        en: `version ${route.version} does not carry ${route.module}`,
      },
      remedy: {
        vi: `${route.module} đi được qua: ${carriers(versionModules, route.module)}; nếu Bộ Tư pháp đã mở, khai thêm trong register.versionModules`,
        en: `${route.module} travels through: ${carriers(versionModules, route.module)}; if the Ministry has opened it, widen register.versionModules`,
      },
    }));
}

function carriers(versionModules: VersionModules, module: ModuleCode): string {
  const versions = Object.entries(versionModules).filter(([, modules]) => modules.includes(module));
  return versions.map(([version]) => version).join(', ') || '—';
}

function modulesOf({ module }: RouteOverride): readonly ModuleCode[] {
  if (module === undefined) return MODULE_CODES;
  return typeof module === 'string' ? [module] : module;
}
