import type { UnitEra } from '../../era';
import type { UnitTitle } from '../unit.types';

/** A unit whose title or name changed on a known day under an unchanged code. */
export interface UnitRename {
  readonly code: string;
  readonly era: UnitEra;
  /** First day of the later name. */
  readonly since: string;
  readonly before: { readonly title: UnitTitle; readonly name: string };
  readonly after: { readonly title: UnitTitle; readonly name: string };
  readonly source: string;
}

/** Renames that the shipped lists do not hold, or hold without their day. */
export const UNIT_RENAMES: readonly UnitRename[] = [
  {
    code: '46',
    era: 'threeTier',
    since: '2025-01-01',
    before: { title: 'tỉnh', name: 'Thừa Thiên Huế' },
    after: { title: 'thành phố', name: 'Huế' },
    source: 'Resolution 175/2024/QH15, recalled; the mapping of July 2025 has the later name',
  },
  {
    code: '75',
    era: 'twoTier',
    since: '2026-04-30',
    before: { title: 'tỉnh', name: 'Đồng Nai' },
    after: { title: 'thành phố', name: 'Đồng Nai' },
    source: 'wire contract 6.14, attested B',
  },
];

/** Units of one province and title, some of which have another title since a day; which ones is not known here. */
export interface UnsettledTitle {
  readonly province: string;
  readonly title: UnitTitle;
  readonly since: string;
  readonly source: string;
}

export const UNSETTLED_TITLES: readonly UnsettledTitle[] = [
  {
    province: '75',
    title: 'xã',
    since: '2026-04-30',
    source:
      'wire contract 6.14, attested B: ten communes became wards under unchanged codes, which are not named there',
  },
];

/** Old communes whose successor differs between two public mappings (wire contract 13): what is recorded of them proves nothing. */
export const DISPUTED_SUCCESSORS: ReadonlySet<string> = new Set(['30901', '30913', '00556']);

/**
 * The one commune on which the two shipped packages contradict each other: Ia Mơ is 23938 in the list of 2023, the list of 2025
 * gives it 23737, which in 2023 was Ia Mơ Nông, and the mapping has no row for it. Resolution 1664/NQ-UBTVQH15 (recalled) leaves
 * it as it was, so it keeps the code of 2023; the other one is understood too.
 */
export const UNCHANGED_COMMUNE = { code: '23938', listedAs: '23737' } as const;

/**
 * Codes that some lists give to a two-tier unit → the one used here. Two public lists of 2025 differ in one code, 06978 against
 * 06970 (wire contract 13); the shipped one has 06970.
 */
export const TWO_TIER_CODE_VARIANTS: ReadonlyMap<string, string> = new Map([
  ['06978', '06970'],
  [UNCHANGED_COMMUNE.listedAs, UNCHANGED_COMMUNE.code],
]);
