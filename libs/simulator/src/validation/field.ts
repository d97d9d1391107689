/**
 * What a field of a payload means to the register. How a kind is written differs from style to style:
 *
 * | kind             | 2024                       | 2025                                   | v1.0 (XML text)            |
 * | ---------------- | -------------------------- | -------------------------------------- | -------------------------- |
 * | `text`           | text                       | text                                   | text                       |
 * | `name`           | text                       | `{Ho, ChuDem, Ten}`                    | text                       |
 * | `code`           | text of `codes`            | integer of `codes`                     | digits of `codes`, 0: none |
 * | `textCode`       | text of `codes`            | text of `codes`                        | as `code`                  |
 * | `count`          | digits                     | integer or digits                      | digits                     |
 * | `integer`        | integer                    | integer                                | digits                     |
 * | `date`           | `dd.MM.yyyy`               | `dd/MM/yyyy`                           | `dd.MM.yyyy`               |
 * | `partialDate`    | also `MM.yyyy`, `yyyy`     | also `{namSinh, thangSinh, ngaySinh}`  | as 2024                    |
 * | `address`        | province, district, commune | country, province, commune            | text or 2024               |
 * | `nationality`    | ISO 3166 or special code   | the same                               | also the country's name    |
 *
 * The same in every style: `ethnicity`, `unit` (one the register knows), `unitCode` (any well-formed one),
 * `personalNumber` (12 digits) and `paperNumber` (a personal number where `kindField` says citizen card, code 4).
 */
export type Field =
  | { readonly kind: SimpleKind; readonly required?: true }
  | { readonly kind: 'code' | 'textCode'; readonly codes: readonly string[]; readonly required?: true }
  | { readonly kind: 'paperNumber'; readonly kindField: string; readonly required?: true };

type SimpleKind =
  | 'text'
  | 'name'
  | 'count'
  | 'integer'
  | 'date'
  | 'partialDate'
  | 'address'
  | 'ethnicity'
  | 'nationality'
  | 'unit'
  | 'unitCode'
  | 'personalNumber';

export type FieldKind = Field['kind'];

export type FieldTable = Readonly<Record<string, Field>>;

export const text: Field = { kind: 'text' };
export const name: Field = { kind: 'name' };
export const count: Field = { kind: 'count' };
export const integer: Field = { kind: 'integer' };
export const date: Field = { kind: 'date' };
export const partialDate: Field = { kind: 'partialDate' };
export const address: Field = { kind: 'address' };
export const ethnicity: Field = { kind: 'ethnicity' };
export const nationality: Field = { kind: 'nationality' };
export const personalNumber: Field = { kind: 'personalNumber' };
export const unit: Field = { kind: 'unit' };
export const unitCode: Field = { kind: 'unitCode' };
export const code = (...codes: readonly string[]): Field => ({ kind: 'code', codes });
export const textCode = (...codes: readonly string[]): Field => ({ kind: 'textCode', codes });
export const required = (field: Field): Field => ({ ...field, required: true });

/** Code lists of the register itself (wire contract 6); the lists of the e-forms differ. */
export const GENDER = code('1', '2', '3');
export const REGISTRATION_KIND = code('0', '1', '2', '3', '4');
export const RESIDENCE_KIND = code('0', '1', '2');
export const PAPER_KIND = code('0', '1', '2', '3', '4', '5', '6', '7', '8');
