import { foldVietnamese, nfc, unaccentVietnamese } from '../../contract';
import { UNIT_TITLES, type UnitLevel, type UnitTitle } from './unit.types';

const UNEVEN_SPACE = /^\s|\s$|\s{2}|[^\S ]/;

/** A unit's label taken apart: `Phường Điện Biên` → `phường`, `Điện Biên`. */
export interface UnitLabel {
  readonly title: UnitTitle;
  readonly name: string;
}

/** Takes a label of the data sources apart; `fallback` is the title of labels that carry none (`Cao Bằng`). */
export function parseLabel(label: string, fallback: UnitTitle): UnitLabel {
  const text = nfc(UNEVEN_SPACE.test(label) ? label.replace(/\s+/g, ' ').trim() : label);
  const lower = text.toLowerCase();
  const title = UNIT_TITLES.find((word) => lower.startsWith(word) && lower[word.length] === ' ');
  return title ? { title, name: text.slice(title.length + 1) } : { title: fallback, name: text };
}

/** `phường Điện Biên`. */
export function labelOf({ title, name }: UnitLabel): string {
  return `${title} ${name}`;
}

const BY_NAME = /^\d{2}~/;

/**
 * What stands for a district whose name the sources give without its code, `24~Chũ`: four districts made in 2024 and 2025. It
 * looks like no code, so that it can be told apart and is never sent.
 */
export function districtByName(province: string, name: string): string {
  return `${province}~${name}`;
}

/** True for a code of the statistics office; false for what {@link districtByName} makes. */
export function isOfficialCode(code: string): boolean {
  return !BY_NAME.test(code);
}

/** Level of a unit, which the length of its code tells; `undefined` for anything that is no unit code. */
export function levelOf(code: string): UnitLevel | undefined {
  if (!isOfficialCode(code)) return 'district';
  if (!/^\d+$/.test(code)) return undefined;
  return ({ 2: 'province', 3: 'district', 5: 'commune' } as const)[code.length as 2 | 3 | 5];
}

/** Key under which two spellings of one name meet: case, place of the tone mark, apostrophes, spaces around hyphens. */
export function nameKey(name: string): string {
  return foldVietnamese(name).replace(/\s*[-–]\s*/g, '-');
}

/** Wider key: no marks, no apostrophes, hyphens or spaces, `y` as `i`, numbers without leading zeros. */
export function looseNameKey(name: string): string {
  return unaccentVietnamese(name)
    .replace(/[\s'.–-]+/g, '')
    .replace(/y/g, 'i')
    .replace(/^0+(?=\d)/, '');
}

/** One way of reading a label that a person typed. */
export interface LabelReading {
  readonly title?: UnitTitle;
  readonly name: string;
}

/** Abbreviations of titles, without the final dot; the one-letter ones of `tỉnh` and `xã` need it, to be told from a name. */
const ABBREVIATIONS: Readonly<Record<UnitTitle, string>> = {
  'thành phố': 't\\.?p',
  'thị xã': 't\\.?x',
  'thị trấn': 't\\.?t',
  'đặc khu': 'đ\\.?k',
  phường: 'p',
  quận: 'q',
  huyện: 'h',
  tỉnh: 't(?=\\.)',
  xã: 'x(?=\\.)',
};
const TYPED_TITLES = (Object.keys(ABBREVIATIONS) as UnitTitle[]).map((title) => {
  const written = `(?:${title}|${unaccentVietnamese(title)}) `;
  const abbreviated = `(?:${ABBREVIATIONS[title]})(?:\\. ?| |(?=\\d))`;
  return { title, pattern: new RegExp(`^(?:${written}|${abbreviated})`, 'i') };
});

/**
 * Reads a label as people type it: `Phường Điện Biên`, `P. Điện Biên`, `Q.1`, `TP Huế`, `thi xa Chu`, or a bare name. Gives the
 * reading with a title first, then the whole text as a name, since some names begin like a title (`xã Xa Dung`).
 */
export function readLabel(text: string): LabelReading[] {
  const label = nfc(text).replace(/\s+/g, ' ').trim();
  for (const { title, pattern } of TYPED_TITLES) {
    const name = label.slice(pattern.exec(label)?.[0].length ?? label.length);
    if (name !== '') return [{ title, name }, { name: label }];
  }
  return label === '' ? [] : [{ name: label }];
}

/** Levels that a title can stand for, in either era. */
export const TITLE_LEVELS: Readonly<Record<UnitTitle, readonly UnitLevel[]>> = {
  tỉnh: ['province'],
  'thành phố': ['province', 'district'],
  quận: ['district'],
  huyện: ['district'],
  'thị xã': ['district'],
  'thị trấn': ['commune'],
  phường: ['commune'],
  xã: ['commune'],
  'đặc khu': ['commune'],
};
