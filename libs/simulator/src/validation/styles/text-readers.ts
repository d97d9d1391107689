import { isEthnicity, isNationality } from '../formats';
import type { Problem } from '../sentences';
import type { PayloadStyle } from './payload-style';

/** Longest text of a field; not published, so generous. */
const TEXT_LIMIT = 4_000;
const PERSONAL_NUMBER_LENGTH = 12;
const CITIZEN_CARD = '4';
// Tab and line breaks are text; any other control character is not.
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

/** Reads a text, then what it has to be. */
export function readText(value: unknown, check?: (text: string) => Problem | undefined): Problem | undefined {
  if (typeof value !== 'string' || CONTROL_CHARACTERS.test(value)) return 'wrongFormat';
  return value.length > TEXT_LIMIT ? 'tooLong' : check?.(value);
}

export const matching =
  (fits: (text: string) => boolean, otherwise: Problem = 'wrongFormat') =>
  (text: string): Problem | undefined =>
    fits(text) ? undefined : otherwise;

export const isDigits = (text: string): boolean => /^\d+$/.test(text);

type SharedKind =
  'text' | 'textCode' | 'ethnicity' | 'nationality' | 'unit' | 'unitCode' | 'personalNumber' | 'paperNumber';

/** Kinds that are a text in every style. */
export const TEXT_READERS: Pick<PayloadStyle['readers'], SharedKind> = {
  text: (value) => readText(value),
  textCode: (value, { codes }) =>
    readText(
      value,
      matching((text) => codes.includes(text), 'notInCatalog'),
    ),
  ethnicity: (value) => readText(value, matching(isEthnicity, 'notInCatalog')),
  nationality: (value) => readText(value, matching(isNationality, 'notInCatalog')),
  unit: (value, _field, { isUnit }) => readText(value, matching(isUnit, 'notInCatalog')),
  unitCode: (value) =>
    readText(
      value,
      matching((text) => /^(\d{3}|\d{5})$/.test(text)),
    ),
  personalNumber: (value) => readText(value, personalNumber),
  paperNumber: (value, { kindField }, { payload }) =>
    readText(value, String(payload[kindField]) === CITIZEN_CARD ? personalNumber : undefined),
};

function personalNumber(text: string): Problem | undefined {
  if (text.length > PERSONAL_NUMBER_LENGTH) return 'tooLong';
  return /^\d{12}$/.test(text) ? undefined : 'wrongFormat';
}
