import type { Bilingual } from '../../errors';
import type { CodeListKind } from '../code-lists';
import { HotichAddress } from './address';
import { Field } from './field';
import type { FieldSpec } from './field.types';

/** Field names the register itself uses, beside the API: the best attested. */
export const NAME_A = 'name attested A (register), use attested C (API)';
export const NAME_C = 'attested C (API)';
/** Fields of modules whose JSON form nobody has seen: the register's names, the style of births and deaths. */
export const REGISTER_A = 'name attested A (register), use in JSON attested D';
export const REGISTER_D = 'name attested A (register, as text), shape in JSON attested D';
export const FORM_C = 'name attested C (web form of 2026), use in the API attested D';

type Rest = Pick<FieldSpec, 'source'> & Partial<FieldSpec>;

/** `Họ tên` + `của mẹ` → one meaning in both languages. */
export function of(what: Bilingual, whom: Bilingual): Bilingual {
  return { vi: `${what.vi} ${whom.vi}`, en: `${what.en} ${whom.en}` };
}

export const FullName = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'personName',
    maxLength: 250,
    meaning: of({ vi: 'Họ, chữ đệm, tên', en: 'Full name' }, whom),
    ...rest,
  });

export const BirthDate = (whom: Bilingual, rest: Rest) =>
  Field({ type: 'birthDate', meaning: of({ vi: 'Ngày sinh', en: 'Date of birth' }, whom), ...rest });

export const Sex = (whom: Bilingual, rest: Rest) =>
  Field({ type: 'code', codeList: 'gioiTinh', meaning: of({ vi: 'Giới tính', en: 'Sex' }, whom), ...rest });

export const Ethnicity = (whom: Bilingual, rest: Rest) =>
  Field({ type: 'code', codeList: 'danToc', meaning: of({ vi: 'Dân tộc', en: 'Ethnicity' }, whom), ...rest });

export const OtherEthnicity = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'text',
    maxLength: 250,
    meaning: of({ vi: 'Dân tộc khác (ghi bằng chữ)', en: 'Other ethnicity, in words,' }, whom),
    ...rest,
  });

export const Nationality = (whom: Bilingual, rest: Rest) =>
  Field({ type: 'code', codeList: 'quocTich', meaning: of({ vi: 'Quốc tịch', en: 'Nationality' }, whom), ...rest });

export const OtherNationality = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'text',
    maxLength: 250,
    meaning: of({ vi: 'Quốc tịch khác (ghi bằng chữ)', en: 'Other nationality, in words,' }, whom),
    ...rest,
  });

export const ResidenceKind = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'code',
    codeList: 'loaiCuTru',
    meaning: of({ vi: 'Loại cư trú', en: 'Kind of residence' }, whom),
    ...rest,
  });

export const UnitCode = (vi: string, en: string, rest: Rest) =>
  Field({ type: 'unitCode', meaning: { vi, en }, ...rest });

export const Day = (vi: string, en: string, rest: Rest) => Field({ type: 'partialDate', meaning: { vi, en }, ...rest });

export const RegistrationKind = (codeList: CodeListKind, rest: Rest) =>
  Field({ type: 'code', codeList, meaning: { vi: 'Loại đăng ký', en: 'Kind of registration' }, ...rest });

export const Address = (meaning: Bilingual, rest: Rest) =>
  Field({ type: 'address', meaning, ...rest }, () => HotichAddress);

export const PaperKind = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'code',
    codeList: 'loaiGiayToTuyThan',
    meaning: of({ vi: 'Loại giấy tờ tùy thân', en: 'Kind of identity paper' }, whom),
    ...rest,
  });

export const OtherPaper = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'text',
    maxLength: 250,
    meaning: of({ vi: 'Tên giấy tờ khác (khi loại là 8)', en: 'Name of the other paper (kind 8)' }, whom),
    ...rest,
  });

export const PaperNumber = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'text',
    maxLength: 50,
    meaning: of({ vi: 'Số giấy tờ tùy thân', en: 'Number of the identity paper' }, whom),
    ...rest,
  });

export const PaperDate = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'partialDate',
    meaning: of({ vi: 'Ngày cấp giấy tờ tùy thân', en: 'Date of issue of the identity paper' }, whom),
    ...rest,
  });

export const PaperIssuer = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'text',
    meaning: of({ vi: 'Nơi cấp giấy tờ tùy thân', en: 'Issuer of the identity paper' }, whom),
    ...rest,
  });

export const PersonalNumber = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'personalNumber',
    meaning: of({ vi: 'Số định danh cá nhân', en: 'Personal identification number' }, whom),
    ...rest,
  });

export const Authenticated = (whom: Bilingual, rest: Rest) =>
  Field({
    type: 'text',
    maxLength: 50,
    meaning: of(
      {
        vi: 'Đã xác thực với CSDL dân cư (giá trị chưa công bố)',
        en: 'Authenticated against the population database (values not public)',
      },
      whom,
    ),
    ...rest,
  });

export const Plain = (vi: string, en: string, rest: Rest) => Field({ type: 'text', meaning: { vi, en }, ...rest });
