import {
  address,
  code,
  date,
  GENDER,
  name,
  nationality,
  partialDate,
  required,
  RESIDENCE_KIND,
  text,
  unit,
  type FieldTable,
} from './field';
import { MARITAL_STATUS } from './marriage-fields';
import { ENTRY_FIELDS, otherEthnicity, papers, person } from './shared-fields';

/** The list of the register ends at 5; the e-forms of 2026 go up to 12 (wire contract 6.11). */
const PURPOSE = code('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12');

/** Payload of HN, the certificate of marital status, by the register's names (wire contract 2.8). */
export const MARITAL_STATUS_FIELDS: FieldTable = {
  loaiDangKy: code('1'),
  noiCap: text,
  ghiChu: text,
  nxnHoTen: required(name),
  nxnGioiTinh: GENDER,
  ...person('nxn'),
  ...papers('nxn'),
  nxnThoiGianCuTruTai: text,
  nxnThoiGianCuTruTu: text,
  nxnThoiGianCuTruDen: text,
  nxnTinhTrangHonNhan: text,
  nxnLoaiMucDichSuDung: PURPOSE,
  nxnMucDichSuDung: text,
  nycHoTen: required(name),
  nycQuanHe: text,
  ...papers('nyc'),
};

/** What the e-forms of 2026 add, and the JSON contracts carry. */
export const MARITAL_STATUS_FORM_FIELDS: FieldTable = {
  noiDangKy: unit,
  ...otherEthnicity('nxn'),
  nxnLoaiTinhTrangHonNhan: MARITAL_STATUS,
  // What proves the status, by its code.
  voChongHoTen: name,
  soGiayTo: text,
  ngayCapGiayTo: date,
  coQuanCapGiayTo: text,
  tuNgayXacNhan: date,
  denNgayXacNhan: date,
  // The intended spouse, for purpose 12.
  ndkHoTen: name,
  ndkNgaySinh: partialDate,
  ndkQuocTich: nationality,
  ...papers('ndk'),
  ndkLoaiNoiCuTru: RESIDENCE_KIND,
  ndkNoiCuTru: address,
  noiDuDinhDKKH: text,
};

/** What contract 1.0 carries beside them. */
export const MARITAL_STATUS_REGISTER_FIELDS: FieldTable = ENTRY_FIELDS;
