import type { HotichTwoTierAddress } from './address';
import { Ethnicity, Nationality, OtherEthnicity, PaperIssuer, PaperNumber, PersonalNumber, Plain } from './presets';
import { EXTRACT, IntegerCode, SlashedDay, SplitBirthDate, SplitName, TwoTierAddress } from './presets-2025';
import type { HotichSplitDate, HotichSplitName } from './split-parts';

const PERSON = { vi: 'của người được cấp bản sao', en: 'of the person of the extract' };
const REQUESTER = { vi: 'của người yêu cầu', en: 'of the requester' };
const C = { source: EXTRACT };

/** The person whom the extract is about (`cbs`) and whoever asks for it (`nyc`). */
export abstract class HotichExtractPeopleFields {
  /** Person of the extract: name in parts. */
  @SplitName(PERSON, { ...C, required: true })
  cbsHoTen?: HotichSplitName | null;

  /** Person of the extract: date of birth in parts, partial allowed. */
  @SplitBirthDate(PERSON, C)
  cbsNgaySinh?: HotichSplitDate | null;

  /** Person of the extract: 1 male, 2 female, 3 undetermined. */
  @IntegerCode('gioiTinh', 'Giới tính', 'Sex', PERSON)
  cbsGioiTinh?: number | null;

  /** Person of the extract: ethnicity, the register's id as text. */
  @Ethnicity(PERSON, C)
  cbsDanToc?: string | null;

  /** Person of the extract: ethnicity in words, where the code says "other". */
  @OtherEthnicity(PERSON, C)
  cbsDanTocKhac?: string | null;

  /** Person of the extract: nationality, ISO 3166 alpha-2. */
  @Nationality(PERSON, C)
  cbsQuocTich?: string | null;

  /** Person of the extract: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @IntegerCode('loaiCuTru', 'Loại cư trú', 'Kind of residence', PERSON)
  cbsLoaiCuTru?: number | null;

  /** Person of the extract: residence, country and two tiers. */
  @TwoTierAddress(PERSON)
  cbsNoiCuTru?: HotichTwoTierAddress | null;

  /** Person of the extract: kind of identity paper. */
  @IntegerCode('loaiGiayToTuyThan', 'Loại giấy tờ tùy thân', 'Kind of identity paper', PERSON)
  cbsLoaiGiayToTuyThan?: number | null;

  /** Person of the extract: number of the paper. */
  @PaperNumber(PERSON, C)
  cbsSoGiayToTuyThan?: string | null;

  /** Person of the extract: personal number, 12 digits. */
  @PersonalNumber(PERSON, C)
  cbsSoDDCN?: string | null;

  /** Person of the extract: date of issue of the paper, `dd/MM/yyyy`. */
  @SlashedDay(
    'Ngày cấp giấy tờ tùy thân của người được cấp bản sao',
    'Date of issue of the identity paper of the person of the extract',
    C,
  )
  cbsNgayCapGiayToTuyThan?: string | null;

  /** Person of the extract: issuer of the paper. */
  @PaperIssuer(PERSON, C)
  cbsNoiCapGiayToTuyThan?: string | null;

  /** Requester: name in parts. */
  @SplitName(REQUESTER, { ...C, required: true })
  nycHoTen?: HotichSplitName | null;

  /** Requester: relation to the person of the extract, free text. */
  @Plain('Quan hệ với người được cấp bản sao', 'Relation to the person of the extract', { ...C, maxLength: 100 })
  nycQuanHe?: string | null;

  /** Requester: date of birth in parts, partial allowed. */
  @SplitBirthDate(REQUESTER, C)
  nycNgaySinh?: HotichSplitDate | null;

  /** Requester: 1 male, 2 female, 3 undetermined. */
  @IntegerCode('gioiTinh', 'Giới tính', 'Sex', REQUESTER)
  nycGioiTinh?: number | null;

  /** Requester: ethnicity, the register's id as text. */
  @Ethnicity(REQUESTER, C)
  nycDanToc?: string | null;

  /** Requester: ethnicity in words, where the code says "other". */
  @OtherEthnicity(REQUESTER, C)
  nycDanTocKhac?: string | null;

  /** Requester: nationality, ISO 3166 alpha-2. */
  @Nationality(REQUESTER, C)
  nycQuocTich?: string | null;

  /** Requester: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @IntegerCode('loaiCuTru', 'Loại cư trú', 'Kind of residence', REQUESTER)
  nycLoaiCuTru?: number | null;

  /** Requester: residence, country and two tiers. */
  @TwoTierAddress(REQUESTER)
  nycNoiCuTru?: HotichTwoTierAddress | null;

  /** Requester: kind of identity paper. */
  @IntegerCode('loaiGiayToTuyThan', 'Loại giấy tờ tùy thân', 'Kind of identity paper', REQUESTER)
  nycLoaiGiayToTuyThan?: number | null;

  /** Requester: number of the paper. */
  @PaperNumber(REQUESTER, C)
  nycSoGiayToTuyThan?: string | null;

  /** Requester: personal number, 12 digits. */
  @PersonalNumber(REQUESTER, C)
  nycSoDDCN?: string | null;

  /** Requester: date of issue of the paper, `dd/MM/yyyy`. */
  @SlashedDay('Ngày cấp giấy tờ tùy thân của người yêu cầu', 'Date of issue of the identity paper of the requester', C)
  nycNgayCapGiayToTuyThan?: string | null;

  /** Requester: issuer of the paper. */
  @PaperIssuer(REQUESTER, C)
  nycNoiCapGiayToTuyThan?: string | null;

  /** Requester: telephone. */
  @Plain('Số điện thoại của người yêu cầu', 'Telephone of the requester', { ...C, maxLength: 50 })
  nycSoDienThoai?: string | null;

  /** Requester: e-mail. */
  @Plain('Thư điện tử của người yêu cầu', 'E-mail of the requester', { ...C, maxLength: 250 })
  nycEmail?: string | null;
}
