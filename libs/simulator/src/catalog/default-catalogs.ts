import type { Unit } from '../units';
import type { CatalogRow } from './catalog-row';
import { ETHNICITIES, REGISTER_ETHNICITIES } from './ethnicities';
import { FORMER_DISTRICTS, PROVINCES } from './provinces';
import { COUNTRIES, GENDERS, IDENTITY_PAPERS, MARITAL_STATUSES, NATIONALITIES } from './small-lists';

/** Name under which `danhMuc` of contract 1.0 keeps catalog number `kind`. */
export const registerCatalogName = (kind: number): string => `danhMuc.${kind}`;

/**
 * What the catalogs hold until a test changes them: the shared ones by the names of wire contract 6.0, those of contract
 * 1.0 by their numbers. The names of the columns are this simulator's own.
 */
export function defaultCatalogs(units: readonly Required<Unit>[]): ReadonlyMap<string, readonly CatalogRow[]> {
  const communes = units.filter(({ code }) => code.length === 5);
  return new Map<string, readonly CatalogRow[]>([
    ['donvihanhchinhcap1', rows(PROVINCES)],
    ['donvihanhchinhcap2', FORMER_DISTRICTS.map(([Ma, Ten, MaCha]) => ({ Ma, Ten, MaCha, NgayHetHan: '30/06/2025' }))],
    [
      'donvihanhchinhcap3',
      communes.map(({ code, name, provinceCode }) => ({ Ma: code, Ten: name, MaCha: provinceCode })),
    ],
    ['madantoc', ETHNICITIES.map((Ten, index) => ({ Ma: String(index + 1).padStart(2, '0'), Ten }))],
    ['magioitinh', rows(GENDERS)],
    ['maquocgia', rows(COUNTRIES)],
    ['matinhtranghonnhan', rows(MARITAL_STATUSES)],
    [registerCatalogName(1), rows(NATIONALITIES)],
    [registerCatalogName(2), COUNTRIES.map(([MaQuocGia, TenQuocGia]) => ({ MaQuocGia, TenQuocGia }))],
    [registerCatalogName(3), REGISTER_ETHNICITIES.map(([id, Ten]) => ({ Ma: Number(id), Ten }))],
    [registerCatalogName(4), PROVINCES.map(([Ma, TenTinhThanh]) => ({ Ma, TenTinhThanh }))],
    [registerCatalogName(5), IDENTITY_PAPERS.map(([id, label]) => ({ value: Number(id), label }))],
  ]);
}

const rows = (entries: readonly (readonly [string, string])[]): CatalogRow[] =>
  entries.map(([Ma, Ten]) => ({ Ma, Ten }));
