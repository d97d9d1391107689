import type { HotichAddress } from './address';
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
  PaperKind,
  PaperNumber,
  PersonalNumber,
  ResidenceKind,
} from './presets';
import { HotichRequesterFields } from './requester';

const MOTHER = { vi: 'của mẹ', en: 'of the mother' };
const FATHER = { vi: 'của cha', en: 'of the father' };
const A = { source: `wire contract 2.5; ${NAME_A}` };
const C = { source: `wire contract 2.5; ${NAME_C}` };

/** Mother (`me`) and father (`cha`) of the registered child, the same set of fields for both. */
export abstract class HotichBirthParentFields extends HotichRequesterFields {
  /** Mother: full name. */
  @FullName(MOTHER, A)
  meHoTen?: string | null;

  /** Mother: date of birth, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(MOTHER, A)
  meNgaySinh?: string | null;

  /** Mother: ethnicity, the register's id. */
  @Ethnicity(MOTHER, A)
  meDanToc?: string | null;

  /** Mother: ethnicity in words, where the code says "other". */
  @OtherEthnicity(MOTHER, A)
  meDanTocKhac?: string | null;

  /** Mother: nationality, ISO 3166 alpha-2. */
  @Nationality(MOTHER, A)
  meQuocTich?: string | null;

  /** Mother: other nationality in words. */
  @OtherNationality(MOTHER, A)
  meQuocTichKhac?: string | null;

  /** Mother: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(MOTHER, A)
  meLoaiCuTru?: string | null;

  /** Mother: residence. */
  @Address({ vi: 'Nơi cư trú của mẹ', en: 'Residence of the mother' }, C)
  meNoiCuTru?: HotichAddress | null;

  /** Mother: kind of identity paper. */
  @PaperKind(MOTHER, A)
  meLoaiGiayToTuyThan?: string | null;

  /** Mother: name of the paper when its kind is `8`. */
  @OtherPaper(MOTHER, C)
  meGiayToKhac?: string | null;

  /** Mother: number of the paper. */
  @PaperNumber(MOTHER, A)
  meSoGiayToTuyThan?: string | null;

  /** Mother: personal number, 12 digits. */
  @PersonalNumber(MOTHER, C)
  meSoDDCN?: string | null;

  /** Mother: authentication flag, passed through from DVCLT. */
  @Authenticated(MOTHER, C)
  meXacThucThongTin?: string | null;

  /** Father: full name. */
  @FullName(FATHER, A)
  chaHoTen?: string | null;

  /** Father: date of birth, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(FATHER, A)
  chaNgaySinh?: string | null;

  /** Father: ethnicity, the register's id. */
  @Ethnicity(FATHER, A)
  chaDanToc?: string | null;

  /** Father: ethnicity in words, where the code says "other". */
  @OtherEthnicity(FATHER, A)
  chaDanTocKhac?: string | null;

  /** Father: nationality, ISO 3166 alpha-2. */
  @Nationality(FATHER, A)
  chaQuocTich?: string | null;

  /** Father: other nationality in words. */
  @OtherNationality(FATHER, A)
  chaQuocTichKhac?: string | null;

  /** Father: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(FATHER, A)
  chaLoaiCuTru?: string | null;

  /** Father: residence. */
  @Address({ vi: 'Nơi cư trú của cha', en: 'Residence of the father' }, C)
  chaNoiCuTru?: HotichAddress | null;

  /** Father: kind of identity paper. */
  @PaperKind(FATHER, A)
  chaLoaiGiayToTuyThan?: string | null;

  /** Father: name of the paper when its kind is `8`. */
  @OtherPaper(FATHER, C)
  chaGiayToKhac?: string | null;

  /** Father: number of the paper. */
  @PaperNumber(FATHER, A)
  chaSoGiayToTuyThan?: string | null;

  /** Father: personal number, 12 digits. */
  @PersonalNumber(FATHER, C)
  chaSoDDCN?: string | null;

  /** Father: authentication flag, passed through from DVCLT. */
  @Authenticated(FATHER, C)
  chaXacThucThongTin?: string | null;
}
