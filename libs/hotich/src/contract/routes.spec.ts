import { HotichValidationError } from '../errors';
import { DEFAULT_ROUTES, routeFor, VERSION_MODULES } from './routes';

const day = (text: string) => new Date(`${text}T12:00:00+07:00`);

function refusal(call: () => unknown): HotichValidationError {
  try {
    call();
  } catch (error) {
    if (error instanceof HotichValidationError) return error;
  }
  throw new Error('expected a HotichValidationError');
}

describe('routeFor', () => {
  it.each([
    ['KS', '2020-01-01', '1.0'],
    ['KS', '2024-05-31', '1.0'],
    ['KS', '2024-06-01', '3.0'],
    ['LTKH', '2024-03-15', '2.0'],
    ['LTKH', '2024-06-01', '3.0'],
    ['LTKS', '2025-07-01', '3.0'],
    ['KH', '2026-01-01', '1.0'],
    ['BS', '2025-08-01', '3.0'],
  ] as const)('sends %s on %s through version %s', (module, at, version) => {
    expect(routeFor(DEFAULT_ROUTES, module, day(at))).toMatchObject({ module, version });
  });

  it.each([
    ['KS', '2020-01-01', 'register'],
    ['KS', '2024-06-01', '2024'],
    ['GH', '2026-01-01', 'register'],
    ['LTKH', '2024-03-15', '2024'],
    ['BS', '2025-08-01', '2025'],
  ] as const)('writes %s on %s in style %s', (module, at, profile) => {
    expect(routeFor(DEFAULT_ROUTES, module, day(at)).profile).toBe(profile);
  });

  it('counts days in Asia/Ho_Chi_Minh', () => {
    expect(routeFor(DEFAULT_ROUTES, 'KT', new Date('2024-05-31T17:00:00Z')).version).toBe('3.0');
    expect(routeFor(DEFAULT_ROUTES, 'KT', new Date('2024-05-31T16:59:59Z')).version).toBe('1.0');
  });

  it('says when a module had no route yet, and from which day it has', () => {
    expect(refusal(() => routeFor(DEFAULT_ROUTES, 'LTKS', day('2023-01-01')))).toMatchObject({
      problems: [{ path: 'module', rule: 'route.unsupported' }],
      remedy: { en: expect.stringContaining('2024-06-01') as string },
    });
    expect(refusal(() => routeFor([], 'GH', day('2023-01-01'))).remedy.en).toContain("{ module: 'GH'");
  });

  it('has a route for every module in every version that carries it', () => {
    for (const [version, modules] of Object.entries(VERSION_MODULES)) {
      expect(DEFAULT_ROUTES.filter((route) => route.version === version).map((route) => route.module)).toEqual(modules);
    }
  });
});
