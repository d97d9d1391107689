import { HotichConfigurationError } from '../errors';
import { mergeRoutes, type RouteOverride } from './route-overrides';
import { DEFAULT_ROUTES, routeFor, routeOn, VERSION_MODULES } from './routes';

const at = new Date('2026-02-01T00:00:00+07:00');

function problemsOf(overrides: readonly RouteOverride[]): readonly { path: string; rule: string }[] {
  try {
    mergeRoutes(DEFAULT_ROUTES, overrides);
  } catch (error) {
    if (error instanceof HotichConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('mergeRoutes', () => {
  it('patches the paths of one version everywhere and leaves the defaults alone', () => {
    const before = structuredClone(DEFAULT_ROUTES);
    const routes = mergeRoutes(DEFAULT_ROUTES, [{ version: '3.0', paths: { submit: '/lgsp/gui' } }]);
    expect(routeFor(routes, 'LTKS', at).paths).toEqual({
      ...routeFor(DEFAULT_ROUTES, 'LTKS', at).paths,
      submit: '/lgsp/gui',
    });
    expect(routeFor(routes, 'KH', at)).toEqual(routeFor(DEFAULT_ROUTES, 'KH', at));
    expect(DEFAULT_ROUTES).toEqual(before);
  });

  it('opens a route from a day, inheriting what is left out', () => {
    const routes = mergeRoutes(DEFAULT_ROUTES, [
      { module: ['LTKS', 'LTKT'], effectiveFrom: '2026-01-01', profile: '2025' },
    ]);
    expect(routeFor(routes, 'LTKS', at)).toEqual({
      ...routeFor(DEFAULT_ROUTES, 'LTKS', at),
      effectiveFrom: '2026-01-01',
      profile: '2025',
    });
    expect(routeOn(routes, 'LTKS', '2025-12-31')?.profile).toBe('2024');
  });

  it('takes the paths and the style of the new version when the version changes', () => {
    const routes = mergeRoutes(DEFAULT_ROUTES, [{ module: 'KS', effectiveFrom: '2026-01-01', version: '1.0' }]);
    expect(routeFor(routes, 'KS', at)).toMatchObject({
      profile: 'register',
      paths: { submit: '/apiHoTichTuPhap/dangKyHoTich' },
    });
  });

  it('lets the later of two entries of one day win', () => {
    const routes = mergeRoutes(DEFAULT_ROUTES, [
      { module: 'KT', effectiveFrom: '2024-06-01', paths: { submit: '/a' } },
      { module: 'KT', effectiveFrom: '2024-06-01', paths: { submit: '/b' } },
    ]);
    expect(routeFor(routes, 'KT', at).paths.submit).toBe('/b');
  });

  it('refuses a module that the version does not carry, unless the version is widened', () => {
    const move: RouteOverride = { module: 'KH', effectiveFrom: '2026-01-01', version: '3.0' };
    expect(problemsOf([move])).toEqual([
      expect.objectContaining({ path: 'register.routes[0].version', rule: 'route.notCarried' }),
    ]);
    const widened = { ...VERSION_MODULES, '3.0': [...VERSION_MODULES['3.0'], 'KH' as const] };
    expect(routeFor(mergeRoutes(DEFAULT_ROUTES, [move], widened), 'KH', at).version).toBe('3.0');
  });

  it('lists every wrong entry at once, with its path', () => {
    const wrong = [
      { module: 'XX', effectiveFrom: '2026-02-30' },
      { version: '4.0', profile: '2030' },
      { paths: { submit: 'no-slash', status: '/has space' } },
      { module: 'BS', version: '1.0', paths: { submit: '/x' } },
    ] as unknown as RouteOverride[];
    expect(problemsOf(wrong).map(({ path, rule }) => [path, rule])).toEqual([
      ['register.routes[0].module', 'oneOf'],
      ['register.routes[0].effectiveFrom', 'date'],
      ['register.routes[1].version', 'oneOf'],
      ['register.routes[1].profile', 'oneOf'],
      ['register.routes[2].paths.submit', 'path'],
      ['register.routes[2].paths.status', 'path'],
      ['register.routes[3]', 'route.noMatch'],
    ]);
  });

  it('asks for the version of a module that had no route before the day', () => {
    expect(problemsOf([{ module: 'LTKS', effectiveFrom: '2020-01-01' }])).toEqual([
      expect.objectContaining({ path: 'register.routes[0].version', rule: 'required' }),
    ]);
  });
});
