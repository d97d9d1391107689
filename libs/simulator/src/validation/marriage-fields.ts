import {
  code,
  count,
  date,
  integer,
  name,
  personalNumber,
  required,
  text,
  unit,
  unitCode,
  type FieldTable,
} from './field';
import { ENTRY_FIELDS, FOREIGN_REGISTRATION_FIELDS, otherEthnicity, papers, person } from './shared-fields';

/** Codes of a marital status; the label travels beside the code (wire contract 6.10). */
export const MARITAL_STATUS = code('1', '2', '3', '4', '5', '6');

/** Payload of LTKH and KH (wire contract 2.7). There is no requester: the spouses file themselves. */
export const MARRIAGE_FIELDS: FieldTable = {
  loaiDangKy: code('1', '2'),
  noiDangKy: required(unit),
  ngayXacLapQuanHeHonNhan: date,
  ghiChu: text,
  soBanSao: integer,
  soLuongBanSao: count,
  ...spouseFields('chong'),
  chongCuTruNuocNgoai: text,
  ...spouseFields('vo'),
};

/** An earlier registration that is repeated, in the e-forms of 2026. */
export const MARRIAGE_FORM_FIELDS: FieldTable = {
  soDangKyTruocDay: text,
  quyenDangKyTruocDay: text,
  ngayDangKyTruocDay: date,
  noiDangKyTruocDay: text,
};

/** What contract 1.0 carries beside them. */
export const MARRIAGE_REGISTER_FIELDS: FieldTable = {
  ...ENTRY_FIELDS,
  tinhTrangKetHon: text,
  huyKetHonNgayGhiChu: date,
  huyKetHonCanCu: text,
  congNhanKetHonNgayGhiChu: date,
  congNhanKetHonCanCu: text,
  ...FOREIGN_REGISTRATION_FIELDS,
};

function spouseFields(spouse: 'chong' | 'vo'): FieldTable {
  return {
    [`${spouse}HoTen`]: required(name),
    ...person(spouse),
    ...otherEthnicity(spouse),
    ...papers(spouse),
    [`${spouse}SoDDCN`]: personalNumber,
    [`${spouse}SoLanKH`]: integer,
    [`${spouse}LoaiTinhTrangHonNhan`]: MARITAL_STATUS,
    [`${spouse}TinhTrangHonNhan`]: text,
    [`${spouse}YeuCauXNTTHN`]: text,
    // May be a unit of another province, which this register's list does not hold.
    [`${spouse}NoiXNTTHN`]: unitCode,
  };
}
