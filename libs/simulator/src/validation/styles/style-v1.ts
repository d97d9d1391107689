import { isDottedDate, isNationality } from '../formats';
import { ADDRESS_2024, readAddress } from './parts';
import type { PayloadStyle } from './payload-style';
import { isDigits, matching, readText, TEXT_READERS } from './text-readers';

const digits = (value: unknown): ReturnType<typeof readText> => readText(value, matching(isDigits));

const inList = (value: unknown, { codes }: { readonly codes: readonly string[] }): ReturnType<typeof readText> =>
  readText(
    value,
    matching((text) => text === NONE || codes.includes(text), 'notInCatalog'),
  );

/** In the format of the register a code that is not set is 0 (wire contract 2.5). */
const NONE = '0';

/** The elements of contract 1.0: text throughout, addresses as text or nested, nationality possibly by its name. */
export const STYLE_V1: PayloadStyle = {
  readers: {
    ...TEXT_READERS,
    name: (value) => readText(value),
    code: inList,
    textCode: inList,
    count: digits,
    integer: digits,
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
    address: (value) => (typeof value === 'string' ? readText(value) : readAddress(value, ADDRESS_2024)),
    nationality: (value) =>
      readText(
        value,
        matching((text) => isNationality(text) || /^\p{L}[\p{L}\p{M} .'-]{2,}$/u.test(text), 'notInCatalog'),
      ),
  },
  parts: { address: ADDRESS_2024 },
};
