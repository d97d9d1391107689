import { asObject } from '../../http/received-request';
import { isDottedDate, isSlashedDate } from '../formats';
import type { Problem } from '../sentences';
import { ADDRESS_2025, DATE_PARTS, isBlank, NAME_PARTS, readAddress, readName } from './parts';
import type { PayloadStyle } from './payload-style';
import { isDigits, matching, readText, TEXT_READERS } from './text-readers';

/** The style of 2025: split names, integer codes, two-tier addresses with a country, dates with slashes or split. */
export const STYLE_2025: PayloadStyle = {
  readers: {
    ...TEXT_READERS,
    name: readName,
    code: (value, { codes }) => readInteger(value) ?? (codes.includes(String(value)) ? undefined : 'notInCatalog'),
    // Codes became integers; whether counts did is not attested, so both are read.
    count: (value) =>
      typeof value === 'string'
        ? readText(value, matching(isDigits))
        : (readInteger(value) ?? ((value as number) >= 0 ? undefined : 'wrongFormat')),
    integer: readInteger,
    date: (value) => readText(value, matching(isSlashedDate)),
    partialDate: (value) =>
      typeof value === 'string' ? readText(value, matching(isSlashedDate)) : readSplitDate(value),
    address: (value) => readAddress(value, ADDRESS_2025),
  },
  parts: { name: NAME_PARTS, partialDate: DATE_PARTS, address: ADDRESS_2025 },
};

function readInteger(value: unknown): Problem | undefined {
  return Number.isSafeInteger(value) ? undefined : 'wrongFormat';
}

/** Zero-padded texts; the day, or day and month, may be empty (wire contract 2.11). */
function readSplitDate(value: unknown): Problem | undefined {
  const parts = asObject(value);
  if (!parts) return 'wrongFormat';
  const { namSinh, thangSinh, ngaySinh } = parts;
  // A day without its month joins to `dd..yyyy`, which is no date either.
  const filled = [ngaySinh, thangSinh, namSinh].slice(isBlank(ngaySinh) ? (isBlank(thangSinh) ? 2 : 1) : 0);
  if (!filled.every((part) => typeof part === 'string')) return 'wrongFormat';
  return isDottedDate(filled.join('.'), true) ? undefined : 'wrongFormat';
}
