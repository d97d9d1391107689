import type { UnitEra } from '../era';
import { UNIT_RENAMES } from './data/unit-amendments';
import { levelOf, looseNameKey, nameKey, readLabel, TITLE_LEVELS } from './unit-names';
import type { UnitStore } from './unit-store';
import type { NameMatch, UnitLevel, UnitTitle } from './unit.types';

/** A unit found by a typed label. */
export interface IndexHit {
  readonly code: string;
  readonly match: NameMatch;
  /** Whether a title was typed, and is the unit's; `wrong` for `xã Hà Đông`, which is a ward. */
  readonly title: 'typed' | 'none' | 'wrong';
}

interface NamedCode {
  readonly code: string;
  readonly title: UnitTitle;
}
type NameIndex = ReadonlyMap<string, readonly NamedCode[]>;

/** Names that people use for provinces beside the official ones; keys as {@link looseNameKey} gives them. */
const PROVINCE_NICKNAMES: ReadonlyMap<string, string> = new Map([
  ['hcm', 'Hồ Chí Minh'],
  ['tphcm', 'Hồ Chí Minh'],
  ['hochiminhcity', 'Hồ Chí Minh'],
  ['saigon', 'Hồ Chí Minh'],
  ['brvt', 'Bà Rịa - Vũng Tàu'],
  ['tth', 'Huế'],
  ['daclac', 'Đắk Lắk'],
  ['dacnong', 'Đắk Nông'],
  ['baccan', 'Bắc Kạn'],
]);

/** Finds the units of one era by name. Built at the first search: folding ten thousand names takes a moment. */
export class UnitIndex {
  private exactNames?: NameIndex;
  private looseNames?: NameIndex;

  constructor(
    private readonly store: UnitStore,
    private readonly era: UnitEra,
  ) {}

  /** Units called so; those found `exact` hide those found `loose`, those of the typed title the others. */
  find(label: string, level?: UnitLevel): IndexHit[] {
    for (const reading of readLabel(label)) {
      if (reading.title && level && !TITLE_LEVELS[reading.title].includes(level)) continue;
      const name = this.officialName(reading.name, level);
      for (const match of ['exact', 'loose'] as const) {
        const hits = this.lookUp(name, match, level);
        const titled = hits.filter((hit) => reading.title === undefined || hit.title === reading.title);
        const best = titled.length > 0 ? titled : hits;
        if (best.length === 0) continue;
        const codes = new Set(best.map((hit) => hit.code));
        const title = reading.title === undefined ? 'none' : titled.length > 0 ? 'typed' : 'wrong';
        return [...codes].map((code) => ({ code, match, title }));
      }
    }
    return [];
  }

  private lookUp(name: string, match: NameMatch, level?: UnitLevel): NamedCode[] {
    const hits = match === 'exact' ? this.exact.get(nameKey(name)) : this.loose.get(looseNameKey(name));
    return (hits ?? []).filter(({ code }) => level === undefined || levelOf(code) === level);
  }

  private officialName(name: string, level?: UnitLevel): string {
    if (level !== undefined && level !== 'province') return name;
    return PROVINCE_NICKNAMES.get(looseNameKey(name)) ?? name;
  }

  private get exact(): NameIndex {
    return (this.exactNames ??= this.build(nameKey));
  }

  private get loose(): NameIndex {
    return (this.looseNames ??= this.build(looseNameKey));
  }

  private build(keyOf: (name: string) => string): NameIndex {
    const index = new Map<string, NamedCode[]>();
    const add = (code: string, { title, name }: { title: UnitTitle; name: string }): void => {
      const key = keyOf(name);
      const entry = { code, title };
      const entries = index.get(key);
      if (entries) entries.push(entry);
      else index.set(key, [entry]);
    };
    for (const unit of this.store.units(this.era).values()) {
      add(unit.code, unit);
      if (unit.earlier) add(unit.code, unit.earlier);
    }
    for (const { code, era, before } of UNIT_RENAMES) if (era === this.era) add(code, before);
    return index;
  }
}
