import type { Bilingual } from '../../errors';
import type { CalendarDay } from './calendar.types';

const LABOUR_CODE = 'Labour Code 2019, article 112, and the yearly announcement for civil servants';

const NAMES = {
  newYear: { vi: 'Tết Dương lịch', en: "New Year's Day" },
  tet: { vi: 'Tết Nguyên đán', en: 'Lunar New Year' },
  kings: { vi: 'Giỗ Tổ Hùng Vương', en: "Hung Kings' Commemoration" },
  victory: { vi: 'Ngày Chiến thắng', en: 'Victory Day' },
  labour: { vi: 'Ngày Quốc tế lao động', en: 'International Labour Day' },
  national: { vi: 'Quốc khánh', en: 'National Day' },
  swap: { vi: 'Nghỉ hoán đổi', en: 'Day off in exchange' },
  work: { vi: 'Làm bù', en: 'Working day in exchange' },
} as const satisfies Record<string, Bilingual>;

/** Of every year, `MM-dd`. Of 2/9 the second day, and the days of the moon's calendar, are known by announcement only. */
export const FIXED_HOLIDAYS: readonly string[] = ['01-01', '04-30', '05-01', '09-02'];

/** Years whose holidays and swap days are shipped; outside them weekends and {@link FIXED_HOLIDAYS} are known. */
export const SHIPPED_YEARS: readonly number[] = [2024, 2025, 2026];

/**
 * National holidays and swap days of civil servants. Every year has its own announcement: add a year by giving its days to
 * `WorkingCalendar`. Not included: 24/11 (Day of Vietnamese Culture), announced in 2026 as a paid day off whose legal ground we
 * have not seen.
 */
export const NATIONAL_CALENDAR: readonly CalendarDay[] = [
  ...off('newYear', '2024-01-01'),
  ...off('tet', '2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14'),
  ...off('kings', '2024-04-18'),
  ...swap('2024-04-29', '2024-05-04', 'certain'),
  ...off('victory', '2024-04-30'),
  ...off('labour', '2024-05-01'),
  ...off('national', '2024-09-02', '2024-09-03'),

  ...off('newYear', '2025-01-01'),
  ...off('tet', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'),
  ...off('kings', '2025-04-07'),
  ...off('victory', '2025-04-30'),
  ...off('labour', '2025-05-01'),
  ...swap('2025-05-02', '2025-04-26', 'certain'),
  ...off('national', '2025-09-01', '2025-09-02'),

  ...off('newYear', '2026-01-01'),
  ...swap('2026-01-02', '2026-01-10', 'probable'),
  ...off('tet', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
  ...off('kings', '2026-04-27'),
  ...off('victory', '2026-04-30'),
  ...off('labour', '2026-05-01'),
  ...swap('2026-08-31', '2026-08-22', 'probable'),
  ...off('national', '2026-09-01', '2026-09-02'),
];

function off(name: keyof typeof NAMES, ...days: readonly string[]): CalendarDay[] {
  return days.map((day) => ({ day, kind: 'off', name: NAMES[name], source: LABOUR_CODE, confidence: 'certain' }));
}

function swap(dayOff: string, worked: string, confidence: CalendarDay['confidence']): CalendarDay[] {
  const source = 'announcement of the Ministry of Home Affairs (swapped working days)';
  return [
    { day: dayOff, kind: 'off', name: NAMES.swap, source, confidence },
    { day: worked, kind: 'working', name: NAMES.work, source, confidence },
  ];
}
