import {
  address,
  code,
  count,
  date,
  ethnicity,
  GENDER,
  name,
  nationality,
  partialDate,
  personalNumber,
  REGISTRATION_KIND,
  required,
  RESIDENCE_KIND,
  text,
  unit,
  type FieldTable,
} from './field';
import {
  ENTRY_FIELDS,
  FOREIGN_REGISTRATION_FIELDS,
  otherEthnicity,
  papers,
  person,
  REQUESTER_FIELDS,
} from './shared-fields';

const FAMILY_SITUATION = code('1', '2', '3', '4', '5');

/** Payload of LTKS and KS (wire contract 2.5). Required is only what no registrar can do without. */
export const BIRTH_FIELDS: FieldTable = {
  maGCS: text,
  ngayCapGCS: date,
  loaiDangKy: required(REGISTRATION_KIND),
  noiDangKy: required(unit),
  soLuongBanSao: count,
  nksHoTen: required(name),
  nksGioiTinh: required(GENDER),
  nksNgaySinh: required(partialDate),
  nksNgaySinhBangChu: text,
  nksNoiSinhNuocNgoai: text,
  nksNoiSinh: address,
  nksQueQuan: address,
  nksDanToc: ethnicity,
  nksDanTocKhac: text,
  nksQuocTich: nationality,
  nksQuocTichKhac: text,
  nksLoaiKhaiSinh: FAMILY_SITUATION,
  ...papers('nks'),
  ...parentFields('me'),
  ...parentFields('cha'),
  ...REQUESTER_FIELDS,
  nycSoDDCN: personalNumber,
  nycLoaiCuTru: RESIDENCE_KIND,
  ...FOREIGN_REGISTRATION_FIELDS,
};

/** What contract 1.0 carries beside them, in the spelling of the register. */
export const BIRTH_REGISTER_FIELDS: FieldTable = {
  ...ENTRY_FIELDS,
  nksNoiSinhDVHC: text,
  nksMatTich: text,
  nksMatTichNgayGhiChuTuyenBo: date,
  nksMatTichCanCuTuyenBo: text,
  nksMatTichNgayGhiChuHuyTuyenBo: date,
  nksMatTichCanCuHuyTuyenBo: text,
  nksHanCheNangLucHanhVi: text,
  nksHanCheNangLucHanhViNgayGhiChuTuyenBo: date,
  nksHanCheNangLucHanhViCanCuTuyenBo: text,
  nksHanCheNangLucHanhViNgayGhiChuHuyTuyenBo: date,
  nksHanCheNangLucHanhViNgayCanCuHuyTuyenBo: text,
};

function parentFields(parent: 'me' | 'cha'): FieldTable {
  return {
    [`${parent}HoTen`]: name,
    ...person(parent),
    ...otherEthnicity(parent),
    ...papers(parent),
    [`${parent}SoDDCN`]: personalNumber,
    [`${parent}XacThucThongTin`]: text,
  };
}
