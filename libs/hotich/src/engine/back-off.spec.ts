import fc from 'fast-check';
import { backOff } from './back-off';

describe('backOff', () => {
  it('doubles from the first pause up to the longest', () => {
    const pauses = [1, 2, 3, 4, 5, 6].map((attempt) => backOff(attempt, 100, 1_000, () => 1));
    expect(pauses).toEqual([100, 200, 400, 800, 1_000, 1_000]);
  });

  it('stays between a tenth of the first pause and the ceiling, for any attempt and any chance', () => {
    const chance = fc.double({ min: 0, max: 0.999999, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: -5, max: 5_000 }),
        fc.integer({ min: 1, max: 60_000 }),
        chance,
        (attempt, first, random) => {
          const max = first * 64;
          const pause = backOff(attempt, first, max, () => random);
          const ceiling = Math.min(max, first * 2 ** (Math.min(Math.max(attempt, 1), 31) - 1));
          expect(pause).toBeGreaterThanOrEqual(first / 10);
          expect(pause).toBeLessThanOrEqual(ceiling);
        },
      ),
    );
  });

  it('uses the whole of the pause', () => {
    const pauses = [0, 0.25, 0.5].map((chance) => backOff(3, 1_000, 60_000, () => chance));
    expect(pauses).toEqual([100, 1_000, 2_000]);
  });

  it('does not bring back together what failed together', () => {
    expect(new Set(Array.from({ length: 100 }, () => backOff(3, 1_000, 60_000))).size).toBeGreaterThan(90);
  });
});
