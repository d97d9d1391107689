import fc from 'fast-check';
import { HotichValidationError } from '../../errors';
import { NATIONAL_CALENDAR } from './holidays.data';
import { shift, WorkingCalendar } from './working-calendar';

const calendar = new WorkingCalendar();
const anyDay = fc.integer({ min: 0, max: 1095 }).map((days) => shift('2024-01-01', days));

describe('WorkingCalendar', () => {
  it('knows weekends, holidays and swapped days', () => {
    expect(calendar.isWorkingDay('2026-11-24')).toBe(true);
    expect(calendar.isWorkingDay('2026-11-22')).toBe(false);
    expect(calendar.isWorkingDay('2025-01-29')).toBe(false);
    expect(calendar.isWorkingDay('2024-04-29')).toBe(false);
    expect(calendar.isWorkingDay('2024-05-04')).toBe(true);
  });

  it('of a year that is not announced yet knows the holidays of every year, and the day off for one on a weekend', () => {
    const off = ['2027-01-01', '2027-04-30', '2027-05-01', '2027-05-03', '2027-09-02', '2028-05-01', '2028-05-02'];
    for (const day of off) expect([day, calendar.isWorkingDay(day)]).toEqual([day, false]);
    for (const day of ['2027-05-04', '2028-05-03', '2027-01-04'])
      expect([day, calendar.isWorkingDay(day)]).toEqual([day, true]);
    expect(calendar.covers('2027-01-01')).toBe(false);
    const announced = new WorkingCalendar({ years: [2027], days: [] });
    expect(announced.isWorkingDay('2027-04-30')).toBe(true);
  });

  it('ships only days that change something, each once', () => {
    const days = NATIONAL_CALENDAR.map(({ day }) => day);
    expect(new Set(days).size).toBe(days.length);
    const bare = new Set([0, 6]);
    for (const { day, kind } of NATIONAL_CALENDAR) {
      expect([day, bare.has(new Date(`${day}T00:00:00Z`).getUTCDay())]).toEqual([day, kind === 'working']);
    }
  });

  it('adds working days over a long holiday', () => {
    expect(calendar.addWorkingDays('2025-01-24', 1)).toBe('2025-02-03');
    expect(calendar.addWorkingDays('2025-04-25', 4)).toBe('2025-05-05');
    expect(calendar.addWorkingDays('2025-05-01', 0)).toBe('2025-05-05');
  });

  it('reads a moment in Vietnam', () => {
    expect(calendar.addWorkingDays(new Date('2026-11-20T18:00:00Z'), 1)).toBe('2026-11-23');
  });

  it('takes the host’s days and weekend', () => {
    const local = new WorkingCalendar({
      days: [
        {
          day: '2026-11-24',
          kind: 'off',
          name: { vi: 'Ngày mẫu', en: 'Sample' },
          source: 'host',
          confidence: 'certain',
        },
      ],
      weekend: [0],
    });
    expect(local.isWorkingDay('2026-11-24')).toBe(false);
    expect(local.isWorkingDay('2026-11-28')).toBe(true);
  });

  it('says which years it knows', () => {
    expect(calendar.covers('2024-01-01', '2026-12-31')).toBe(true);
    expect(calendar.covers('2026-12-31', '2027-01-04')).toBe(false);
    expect(new WorkingCalendar({ years: [2027] }).covers('2027-05-05')).toBe(true);
  });

  it.each([
    [() => new WorkingCalendar({ weekend: [0, 1, 2, 3, 4, 5, 6] }), 'calendar.weekend'],
    [() => new WorkingCalendar({ cutOff: '25:00' }), 'time.format'],
    [() => calendar.addWorkingDays('2026-01-01', -1), 'workingDays.range'],
    [() => calendar.addWorkingDays('2026-01-01', 1e9), 'workingDays.range'],
    [() => calendar.isWorkingDay('1/1/2026'), 'day.format'],
  ])('refuses nonsense %#', (act, rule) => {
    expect(act).toThrow(HotichValidationError);
    expect(act).toThrow(expect.objectContaining({ problems: [expect.objectContaining({ rule })] }) as Error);
  });

  it('ends on a working day, with exactly that many in between', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const end = calendar.addWorkingDays(day, count);
        expect(calendar.isWorkingDay(end)).toBe(true);
        expect(calendar.workingDaysBetween(day, end)).toBe(count);
      }),
    );
  });

  it('adds in steps as at once', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(15), fc.nat(15), (day, one, two) => {
        const start = calendar.workingDayFrom(day);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, one), two)).toBe(
          calendar.addWorkingDays(start, one + two),
        );
      }),
    );
  });
});
