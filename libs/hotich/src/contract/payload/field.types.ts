import type { Bilingual } from '../../errors';
import type { CodeListKind } from '../code-lists';

/**
 * What a field holds.
 *
 * Every style:
 * - `text`; `code`: text from a code list; `count`: digits as text; `integer`: a JSON integer from 0.
 * - `personalNumber`: 12 digits; `unitCode`: 5 or 3 digits; `provinceCode`, `districtCode`, `communeCode`: 2, 3 and 5 digits.
 * - `address`: nested object.
 *
 * 2024 and register:
 * - `personName`: a full name in one text.
 * - `date`: `dd.MM.yyyy`; `partialDate`: also `MM.yyyy` or `yyyy`; `birthDate`: a `partialDate` that 2025 splits.
 *
 * 2025:
 * - `integerCode`: code as a JSON integer; `splitName`: `{ Ho, ChuDem, Ten }`; `splitDate`: `{ namSinh, thangSinh, ngaySinh }`.
 * - `slashedDate`: `dd/MM/yyyy`; `slashedPartialDate`: also `MM/yyyy` or `yyyy`.
 *
 * Register:
 * - `registerCode`: code as integer or text, `0` for none; where the list is open also the name.
 * - `fieldMap`: further fields by their wire names.
 */
export type FieldType =
  | 'text'
  | 'code'
  | 'count'
  | 'integer'
  | 'personName'
  | 'date'
  | 'partialDate'
  | 'birthDate'
  | 'personalNumber'
  | 'unitCode'
  | 'provinceCode'
  | 'districtCode'
  | 'communeCode'
  | 'address'
  | 'integerCode'
  | 'splitName'
  | 'splitDate'
  | 'slashedDate'
  | 'slashedPartialDate'
  | 'registerCode'
  | 'fieldMap';

/** A field that belongs to some values of another one only. */
export interface FieldBlock {
  /** The field whose code opens the block. */
  readonly field: string;
  /** Codes that open it, as text. */
  readonly codes: readonly string[];
  /** True for the field without which an open block says nothing: it is demanded then. Default false. */
  readonly leading?: boolean;
}

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
  readonly block?: FieldBlock;
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
  readonly block?: FieldBlock;
  /** Fields of a nested object. */
  readonly fields?: FieldDictionary;
}

/** Fields by name, in the order of the form. */
export type FieldDictionary = Readonly<Record<string, FieldDescription>>;

export type PayloadClass = new () => object;
