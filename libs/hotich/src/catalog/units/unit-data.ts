import { RECALLED_DIVISIONS } from './data/recalled-divisions';
import { UNCHANGED_COMMUNE } from './data/unit-amendments';
import { loadThreeTier } from './three-tier.source';
import { loadTwoTier, type WardMapping } from './two-tier.source';
import { nameKey, parseLabel } from './unit-names';
import type { UnitData, UnitRecord } from './unit-data.types';

/**
 * Builds both eras and what leads from the one to the other out of the shipped packages. Reads 8 MB of JSON once, keeps a
 * fraction of it and lets the rest go.
 */
export function loadUnitData(): UnitData {
  const { units: twoTier, mapping } = loadTwoTier();
  const threeTier = loadThreeTier(mapping);
  return { threeTier, twoTier, successors: successorsOf(threeTier, twoTier, mapping) };
}

function successorsOf(
  threeTier: ReadonlyMap<string, UnitRecord>,
  twoTier: ReadonlyMap<string, UnitRecord>,
  mapping: readonly WardMapping[],
): ReadonlyMap<string, readonly string[]> {
  const edges = new Edges();
  const findNew = wardFinder(twoTier);
  const findOld = communeFinder(threeTier);
  for (const row of mapping) {
    const target = row.old_ward_code ? row.new_ward_code : findNew(row.new_ward_name, row.new_province_name);
    const old = row.old_ward_code ? row.old_ward_code : findOld(row);
    if (target && old) edges.add(old, target);
  }
  for (const { oldCode, newCode } of RECALLED_DIVISIONS) edges.add(oldCode, newCode);
  edges.add(UNCHANGED_COMMUNE.code, UNCHANGED_COMMUNE.code);
  addProvinces(edges, threeTier, twoTier);
  return edges.all;
}

/** Each old province went whole into one new province, which its communes' successors name. */
function addProvinces(
  edges: Edges,
  threeTier: ReadonlyMap<string, UnitRecord>,
  twoTier: ReadonlyMap<string, UnitRecord>,
): void {
  for (const [old, targets] of [...edges.all]) {
    const unit = threeTier.get(old);
    const above = unit?.parent === undefined ? undefined : threeTier.get(unit.parent);
    const province = above?.parent ?? above?.code;
    const successor = targets[0] === undefined ? undefined : twoTier.get(targets[0])?.parent;
    if (province && successor) edges.add(province, successor);
  }
}

type LabelledOld = Pick<WardMapping, 'old_ward_name' | 'old_district_name' | 'old_province_name' | 'new_ward_name'>;

/**
 * Finds the old unit of a mapping row without a code: a commune gone before mid-2025 by its label, district and province, or, if
 * its district is gone as well, by label and province alone; or, when the row names no commune at all, the island district of
 * the same name as the special zone.
 */
function communeFinder(threeTier: ReadonlyMap<string, UnitRecord>): (row: LabelledOld) => string | undefined {
  const paths = new Map<string, string | undefined>();
  const islands = new Map<string, string>();
  const withCommunes = new Set([...threeTier.values()].map((unit) => unit.parent));
  for (const { code, title, name, parent, gone } of threeTier.values()) {
    const above = parent === undefined ? undefined : threeTier.get(parent);
    if (code.length === 3 && !withCommunes.has(code)) islands.set(nameKey(name), code);
    if (!gone || code.length !== 5 || !above) continue;
    const province = threeTier.get(above.parent ?? '')?.name ?? '';
    const short = pathKey(`${title} ${name}`, province);
    if (above.gone) paths.set(short, paths.has(short) ? undefined : code);
    paths.set(pathKey(`${title} ${name}`, above.name, province), code);
  }
  return ({ old_ward_name: ward, old_district_name: district, old_province_name: old, new_ward_name: zone }) => {
    if (ward === null) return islands.get(nameKey(parseLabel(zone, 'đặc khu').name));
    const province = parseLabel(old ?? '', 'tỉnh').name;
    return (
      paths.get(pathKey(ward, parseLabel(district ?? '', 'huyện').name, province)) ?? paths.get(pathKey(ward, province))
    );
  };
}

/** Finds a new ward by label and province; both tables come from one package and spell alike, so nothing is folded. */
function wardFinder(twoTier: ReadonlyMap<string, UnitRecord>): (ward: string, province: string) => string | undefined {
  const byPath = new Map<string, string>();
  for (const { code, title, name, parent } of twoTier.values()) {
    if (parent) byPath.set(`${title} ${name}|${twoTier.get(parent)?.name}`, code);
  }
  return (ward, province) => {
    const { title, name } = parseLabel(ward, 'xã');
    return byPath.get(`${title} ${name}|${parseLabel(province, 'tỉnh').name}`);
  };
}

function pathKey(...names: readonly string[]): string {
  return names.map(nameKey).join('|');
}

class Edges {
  readonly all = new Map<string, string[]>();

  add(old: string, target: string): void {
    const targets = this.all.get(old);
    if (!targets) this.all.set(old, [target]);
    else if (!targets.includes(target)) targets.push(target);
  }
}
