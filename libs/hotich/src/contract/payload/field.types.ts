import type { Bilingual } from '../../errors';
import type { CodeListKind } from '../code-lists';

/**
 * What a field holds.
 *
 * - `text`; `code`: text from a code list; `count`: digits as text.
 * - `date`: `dd.MM.yyyy`; `partialDate`: also `MM.yyyy` or `yyyy`.
 * - `personalNumber`: 12 digits; `unitCode`: 5 or 3 digits; `provinceCode`, `districtCode`, `communeCode`: 2, 3 and 5 digits.
 * - `address`: nested object.
 */
export type FieldType =
  | 'text'
  | 'code'
  | 'count'
  | 'date'
  | 'partialDate'
  | 'personalNumber'
  | 'unitCode'
  | 'provinceCode'
  | 'districtCode'
  | 'communeCode'
  | 'address';

/** Everything there is to know about one field; the single source of its checks and of its documentation. */
export interface FieldSpec {
  readonly type: FieldType;
  readonly meaning: Bilingual;
  /** Where the field is known from and how well, for example `wire contract 2.5, attested A`. */
  readonly source: string;
  /** A registrar cannot work without it; default false. */
  readonly required?: boolean;
  /** Longest text, in UTF-16 units; default 500. The register's own limits are not published. */
  readonly maxLength?: number;
  readonly codeList?: CodeListKind;
}

/** A field as documentation shows it. */
export interface FieldDescription {
  readonly type: FieldType;
  readonly meaning: Bilingual;
  readonly format?: string;
  readonly codeList?: CodeListKind;
  readonly maxLength?: number;
  readonly source: string;
  readonly required: boolean;
  /** Fields of a nested object. */
  readonly fields?: FieldDictionary;
}

/** Fields by name, in the order of the form. */
export type FieldDictionary = Readonly<Record<string, FieldDescription>>;

export type PayloadClass = new () => object;
