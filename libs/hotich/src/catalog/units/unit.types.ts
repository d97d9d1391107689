import type { UnitEra } from '../era';

/** Levels of administrative units; districts exist only in the three-tier era. */
export type UnitLevel = 'province' | 'district' | 'commune';

/** Words that say what kind of unit it is. The kind may change under an unchanged code: never use it as a key. */
export const UNIT_TITLES = [
  'tỉnh',
  'thành phố',
  'quận',
  'huyện',
  'thị xã',
  'thị trấn',
  'phường',
  'xã',
  'đặc khu',
] as const;
export type UnitTitle = (typeof UNIT_TITLES)[number];

/** A unit of one era, named. */
export interface UnitRef {
  /**
   * Code of the statistics office as text: 2 digits (province), 3 (district), 5 (commune). Four districts made in 2024 and 2025 are
   * known by name only; `24~Chũ` then stands here, which is no code and is never part of an address.
   */
  readonly code: string;
  readonly level: UnitLevel;
  readonly era: UnitEra;
  /** What kind of unit, for example `phường`. */
  readonly title: UnitTitle;
  /** Name without the title, for example `Điện Biên`. */
  readonly name: string;
  /** The unit with everything above it: `phường Điện Biên, quận Ba Đình, Hà Nội`. */
  readonly fullName: string;
}

/**
 * How sure the way from one era to the other is.
 *
 * - `exact`: one unit, and it is proved to be the only one: whole provinces, and communes that an imported official table settles.
 * - `probable`: one unit is recorded and nothing speaks against it, but nothing proves that there is no other.
 * - `ambiguous`: several units, or one that another source contradicts.
 * - `failed`: none.
 */
export type LineageStatus = 'exact' | 'probable' | 'ambiguous' | 'failed';

/** What became of a unit on 1/7/2025, or what it was made of. */
export interface UnitLineage {
  readonly status: LineageStatus;
  /** The units that are known; empty when nothing is recorded. */
  readonly units: readonly UnitRef[];
  /** True when `units` is proved to be the whole list. */
  readonly complete: boolean;
  /** Why it is, or is not, the whole list. */
  readonly source: string;
}

/** A unit as it stood on a day. */
export interface AdministrativeUnit extends UnitRef {
  /** Units above it, nearest first. */
  readonly parents: readonly UnitRef[];
  /** First day of this meaning of the code, `yyyy-MM-dd`; absent for units older than the sources. */
  readonly validFrom?: string;
  /** Last day of this meaning of the code, `yyyy-MM-dd`; absent while it lasts. */
  readonly validTo?: string;
  /** False when the code meant nothing on the day asked: then the unit is what the code means in the other era. */
  readonly valid: boolean;
  /**
   * False when the name or title on that day is not proved: during the reorganisations of 2023–2025, whose dates the sources do not
   * hold, and for communes of Đồng Nai since 30/4/2026, ten of which became wards.
   */
  readonly certain: boolean;
  /** Other spellings and earlier names, title included. */
  readonly alsoKnownAs: readonly string[];
  /** What the area of the unit belongs to today; absent for units that still exist. */
  readonly now?: UnitLineage;
}

/** A unit code put right, with the reason to believe it. */
export interface UnitCodeRepair {
  /** True when the value is itself a unit on that day: there may be nothing to repair. */
  readonly valid: boolean;
  /** True when exactly one reading of the value exists on that day. */
  readonly certain: boolean;
  /** Every code that gives the value when its leading zeros are lost and that exists on that day. */
  readonly candidates: readonly UnitRef[];
}

/** How a name was found: `exact` up to case and the place of the tone mark, `loose` without marks, apostrophes and y/i. */
export type NameMatch = 'exact' | 'loose';

export interface UnitHit {
  readonly unit: UnitRef;
  readonly match: NameMatch;
  /** Whether a title was typed, and is the unit's; `wrong` for `xã Hà Đông`, which is a ward. */
  readonly title: 'typed' | 'none' | 'wrong';
}

/** One row of an official old–new conversion table. */
export interface ConversionRow {
  /** Commune code until 30/6/2025, 5 digits; 3 digits for an island district that had no communes. */
  readonly oldCode: string;
  /** Commune code from 1/7/2025, 5 digits. */
  readonly newCode: string;
  /** `whole` (nhập toàn bộ, giữ nguyên) or `part` (nhập một phần, phần còn lại). */
  readonly share: 'whole' | 'part';
}

/**
 * An official conversion table, imported by the operator: it replaces what the shipped data say of the same old codes. This is how
 * a province gets exact conversions: import its rows of the table annexed to Decision 19/2025/QĐ-TTg once.
 */
export interface ConversionTable {
  /** Where it is from, shown beside every answer that rests on it. */
  readonly source: string;
  readonly rows: readonly ConversionRow[];
}
