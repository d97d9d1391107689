import { asObject } from '../../http/received-request';
import { isNationality } from '../formats';
import type { Problem } from '../sentences';
import { readText } from './text-readers';

/** Parts of an address, with the shape of those that are codes: leading zeros included (wire contract 2.4). */
const ADDRESS_PARTS: Readonly<Record<string, (text: string) => boolean>> = {
  maTinh: (text) => /^\d{2}$/.test(text),
  maHuyen: (text) => /^\d{3}$/.test(text),
  maXa: (text) => /^\d{5}$/.test(text),
  quocGia: isNationality,
  dcChiTiet: () => true,
};

/** 2024; the country is tolerated, as the e-forms of 2026 have one in this shape. */
export const ADDRESS_2024 = new Set(Object.keys(ADDRESS_PARTS));
/** 2025: two tiers, no district. */
export const ADDRESS_2025 = new Set(['quocGia', 'maTinh', 'maXa', 'dcChiTiet']);
export const NAME_PARTS = new Set(['Ho', 'ChuDem', 'Ten']);
export const DATE_PARTS = new Set(['namSinh', 'thangSinh', 'ngaySinh']);

export const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** An address object: texts in every filled part. A part this style does not have, such as a district, is an error. */
export function readAddress(value: unknown, parts: ReadonlySet<string>): Problem | undefined {
  const address = asObject(value);
  if (!address) return 'wrongFormat';
  for (const [part, content] of Object.entries(address)) {
    if (isBlank(content)) continue;
    const known = Object.hasOwn(ADDRESS_PARTS, part) ? ADDRESS_PARTS[part] : undefined;
    if (known && !parts.has(part)) return 'wrongFormat';
    const problem = readText(content, (text) => (!known || known(text) ? undefined : 'wrongFormat'));
    if (problem) return problem;
  }
  return undefined;
}

/** Family, middle and given name, each a text (wire contract 2.11). */
export function readName(value: unknown): Problem | undefined {
  const name = asObject(value);
  if (!name) return 'wrongFormat';
  return Object.values(name)
    .filter((part) => !isBlank(part))
    .map((part) => readText(part))
    .find((problem) => problem !== undefined);
}
