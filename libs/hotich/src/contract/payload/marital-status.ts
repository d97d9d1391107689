import type { HotichAddress } from './address';
import { Field } from './field';
import { HotichMaritalStatusBlocks } from './marital-status-blocks';
import {
  Address,
  BirthDate,
  Day,
  Ethnicity,
  FullName,
  Nationality,
  OtherNationality,
  OtherPaper,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  Plain,
  REGISTER_A,
  REGISTER_D,
  RegistrationKind,
  ResidenceKind,
  Sex,
  UnitCode,
} from './presets';

const PERSON = { vi: 'của người được xác nhận', en: 'of the person certified' };
const REQUESTER = { vi: 'của người yêu cầu', en: 'of the requester' };
const A = { source: `wire contract 2.8; ${REGISTER_A}` };
const D = { source: `wire contract 2.8; ${REGISTER_D}` };

/**
 * Payload of HN in JSON, style 2024: the register's own names in the style of births and deaths, and what the web form of 2026
 * adds. No JSON of this module is public. Source: wire contract 2.8.
 */
export class HotichMaritalStatusPayload extends HotichMaritalStatusBlocks {
  /** Kind of registration: 1 first. */
  @RegistrationKind('loaiDangKyHonNhan', A)
  loaiDangKy?: string | null;

  /** Registering unit, 5 digits (3 for a district before 1/7/2025); the same unit as `maDonVi`. */
  @UnitCode('Nơi đăng ký', 'Registering unit', {
    source: 'wire contract 2.8; common to the JSON payloads (2.5 to 2.7), attested D here',
  })
  noiDangKy?: string | null;

  /** Full name. */
  @FullName(PERSON, { ...A, required: true })
  nxnHoTen?: string | null;

  /** 1 male, 2 female, 3 undetermined. */
  @Sex(PERSON, A)
  nxnGioiTinh?: string | null;

  /** `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(PERSON, A)
  nxnNgaySinh?: string | null;

  /** Ethnicity, the register's id. */
  @Ethnicity(PERSON, A)
  nxnDanToc?: string | null;

  /** Nationality, ISO 3166 alpha-2. */
  @Nationality(PERSON, A)
  nxnQuocTich?: string | null;

  /** Other nationality in words. */
  @OtherNationality(PERSON, A)
  nxnQuocTichKhac?: string | null;

  /** Kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(PERSON, A)
  nxnLoaiCuTru?: string | null;

  /** Residence. */
  @Address({ vi: 'Nơi cư trú của người được xác nhận', en: 'Residence of the person certified' }, D)
  nxnNoiCuTru?: HotichAddress | null;

  /** Kind of identity paper. */
  @PaperKind(PERSON, A)
  nxnLoaiGiayToTuyThan?: string | null;

  /** Name of the paper when its kind is `8`. */
  @OtherPaper(PERSON, A)
  nxnGiayToKhac?: string | null;

  /** Number of the paper. */
  @PaperNumber(PERSON, A)
  nxnSoGiayToTuyThan?: string | null;

  /** Date of issue of the paper. */
  @PaperDate(PERSON, A)
  nxnNgayCapGiayToTuyThan?: string | null;

  /** Issuer of the paper. */
  @PaperIssuer(PERSON, A)
  nxnNoiCapGiayToTuyThan?: string | null;

  /** Period of residence that the certificate covers: where. */
  @Plain('Thời gian cư trú: tại', 'Period of residence: where', A)
  nxnThoiGianCuTruTai?: string | null;

  /** Period of residence: from. */
  @Day('Thời gian cư trú: từ ngày', 'Period of residence: from', A)
  nxnThoiGianCuTruTu?: string | null;

  /** Period of residence: to. */
  @Day('Thời gian cư trú: đến ngày', 'Period of residence: to', A)
  nxnThoiGianCuTruDen?: string | null;

  /** Marital status in words; with status 6 the only place to say it. */
  @Plain('Tình trạng hôn nhân (ghi bằng chữ)', 'Marital status in words', { ...A, maxLength: 1000 })
  nxnTinhTrangHonNhan?: string | null;

  /** Purpose of the certificate: 1–5, in the web form of 2026 up to 12. */
  @Field({
    type: 'code',
    codeList: 'mucDichSuDung',
    meaning: { vi: 'Loại mục đích sử dụng', en: 'Kind of purpose' },
    ...A,
  })
  nxnLoaiMucDichSuDung?: string | null;

  /** Purpose in words. */
  @Plain('Mục đích sử dụng', 'Purpose in words', { ...A, maxLength: 1000 })
  nxnMucDichSuDung?: string | null;

  /** Requester: full name. */
  @FullName(REQUESTER, { ...A, required: true })
  nycHoTen?: string | null;

  /** Requester: relation to the person certified, free text. */
  @Plain('Quan hệ với người được xác nhận', 'Relation to the person certified', { ...A, maxLength: 100 })
  nycQuanHe?: string | null;

  /** Requester: kind of identity paper. */
  @PaperKind(REQUESTER, A)
  nycLoaiGiayToTuyThan?: string | null;

  /** Requester: name of the paper when its kind is `8`. */
  @OtherPaper(REQUESTER, A)
  nycGiayToKhac?: string | null;

  /** Requester: number of the paper. */
  @PaperNumber(REQUESTER, A)
  nycSoGiayToTuyThan?: string | null;

  /** Requester: date of issue of the paper. */
  @PaperDate(REQUESTER, A)
  nycNgayCapGiayToTuyThan?: string | null;

  /** Requester: issuer of the paper. */
  @PaperIssuer(REQUESTER, A)
  nycNoiCapGiayToTuyThan?: string | null;

  /** Note. */
  @Plain('Ghi chú', 'Note', { ...A, maxLength: 1000 })
  ghiChu?: string | null;
}
