import { dayIn, eraOn, TWO_TIERS_SINCE, type UnitEra } from '../era';
import { TWO_TIER_CODE_VARIANTS, UNIT_RENAMES } from './data/unit-amendments';
import type { UnitData, UnitRecord } from './unit-data.types';
import { loadUnitData } from './unit-data';
import { labelOf, levelOf, type UnitLabel } from './unit-names';
import type { UnitRef } from './unit.types';

/** First day of the reorganisations of 2024; before it a code is read as the list of 2023 has it. */
const REORGANISED_SINCE = '2024-09-01';

/** Found record together with the day on which it is to be named. */
export interface FoundUnit {
  readonly record: UnitRecord;
  readonly era: UnitEra;
  readonly day: string;
}

/** The units of both eras, loaded at the first question, and how they are named on a day. */
export class UnitStore {
  private loaded?: UnitData;
  private readonly childrenByEra = new Map<UnitEra, Map<string, string[]>>();

  get data(): UnitData {
    return (this.loaded ??= loadUnitData());
  }

  units(era: UnitEra): ReadonlyMap<string, UnitRecord> {
    return this.data[era];
  }

  /** The meaning of a code in one era. */
  record(code: string, era: UnitEra): UnitRecord | undefined {
    const variant = era === 'twoTier' ? TWO_TIER_CODE_VARIANTS.get(code) : undefined;
    return this.units(era).get(variant ?? code);
  }

  /** The meaning of a code on a day, or else in the other era. */
  find(code: string, day: string): FoundUnit | undefined {
    const era = eraOn(day);
    const record = this.record(code, era);
    if (record) return { record, era, day };
    const other: UnitEra = era === 'twoTier' ? 'threeTier' : 'twoTier';
    const elsewhere = this.record(code, other);
    return elsewhere && { record: elsewhere, era: other, day: dayIn(other) };
  }

  /** Codes directly below a unit as at the end of its era. */
  children(code: string, era: UnitEra): readonly string[] {
    let index = this.childrenByEra.get(era);
    if (!index) {
      index = new Map<string, string[]>();
      for (const { code: child, parent } of this.units(era).values()) {
        if (!parent) continue;
        const siblings = index.get(parent);
        if (siblings) siblings.push(child);
        else index.set(parent, [child]);
      }
      this.childrenByEra.set(era, index);
    }
    return index.get(code) ?? [];
  }

  /** Units above, nearest first, as at a day. */
  parents({ record, era, day }: FoundUnit): FoundUnit[] {
    const code = parentOn(record, day);
    const parent = code === undefined ? undefined : this.units(era).get(code);
    if (!parent) return [];
    const found = { record: parent, era, day };
    return [found, ...this.parents(found)];
  }

  ref(found: FoundUnit): UnitRef {
    const { record, era, day } = found;
    const label = labelOn(record, era, day);
    return {
      code: record.code,
      level: levelOf(record.code) ?? 'commune',
      era,
      title: label.title,
      name: label.name,
      fullName: [found, ...this.parents(found)].map((unit) => partOfFullName(unit)).join(', '),
    };
  }

  /** A unit of an era under its last name in that era (today's, in the two-tier era). */
  refOf(code: string, era: UnitEra, today: string): UnitRef | undefined {
    const record = this.record(code, era);
    return record && this.ref({ record, era, day: era === 'twoTier' && today > TWO_TIERS_SINCE ? today : dayIn(era) });
  }
}

/** What a record is called on a day. */
export function labelOn(record: UnitRecord, era: UnitEra, day: string): UnitLabel {
  const rename = UNIT_RENAMES.find((one) => one.code === record.code && one.era === era);
  if (rename && day < rename.since) return rename.before;
  return isEarlier(record, day) ? record.earlier : record;
}

/** Code of the unit above on a day. */
export function parentOn(record: UnitRecord, day: string): string | undefined {
  return isEarlier(record, day) ? (record.earlier.parent ?? record.parent) : record.parent;
}

function isEarlier(record: UnitRecord, day: string): record is UnitRecord & Required<Pick<UnitRecord, 'earlier'>> {
  return record.earlier !== undefined && day < REORGANISED_SINCE;
}

function partOfFullName({ record, era, day }: FoundUnit): string {
  const label = labelOn(record, era, day);
  return levelOf(record.code) === 'province' ? label.name : labelOf(label);
}
