import { HotichValidationError } from '../errors';
import { dayIn, dayOf, eraOn } from './era';

describe('era', () => {
  it('changes at midnight of 1/7/2025 in Vietnam', () => {
    expect(eraOn('2025-06-30')).toBe('threeTier');
    expect(eraOn('2025-07-01')).toBe('twoTier');
    expect(eraOn(new Date('2025-06-30T16:59:59Z'))).toBe('threeTier');
    expect(eraOn(new Date('2025-06-30T17:00:00Z'))).toBe('twoTier');
  });

  it('reads today when no day is given', () => {
    jest.useFakeTimers({ now: new Date('2026-03-01T17:30:00Z') });
    expect(dayOf()).toBe('2026-03-02');
    jest.useRealTimers();
  });

  it.each(['2025-02-30', '01/07/2025', '', 'threeTier'])('refuses %p as a day', (text) => {
    expect(() => dayOf(text)).toThrow(HotichValidationError);
  });

  it('refuses an invalid Date', () => {
    expect(() => dayOf(new Date(Number.NaN))).toThrow(expect.objectContaining({ path: 'at' }) as Error);
  });

  it('names a day of each era', () => {
    expect(eraOn(dayIn('threeTier'))).toBe('threeTier');
    expect(eraOn(dayIn('twoTier'))).toBe('twoTier');
  });
});
