import type { HotichAddress } from './address';
import {
  Address,
  BirthDate,
  Ethnicity,
  FullName,
  Nationality,
  OtherNationality,
  OtherPaper,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  REGISTER_A,
  REGISTER_D,
  ResidenceKind,
} from './presets';

const PARENT = { vi: 'của người cha hoặc mẹ', en: 'of the parent' };
const CHILD = { vi: 'của người con', en: 'of the child' };
const A = { source: `wire contract 2.9; ${REGISTER_A}` };
const D = { source: `wire contract 2.9; ${REGISTER_D}` };

/** Father or mother (`cm`, cha mẹ) and child (`nc`, người con), the same set of fields for both. */
export abstract class HotichParentAndChildFields {
  /** Parent: full name. */
  @FullName(PARENT, { ...A, required: true })
  cmHoTen?: string | null;

  /** Parent: date of birth, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(PARENT, A)
  cmNgaySinh?: string | null;

  /** Parent: ethnicity, the register's id. */
  @Ethnicity(PARENT, A)
  cmDanToc?: string | null;

  /** Parent: nationality, ISO 3166 alpha-2. */
  @Nationality(PARENT, A)
  cmQuocTich?: string | null;

  /** Parent: other nationality in words. */
  @OtherNationality(PARENT, A)
  cmQuocTichKhac?: string | null;

  /** Parent: native place. */
  @Address({ vi: 'Quê quán của người cha hoặc mẹ', en: 'Native place of the parent' }, D)
  cmQueQuan?: HotichAddress | null;

  /** Parent: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(PARENT, A)
  cmLoaiCuTru?: string | null;

  /** Parent: residence. */
  @Address({ vi: 'Nơi cư trú của người cha hoặc mẹ', en: 'Residence of the parent' }, D)
  cmNoiCuTru?: HotichAddress | null;

  /** Parent: kind of identity paper. */
  @PaperKind(PARENT, A)
  cmLoaiGiayToTuyThan?: string | null;

  /** Parent: name of the paper when its kind is `8`. */
  @OtherPaper(PARENT, A)
  cmGiayToKhac?: string | null;

  /** Parent: number of the paper. */
  @PaperNumber(PARENT, A)
  cmSoGiayToTuyThan?: string | null;

  /** Parent: date of issue of the paper. */
  @PaperDate(PARENT, A)
  cmNgayCapGiayToTuyThan?: string | null;

  /** Parent: issuer of the paper. */
  @PaperIssuer(PARENT, A)
  cmNoiCapGiayToTuyThan?: string | null;

  /** Child: full name. */
  @FullName(CHILD, { ...A, required: true })
  ncHoTen?: string | null;

  /** Child: date of birth, `dd.MM.yyyy`, `MM.yyyy` or `yyyy`. */
  @BirthDate(CHILD, A)
  ncNgaySinh?: string | null;

  /** Child: ethnicity, the register's id. */
  @Ethnicity(CHILD, A)
  ncDanToc?: string | null;

  /** Child: nationality, ISO 3166 alpha-2. */
  @Nationality(CHILD, A)
  ncQuocTich?: string | null;

  /** Child: other nationality in words. */
  @OtherNationality(CHILD, A)
  ncQuocTichKhac?: string | null;

  /** Child: native place. */
  @Address({ vi: 'Quê quán của người con', en: 'Native place of the child' }, D)
  ncQueQuan?: HotichAddress | null;

  /** Child: kind of residence: 0 no information, 1 permanent, 2 temporary. */
  @ResidenceKind(CHILD, A)
  ncLoaiCuTru?: string | null;

  /** Child: residence. */
  @Address({ vi: 'Nơi cư trú của người con', en: 'Residence of the child' }, D)
  ncNoiCuTru?: HotichAddress | null;

  /** Child: kind of identity paper. */
  @PaperKind(CHILD, A)
  ncLoaiGiayToTuyThan?: string | null;

  /** Child: name of the paper when its kind is `8`. */
  @OtherPaper(CHILD, A)
  ncGiayToKhac?: string | null;

  /** Child: number of the paper. */
  @PaperNumber(CHILD, A)
  ncSoGiayToTuyThan?: string | null;

  /** Child: date of issue of the paper. */
  @PaperDate(CHILD, A)
  ncNgayCapGiayToTuyThan?: string | null;

  /** Child: issuer of the paper. */
  @PaperIssuer(CHILD, A)
  ncNoiCapGiayToTuyThan?: string | null;
}
