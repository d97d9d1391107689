import { address, code, name, required, text, unit, type FieldTable } from './field';
import { ENTRY_FIELDS, FOREIGN_REGISTRATION_FIELDS, otherEthnicity, papers, person } from './shared-fields';

/** Who recognises whom (wire contract 6.12). */
const RECOGNITION_KIND = code('1', '2', '3', '4');

/** Payload of CMC, recognition of father, mother or child: `cm` the parent, `nc` the child (wire contract 2.9). */
export const PARENTAGE_FIELDS: FieldTable = {
  quyetDinhSo: text,
  loaiDangKy: code('0', '1', '2'),
  loaiXacNhan: required(RECOGNITION_KIND),
  noiDangKy: required(unit),
  ghiChu: text,
  ...partyFields('cm'),
  ...partyFields('nc'),
  nycHoTen: required(name),
  nycQHNguoiDuocNhan: text,
  nycQHNguoiNhan: text,
  ...papers('nyc'),
  ...FOREIGN_REGISTRATION_FIELDS,
};

/** What the JSON contracts carry beside them. */
export const PARENTAGE_FORM_FIELDS: FieldTable = { ...otherEthnicity('cm'), ...otherEthnicity('nc') };

/** What contract 1.0 carries beside them. */
export const PARENTAGE_REGISTER_FIELDS: FieldTable = ENTRY_FIELDS;

function partyFields(party: 'cm' | 'nc'): FieldTable {
  return { [`${party}HoTen`]: required(name), ...person(party), [`${party}QueQuan`]: address, ...papers(party) };
}
