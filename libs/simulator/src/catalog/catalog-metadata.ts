import type { CatalogRow } from './catalog-row';

const NAMES: Readonly<Record<string, string>> = {
  Ma: 'Mã',
  Ten: 'Tên',
  MaCha: 'Mã đơn vị cấp trên',
  NgayHetHan: 'Ngày hết hiệu lực',
};

/** Properties of a catalog as the shared-category service describes them (wire contract 6.0). */
export function metadataOf(rows: readonly CatalogRow[]): Record<string, string>[] {
  const properties = new Map(rows.flatMap((row) => Object.entries(row)));
  return [...properties].map(([PropertyCode, value]) => ({
    PropertyCode,
    PropertyName: NAMES[PropertyCode] ?? PropertyCode,
    PropertyType: TYPES[typeof value] ?? 'String',
  }));
}

const TYPES: Readonly<Record<string, string>> = { number: 'Number', boolean: 'Boolean' };
