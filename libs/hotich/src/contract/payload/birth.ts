import type { HotichAddress } from './address';
import { Field } from './field';
import {
  Address,
  BirthDate,
  Ethnicity,
  FullName,
  NAME_A,
  NAME_C,
  Nationality,
  OtherEthnicity,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  PersonalNumber,
  Plain,
  ResidenceKind,
  Sex,
} from './presets';
import { HotichBirthParentFields } from './birth-parents';

const CHILD = { vi: 'của người được khai sinh', en: 'of the registered child' };
const REQUESTER = { vi: 'của người yêu cầu', en: 'of the requester' };
const A = { source: `wire contract 2.5; ${NAME_A}` };
const C = { source: `wire contract 2.5; ${NAME_C}` };

/**
 * Payload of LTKS and KS, style 2024: every scalar is text, dates are `dd.MM.yyyy`, addresses are objects. Empty values may be
 * absent, `null` or `''`. Source: wire contract 2.5.
 */
export class HotichBirthPayload extends HotichBirthParentFields {
  /** Code of the birth notice (giấy chứng sinh). */
  @Plain('Mã giấy chứng sinh', 'Code of the birth notice', { ...C, maxLength: 100 })
  maGCS?: string | null;

  /** Date of the birth notice, `dd.MM.yyyy`. */
  @Field({ type: 'date', meaning: { vi: 'Ngày cấp giấy chứng sinh', en: 'Date of the birth notice' }, ...C })
  ngayCapGCS?: string | null;

  /** Kind of registration: 1 on time, 2 again, 3 recorded from abroad, 4 late. */
  @Field({
    type: 'code',
    codeList: 'loaiDangKyKhaiSinh',
    required: true,
    meaning: { vi: 'Loại đăng ký', en: 'Kind of registration' },
    ...A,
  })
  loaiDangKy?: string | null;

  /** Registering unit, 5 digits (3 for a district before 1/7/2025); the same unit as `maDonVi`. */
  @Field({ type: 'unitCode', required: true, meaning: { vi: 'Nơi đăng ký', en: 'Registering unit' }, ...A })
  noiDangKy?: string | null;

  /** Copies of the extract asked for, digits as text. */
  @Field({ type: 'count', meaning: { vi: 'Số lượng bản sao', en: 'Number of copies' }, ...A })
  soLuongBanSao?: string | null;

  /** Full name, one text, usually upper case. */
  @FullName(CHILD, { ...A, required: true })
  nksHoTen?: string | null;

  /** 1 male, 2 female, 3 undetermined. */
  @Sex(CHILD, { ...A, required: true })
  nksGioiTinh?: string | null;

  /** `dd.MM.yyyy`; month or year alone for someone registered late. */
  @BirthDate(CHILD, { ...A, required: true })
  nksNgaySinh?: string | null;

  /** Date of birth written in words. */
  @Plain('Ngày sinh ghi bằng chữ', 'Date of birth in words', A)
  nksNgaySinhBangChu?: string | null;

  /** Place of birth abroad, text. */
  @Plain('Nơi sinh ở nước ngoài', 'Place of birth abroad', C)
  nksNoiSinhNuocNgoai?: string | null;

  /** Place of birth. */
  @Address({ vi: 'Nơi sinh', en: 'Place of birth' }, C)
  nksNoiSinh?: HotichAddress | null;

  /** Native place. */
  @Address({ vi: 'Quê quán', en: 'Native place' }, C)
  nksQueQuan?: HotichAddress | null;

  /** Ethnicity, the register's id. */
  @Ethnicity(CHILD, A)
  nksDanToc?: string | null;

  /** Ethnicity in words, where the code says "other". */
  @OtherEthnicity(CHILD, C)
  nksDanTocKhac?: string | null;

  /** Nationality, ISO 3166 alpha-2. */
  @Nationality(CHILD, A)
  nksQuocTich?: string | null;

  /** What is known of the parents, 1–5. */
  @Field({
    type: 'code',
    codeList: 'loaiKhaiSinh',
    meaning: { vi: 'Loại khai sinh (hoàn cảnh cha mẹ)', en: 'What is known of the parents' },
    ...A,
  })
  nksLoaiKhaiSinh?: string | null;

  /** Kind of paper of a person registered late. */
  @PaperKind(CHILD, C)
  nksLoaiGiayToTuyThan?: string | null;

  /** Number of that paper. */
  @PaperNumber(CHILD, C)
  nksSoGiayToTuyThan?: string | null;

  /** Date of issue of that paper. */
  @PaperDate(CHILD, C)
  nksNgayCapGiayToTuyThan?: string | null;

  /** Issuer of that paper. */
  @PaperIssuer(CHILD, C)
  nksNoiCapGiayToTuyThan?: string | null;

  /** Personal number of the requester, 12 digits. */
  @PersonalNumber(REQUESTER, C)
  nycSoDDCN?: string | null;

  /** Kind of residence of the requester. */
  @ResidenceKind(REQUESTER, C)
  nycLoaiCuTru?: string | null;

  /** Earlier registration abroad: number. */
  @Plain('Số đăng ký ở nước ngoài', 'Number of the registration abroad', { ...A, maxLength: 100 })
  soDangKyNuocNgoai?: string | null;

  /** Earlier registration abroad: date. */
  @Field({
    type: 'partialDate',
    meaning: { vi: 'Ngày đăng ký ở nước ngoài', en: 'Date of the registration abroad' },
    ...A,
  })
  ngayDangKyNuocNgoai?: string | null;

  /** Earlier registration abroad: authority. */
  @Plain('Cơ quan nước ngoài đã đăng ký', 'Authority of the registration abroad', A)
  cqNuocNgoaiDaDangKy?: string | null;

  /** Earlier registration abroad: country. */
  @Plain('Quốc gia đã đăng ký', 'Country of the registration abroad', A)
  qgNuocNgoaiDaDangKy?: string | null;
}
