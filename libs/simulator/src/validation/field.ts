/**
 * How the register reads one field of a payload in the 2024 style, where every scalar is a text, codes included.
 * - `code`: one of `codes` · `date`: `dd.MM.yyyy` · `partialDate`: also `MM.yyyy` and `yyyy`
 * - `number`: digits only, as text · `personalNumber`: 12 digits · `unit`: a unit the register knows
 * - `paperNumber`: text, 12 characters at most when `kindField` says citizen card (code 4)
 */
export type Field = ScalarField | { readonly kind: 'address'; readonly required?: true };

export type ScalarField =
  | { readonly kind: SimpleKind; readonly required?: true }
  | { readonly kind: 'code'; readonly codes: readonly string[]; readonly required?: true }
  | { readonly kind: 'paperNumber'; readonly kindField: string; readonly required?: true };

type SimpleKind = 'text' | 'date' | 'partialDate' | 'number' | 'personalNumber' | 'unit' | 'ethnicity' | 'nationality';

export type FieldTable = Readonly<Record<string, Field>>;

export const text: Field = { kind: 'text' };
export const number: Field = { kind: 'number' };
export const date: Field = { kind: 'date' };
export const partialDate: Field = { kind: 'partialDate' };
export const address: Field = { kind: 'address' };
export const ethnicity: Field = { kind: 'ethnicity' };
export const nationality: Field = { kind: 'nationality' };
export const personalNumber: Field = { kind: 'personalNumber' };
export const unit: Field = { kind: 'unit' };
export const code = (...codes: readonly string[]): Field => ({ kind: 'code', codes });
export const required = (field: Field): Field => ({ ...field, required: true });

/** Code lists of the register itself (wire contract 6); the lists of the e-forms differ. */
export const GENDER = code('1', '2', '3');
export const REGISTRATION_KIND = code('0', '1', '2', '3', '4');
export const RESIDENCE_KIND = code('0', '1', '2');
export const PAPER_KIND = code('0', '1', '2', '3', '4', '5', '6', '7', '8');
export const FAMILY_SITUATION = code('1', '2', '3', '4', '5');
export const DEATH_PROOF_KIND = code('0', '1', '2', '3', '4', '5', '6', '7');

/** Paper group of one person: kind, name of another paper, number, date and place of issue. */
export function papers(prefix: string): FieldTable {
  return {
    [`${prefix}LoaiGiayToTuyThan`]: PAPER_KIND,
    [`${prefix}GiayToKhac`]: text,
    [`${prefix}SoGiayToTuyThan`]: { kind: 'paperNumber', kindField: `${prefix}LoaiGiayToTuyThan` },
    [`${prefix}NgayCapGiayToTuyThan`]: date,
    [`${prefix}NoiCapGiayToTuyThan`]: text,
  };
}

/** Who makes the declaration; common to all modules. */
export const REQUESTER_FIELDS: FieldTable = {
  nycHoTen: required(text),
  nycQuanHe: text,
  ...papers('nyc'),
  nycSoDDCN: personalNumber,
  nycSoDienThoai: text,
  nycEmail: text,
  nycLoaiCuTru: RESIDENCE_KIND,
  nycNoiCuTru: address,
  nycXacThucThongTin: text,
};
