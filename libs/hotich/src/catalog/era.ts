import { localDay, parseIsoDay } from '../contract';
import { type Bilingual, HotichValidationError } from '../errors';

/**
 * How the country was divided: `threeTier` (63 provinces, districts, communes) until 30/6/2025, `twoTier` (34 provinces,
 * communes) from 1/7/2025. A unit code means something only within its era (wire contract 8).
 */
export type UnitEra = 'threeTier' | 'twoTier';

export const ERAS: readonly UnitEra[] = ['threeTier', 'twoTier'];

export const NO_DAY: Bilingual = {
  vi: 'phải là ngày có thật, dạng yyyy-MM-dd',
  en: 'must be a real day, yyyy-MM-dd',
};

/** First day of the two-tier era (Decision 19/2025/QĐ-TTg). */
export const TWO_TIERS_SINCE = '2025-07-01';

/** Last day of the three-tier era. */
export const THREE_TIERS_UNTIL = '2025-06-30';

/** A day as `yyyy-MM-dd`, or a moment, read in Asia/Ho_Chi_Minh. */
export type DayLike = string | Date;

/**
 * The day meant, as `yyyy-MM-dd`; today when nothing is given.
 *
 * @throws HotichValidationError rule `day.format` for text that is no real day and for an invalid `Date`.
 */
export function dayOf(at: DayLike = new Date()): string {
  if (typeof at === 'string' ? parseIsoDay(at) : !Number.isNaN(at.getTime())) {
    return typeof at === 'string' ? at : localDay(at);
  }
  throw new HotichValidationError([
    {
      path: 'at',
      rule: 'day.format',
      message: NO_DAY,
      remedy: { vi: "Ví dụ '2024-07-15', hoặc một đối tượng Date", en: "For example '2024-07-15', or a Date" },
    },
  ]);
}

/** The era in which a day lies; today's when nothing is given. */
export function eraOn(at?: DayLike): UnitEra {
  return dayOf(at) < TWO_TIERS_SINCE ? 'threeTier' : 'twoTier';
}

/** A day that stands for an era: its last day, or its first. */
export function dayIn(era: UnitEra): string {
  return era === 'threeTier' ? THREE_TIERS_UNTIL : TWO_TIERS_SINCE;
}
