import {
  address,
  code,
  count,
  date,
  GENDER,
  name,
  partialDate,
  personalNumber,
  required,
  text,
  unit,
  type FieldTable,
} from './field';
import { ENTRY_FIELDS, otherEthnicity, papers, person, REQUESTER_FIELDS } from './shared-fields';

const PROOF_KIND = code('0', '1', '2', '3', '4', '5', '6', '7');

/** Payload of LTKT and KT (wire contract 2.6). Registration kind 5 ("died long ago") is of 2026. */
export const DEATH_FIELDS: FieldTable = {
  maGBT: text,
  ngayCapGBT: date,
  loaiDangKy: required(code('0', '1', '2', '3', '4', '5')),
  noiDangKy: required(unit),
  soLuongBanSao: count,
  nktHoTen: required(name),
  nktGioiTinh: GENDER,
  ...person('nkt'),
  ...otherEthnicity('nkt'),
  ...papers('nkt'),
  nktSoDDCN: personalNumber,
  nktNgayChet: required(partialDate),
  nktGioPhutChet: text,
  nktNoiChet: address,
  nktNguyenNhanChet: text,
  nktXacThucThongTin: text,
  gbtLoai: PROOF_KIND,
  gbtSo: text,
  gbtNgay: date,
  gbtCoQuanCap: text,
  ...REQUESTER_FIELDS,
};

/** What contract 1.0 carries beside them. */
export const DEATH_REGISTER_FIELDS: FieldTable = {
  ...ENTRY_FIELDS,
  nktNgayChetGhiBangChu: text,
  nktTinhTrangTuyenBoViecChet: text,
};
