import {
  address,
  date,
  ethnicity,
  name,
  nationality,
  PAPER_KIND,
  partialDate,
  required,
  RESIDENCE_KIND,
  text,
  type FieldTable,
} from './field';

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

/** Birth, ethnicity, nationality and residence of one person; the name stands with the module, which may require it. */
export function person(prefix: string): FieldTable {
  return {
    [`${prefix}NgaySinh`]: partialDate,
    [`${prefix}DanToc`]: ethnicity,
    [`${prefix}QuocTich`]: nationality,
    [`${prefix}QuocTichKhac`]: text,
    [`${prefix}LoaiCuTru`]: RESIDENCE_KIND,
    [`${prefix}NoiCuTru`]: address,
  };
}

/** The ethnicity as a text, beside a code that says "other"; the register's lists of HN and CMC have no such column. */
export const otherEthnicity = (prefix: string): FieldTable => ({ [`${prefix}DanTocKhac`]: text });

/** Who makes the declaration (wire contract 2.4). */
export const REQUESTER_FIELDS: FieldTable = {
  nycHoTen: required(name),
  nycQuanHe: text,
  ...papers('nyc'),
  nycSoDienThoai: text,
  nycEmail: text,
  nycNoiCuTru: address,
  nycXacThucThongTin: text,
};

/** An earlier registration abroad: number, date, authority, country. */
export const FOREIGN_REGISTRATION_FIELDS: FieldTable = {
  soDangKyNuocNgoai: text,
  ngayDangKyNuocNgoai: date,
  cqNuocNgoaiDaDangKy: text,
  qgNuocNgoaiDaDangKy: text,
};

/** Columns of an entry that the registrar fills; contract 1.0 carries them as elements, v3 does not. */
export const ENTRY_FIELDS: FieldTable = {
  so: text,
  quyenSo: text,
  trangSo: text,
  ngayDangKy: date,
  nguoiKy: text,
  chucVuNguoiKy: text,
  nguoiThucHien: text,
  ghiChu: text,
};
