import { isDottedDate } from '../formats';
import { ADDRESS_2024, readAddress } from './parts';
import type { PayloadStyle } from './payload-style';
import { isDigits, matching, readText, TEXT_READERS } from './text-readers';

/** The style of 2024: every scalar a text, codes included; dates with dots; four-part addresses. */
export const STYLE_2024: PayloadStyle = {
  readers: {
    ...TEXT_READERS,
    name: (value) => readText(value),
    code: (value, { codes }) =>
      readText(
        value,
        matching((text) => codes.includes(text), 'notInCatalog'),
      ),
    count: (value) => readText(value, matching(isDigits)),
    integer: (value) => (Number.isSafeInteger(value) ? undefined : 'wrongFormat'),
    date: (value) =>
      readText(
        value,
        matching((text) => isDottedDate(text, false)),
      ),
    partialDate: (value) =>
      readText(
        value,
        matching((text) => isDottedDate(text, true)),
      ),
    address: (value) => readAddress(value, ADDRESS_2024),
  },
  parts: { address: ADDRESS_2024 },
};
