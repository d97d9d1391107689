import type { HotichAddress } from './address';
import { Field } from './field';
import {
  Address,
  Authenticated,
  BirthDate,
  Ethnicity,
  FullName,
  NAME_A,
  NAME_C,
  Nationality,
  OtherEthnicity,
  OtherNationality,
  OtherPaper,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  Plain,
  ResidenceKind,
  Sex,
} from './presets';
import { HotichRequesterFields } from './requester';

const DECEASED = { vi: 'của người chết', en: 'of the deceased' };
const A = { source: `wire contract 2.6; ${NAME_A}` };
const C = { source: `wire contract 2.6; ${NAME_C}` };

/**
 * Payload of LTKT and KT, style 2024: every scalar is text, dates are `dd.MM.yyyy`, addresses are objects. Empty values may be
 * absent, `null` or `''`. Source: wire contract 2.6.
 */
export class HotichDeathPayload extends HotichRequesterFields {
  /** Code of the death notice (giấy báo tử). */
  @Plain('Mã giấy báo tử', 'Code of the death notice', { ...C, maxLength: 100 })
  maGBT?: string | null;

  /** Date of the death notice, `dd.MM.yyyy`. */
  @Field({ type: 'date', meaning: { vi: 'Ngày cấp giấy báo tử', en: 'Date of the death notice' }, ...C })
  ngayCapGBT?: string | null;

  /** Kind of registration: 1 on time, 2 again, 3 recorded from abroad, 4 late, 5 died long ago. */
  @Field({
    type: 'code',
    codeList: 'loaiDangKyKhaiTu',
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
  @FullName(DECEASED, { ...A, required: true })
  nktHoTen?: string | null;

  /** 1 male, 2 female, 3 undetermined. */
  @Sex(DECEASED, { ...A, required: true })
  nktGioiTinh?: string | null;

  /** `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(DECEASED, A)
  nktNgaySinh?: string | null;

  /** Ethnicity, the register's id. */
  @Ethnicity(DECEASED, A)
  nktDanToc?: string | null;

  /** Ethnicity in words, where the code says "other". */
  @OtherEthnicity(DECEASED, A)
  nktDanTocKhac?: string | null;

  /** Nationality, ISO 3166 alpha-2. */
  @Nationality(DECEASED, A)
  nktQuocTich?: string | null;

  /** Other nationality in words. */
  @OtherNationality(DECEASED, A)
  nktQuocTichKhac?: string | null;

  /** Kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(DECEASED, A)
  nktLoaiCuTru?: string | null;

  /** Last residence. */
  @Address({ vi: 'Nơi cư trú cuối cùng', en: 'Last residence' }, C)
  nktNoiCuTru?: HotichAddress | null;

  /** Kind of identity paper. */
  @PaperKind(DECEASED, A)
  nktLoaiGiayToTuyThan?: string | null;

  /** Name of the paper when its kind is `8`. */
  @OtherPaper(DECEASED, A)
  nktGiayToKhac?: string | null;

  /** Number of the paper. */
  @PaperNumber(DECEASED, A)
  nktSoGiayToTuyThan?: string | null;

  /** Date of issue of the paper. */
  @PaperDate(DECEASED, A)
  nktNgayCapGiayToTuyThan?: string | null;

  /** Issuer of the paper. */
  @PaperIssuer(DECEASED, A)
  nktNoiCapGiayToTuyThan?: string | null;

  /** Date of death, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @Field({ type: 'partialDate', required: true, meaning: { vi: 'Ngày chết', en: 'Date of death' }, ...A })
  nktNgayChet?: string | null;

  /** Time of death; the pattern is not stated anywhere, so it is passed on as text. */
  @Plain('Giờ, phút chết', 'Time of death', { ...A, maxLength: 50 })
  nktGioPhutChet?: string | null;

  /** Place of death. */
  @Address({ vi: 'Nơi chết', en: 'Place of death' }, C)
  nktNoiChet?: HotichAddress | null;

  /** Cause of death. */
  @Plain('Nguyên nhân chết', 'Cause of death', { ...A, maxLength: 1000 })
  nktNguyenNhanChet?: string | null;

  /** Authentication flag, passed through from DVCLT. */
  @Authenticated(DECEASED, C)
  nktXacThucThongTin?: string | null;

  /** Kind of the document that proves the death, 0–7. */
  @Field({
    type: 'code',
    codeList: 'loaiGiayBaoTu',
    meaning: { vi: 'Loại giấy tờ chứng minh việc chết', en: 'Kind of document proving the death' },
    ...A,
  })
  gbtLoai?: string | null;

  /** Its number. */
  @Plain('Số giấy tờ chứng minh việc chết', 'Number of the document proving the death', { ...A, maxLength: 100 })
  gbtSo?: string | null;

  /** Its date, `dd.MM.yyyy`. */
  @Field({
    type: 'partialDate',
    meaning: { vi: 'Ngày giấy tờ chứng minh việc chết', en: 'Date of the document proving the death' },
    ...A,
  })
  gbtNgay?: string | null;

  /** Its issuer. */
  @Plain('Cơ quan cấp giấy tờ chứng minh việc chết', 'Issuer of the document proving the death', A)
  gbtCoQuanCap?: string | null;
}
