import type { HotichAddress } from './address';
import { Field } from './field';
import type { Bilingual } from '../../errors';
import {
  Address,
  BirthDate,
  Ethnicity,
  FullName,
  NAME_A,
  NAME_C,
  Nationality,
  of,
  OtherEthnicity,
  OtherPaper,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  PersonalNumber,
  Plain,
  ResidenceKind,
  UnitCode,
} from './presets';

const HUSBAND = { vi: 'của chồng', en: 'of the husband' };
const WIFE = { vi: 'của vợ', en: 'of the wife' };
const A = { source: `wire contract 2.7; ${NAME_A}` };
const C = { source: `wire contract 2.7; ${NAME_C}` };

const MarriageCount = (whom: Bilingual, rest: { source: string }) =>
  Field({ type: 'integer', meaning: of({ vi: 'Số lần kết hôn', en: 'Number of marriages' }, whom), ...rest });

const MaritalStatus = (whom: Bilingual, rest: { source: string }) =>
  Field({
    type: 'code',
    codeList: 'tinhTrangHonNhan',
    meaning: of({ vi: 'Loại tình trạng hôn nhân', en: 'Marital status' }, whom),
    ...rest,
  });

/** Husband (`chong`) and wife (`vo`), the same set of fields for both. */
export abstract class HotichSpouseFields {
  /** Husband: full name. */
  @FullName(HUSBAND, { ...A, required: true })
  chongHoTen?: string | null;

  /** Husband: date of birth, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(HUSBAND, A)
  chongNgaySinh?: string | null;

  /** Husband: ethnicity, the register's id. */
  @Ethnicity(HUSBAND, A)
  chongDanToc?: string | null;

  /** Husband: ethnicity in words, where the code says "other". */
  @OtherEthnicity(HUSBAND, C)
  chongDanTocKhac?: string | null;

  /** Husband: nationality, ISO 3166 alpha-2. */
  @Nationality(HUSBAND, A)
  chongQuocTich?: string | null;

  /** Husband: residence abroad, text; only the husband has this field. */
  @Plain('Nơi cư trú ở nước ngoài của chồng', 'Residence abroad of the husband', C)
  chongCuTruNuocNgoai?: string | null;

  /** Husband: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(HUSBAND, A)
  chongLoaiCuTru?: string | null;

  /** Husband: residence, its codes filled. */
  @Address({ vi: 'Nơi cư trú của chồng', en: 'Residence of the husband' }, C)
  chongNoiCuTru?: HotichAddress | null;

  /** Husband: kind of identity paper. */
  @PaperKind(HUSBAND, A)
  chongLoaiGiayToTuyThan?: string | null;

  /** Husband: name of the paper when its kind is `8`. */
  @OtherPaper(HUSBAND, C)
  chongGiayToKhac?: string | null;

  /** Husband: number of the paper. */
  @PaperNumber(HUSBAND, A)
  chongSoGiayToTuyThan?: string | null;

  /** Husband: date of issue of the paper. */
  @PaperDate(HUSBAND, A)
  chongNgayCapGiayToTuyThan?: string | null;

  /** Husband: issuer of the paper. */
  @PaperIssuer(HUSBAND, A)
  chongNoiCapGiayToTuyThan?: string | null;

  /** Husband: personal number, 12 digits. */
  @PersonalNumber(HUSBAND, C)
  chongSoDDCN?: string | null;

  /** Husband: how many times married, this one included. */
  @MarriageCount(HUSBAND, C)
  chongSoLanKH?: number | null;

  /** Husband: marital status as a code, 1–6. */
  @MaritalStatus(HUSBAND, C)
  chongLoaiTinhTrangHonNhan?: string | null;

  /** Husband: marital status in words; send it beside the code. */
  @Plain('Tình trạng hôn nhân của chồng (ghi bằng chữ)', 'Marital status of the husband, in words', C)
  chongTinhTrangHonNhan?: string | null;

  /** Husband: whether a marital-status certificate is asked for; the values are not public. */
  @Plain(
    'Yêu cầu xác nhận tình trạng hôn nhân của chồng (giá trị chưa công bố)',
    'Certificate asked for the husband (values not public)',
    { ...C, maxLength: 50 },
  )
  chongYeuCauXNTTHN?: string | null;

  /** Husband: unit that confirms the marital status. */
  @UnitCode('Nơi xác nhận tình trạng hôn nhân của chồng', 'Unit confirming the marital status of the husband', C)
  chongNoiXNTTHN?: string | null;

  /** Wife: full name. */
  @FullName(WIFE, { ...A, required: true })
  voHoTen?: string | null;

  /** Wife: date of birth, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(WIFE, A)
  voNgaySinh?: string | null;

  /** Wife: ethnicity, the register's id. */
  @Ethnicity(WIFE, A)
  voDanToc?: string | null;

  /** Wife: ethnicity in words, where the code says "other". */
  @OtherEthnicity(WIFE, C)
  voDanTocKhac?: string | null;

  /** Wife: nationality, ISO 3166 alpha-2. */
  @Nationality(WIFE, A)
  voQuocTich?: string | null;

  /** Wife: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(WIFE, A)
  voLoaiCuTru?: string | null;

  /** Wife: residence, its codes filled. */
  @Address({ vi: 'Nơi cư trú của vợ', en: 'Residence of the wife' }, C)
  voNoiCuTru?: HotichAddress | null;

  /** Wife: kind of identity paper. */
  @PaperKind(WIFE, A)
  voLoaiGiayToTuyThan?: string | null;

  /** Wife: name of the paper when its kind is `8`. */
  @OtherPaper(WIFE, C)
  voGiayToKhac?: string | null;

  /** Wife: number of the paper. */
  @PaperNumber(WIFE, A)
  voSoGiayToTuyThan?: string | null;

  /** Wife: date of issue of the paper. */
  @PaperDate(WIFE, A)
  voNgayCapGiayToTuyThan?: string | null;

  /** Wife: issuer of the paper. */
  @PaperIssuer(WIFE, A)
  voNoiCapGiayToTuyThan?: string | null;

  /** Wife: personal number, 12 digits. */
  @PersonalNumber(WIFE, C)
  voSoDDCN?: string | null;

  /** Wife: how many times married, this one included. */
  @MarriageCount(WIFE, C)
  voSoLanKH?: number | null;

  /** Wife: marital status as a code, 1–6. */
  @MaritalStatus(WIFE, C)
  voLoaiTinhTrangHonNhan?: string | null;

  /** Wife: marital status in words; send it beside the code. */
  @Plain('Tình trạng hôn nhân của vợ (ghi bằng chữ)', 'Marital status of the wife, in words', C)
  voTinhTrangHonNhan?: string | null;

  /** Wife: whether a marital-status certificate is asked for; the values are not public. */
  @Plain(
    'Yêu cầu xác nhận tình trạng hôn nhân của vợ (giá trị chưa công bố)',
    'Certificate asked for the wife (values not public)',
    { ...C, maxLength: 50 },
  )
  voYeuCauXNTTHN?: string | null;

  /** Wife: unit that confirms the marital status. */
  @UnitCode('Nơi xác nhận tình trạng hôn nhân của vợ', 'Unit confirming the marital status of the wife', C)
  voNoiXNTTHN?: string | null;
}
