import type { UnitEra } from '../era';
import type { LineageStatus, UnitRef } from '../units/unit.types';

/**
 * An address in parts, as the register takes it: the 2024 style has `maHuyen`, the 2025 style `quocGia` instead (wire contract
 * 2.4 and 2.11). Codes are text of the era of the address; absent when not known.
 */
export interface AddressParts {
  /** Country, ISO 3166 alpha-2. */
  readonly quocGia?: string;
  /** Province, 2 digits. */
  readonly maTinh?: string;
  /** District, 3 digits; only in the three-tier era. */
  readonly maHuyen?: string;
  /** Commune, 5 digits. */
  readonly maXa?: string;
  /** House, street, hamlet; or the whole address where codes are not known. */
  readonly dcChiTiet: string;
}

export interface AddressCandidate {
  readonly parts: AddressParts;
  /** The smallest unit that the candidate names. */
  readonly unit: UnitRef;
  /** From 0 to 1; comparable between the candidates of one answer. */
  readonly confidence: number;
}

/** What was understood of an address text. */
export interface ParsedAddress {
  /** `exact`: one reading, and the text itself says so; `ambiguous`: someone must choose or confirm; `none`: no unit found. */
  readonly status: 'exact' | 'ambiguous' | 'none';
  readonly era: UnitEra;
  /** The reading; only when `exact`. */
  readonly parts?: AddressParts;
  /** Every reading that fits, the best first. */
  readonly candidates: readonly AddressCandidate[];
  /** What is left of the text when the units are taken off: `dcChiTiet`. The whole text when none was found. */
  readonly rest: string;
  /** Confidence of the best candidate, 0 when there is none. */
  readonly confidence: number;
  /** A part that calls itself a unit (`xã …`, `quận …`) which the era does not know under what was found. */
  readonly unresolved?: string;
  /** The other era, when the text is exact there and reads better. */
  readonly fitsEra?: UnitEra;
}

/** An address carried from one era to the other. */
export interface ConvertedAddress {
  /**
   * `exact`: proved to be the one and only answer; `probable`: one answer, which someone should confirm; `ambiguous`: someone must
   * choose; `failed`: the parts are wrong or lead nowhere.
   */
  readonly status: LineageStatus;
  /** The answer; only when `exact`. */
  readonly parts?: AddressParts;
  /** Possible answers, the recorded ones first; one when `exact` or `probable`. */
  readonly candidates: readonly AddressCandidate[];
  /** False when the right answer may be none of the candidates. */
  readonly complete: boolean;
  /** What the answer rests on, or why there is none. */
  readonly source: string;
}
