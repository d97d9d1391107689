import type { FieldTable, ScalarField } from './field';
import { isDottedDate, isEthnicity, isNationality } from './formats';
import { sentence } from './sentences';

/** Longest text of a field; not published, so generous. */
const TEXT_LIMIT = 4_000;
const PERSONAL_NUMBER_LENGTH = 12;
const CITIZEN_CARD = '4';
const ADDRESS_CODES: Readonly<Record<string, RegExp>> = { maTinh: /^\d{2}$/, maHuyen: /^\d{3}$/, maXa: /^\d{5}$/ };
const ADDRESS_PARTS = new Set([...Object.keys(ADDRESS_CODES), 'dcChiTiet', 'quocGia']);
// Tab and line breaks are text; any other control character is not.
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F]/;

type Payload = Readonly<Record<string, unknown>>;

export interface PayloadReport {
  /** One sentence per faulty field, in the order of the field table. */
  readonly sentences: readonly string[];
  /** Fields the table does not know, nested ones as `field.part`. */
  readonly unknownFields: readonly string[];
}

/** Reads a payload field by field as the register would. */
export function checkPayload(payload: Payload, fields: FieldTable, isUnit: (code: string) => boolean): PayloadReport {
  const sentences: string[] = [];
  const unknownFields = Object.keys(payload).filter((name) => !Object.hasOwn(fields, name));
  for (const [name, field] of Object.entries(fields)) {
    const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
    if (value === undefined || value === null || value === '') {
      if (field.required) sentences.push(sentence.missing(name));
      continue;
    }
    const problem =
      field.kind === 'address' ? checkAddress(name, value) : checkScalar(name, value, field, payload, isUnit);
    if (problem) sentences.push(problem);
    if (field.kind === 'address') unknownFields.push(...unknownParts(name, value));
  }
  return { sentences, unknownFields };
}

function checkScalar(
  name: string,
  value: unknown,
  field: ScalarField,
  payload: Payload,
  isUnit: (code: string) => boolean,
): string | undefined {
  if (typeof value !== 'string' || CONTROL_CHARACTERS.test(value)) return sentence.wrongFormat(name);
  if (value.length > TEXT_LIMIT) return sentence.tooLong(name);
  switch (field.kind) {
    case 'text':
      return undefined;
    case 'number':
      return /^\d+$/.test(value) ? undefined : sentence.wrongFormat(name);
    case 'date':
    case 'partialDate':
      return isDottedDate(value, field.kind === 'partialDate') ? undefined : sentence.wrongFormat(name);
    case 'code':
      return field.codes.includes(value) ? undefined : sentence.notInCatalog(name);
    case 'ethnicity':
      return isEthnicity(value) ? undefined : sentence.notInCatalog(name);
    case 'nationality':
      return isNationality(value) ? undefined : sentence.notInCatalog(name);
    case 'unit':
      return isUnit(value) ? undefined : sentence.notInCatalog(name);
    case 'personalNumber':
      return checkPersonalNumber(name, value);
    case 'paperNumber':
      return payload[field.kindField] === CITIZEN_CARD ? checkPersonalNumber(name, value) : undefined;
  }
}

function checkPersonalNumber(name: string, value: string): string | undefined {
  if (value.length > PERSONAL_NUMBER_LENGTH) return sentence.tooLong(name);
  return /^\d{12}$/.test(value) ? undefined : sentence.wrongFormat(name);
}

/** Up to four texts; codes keep their leading zeros (wire contract 2.4). */
function checkAddress(name: string, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return sentence.wrongFormat(name);
  for (const [part, content] of Object.entries(value)) {
    if (content === null || content === '') continue;
    const pattern = Object.hasOwn(ADDRESS_CODES, part) ? ADDRESS_CODES[part] : undefined;
    if (typeof content !== 'string' || CONTROL_CHARACTERS.test(content)) return sentence.wrongFormat(name);
    if (pattern && !pattern.test(content)) return sentence.wrongFormat(name);
    if (content.length > TEXT_LIMIT) return sentence.tooLong(name);
  }
  return undefined;
}

function unknownParts(name: string, value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .filter((part) => !ADDRESS_PARTS.has(part))
    .map((part) => `${name}.${part}`);
}
