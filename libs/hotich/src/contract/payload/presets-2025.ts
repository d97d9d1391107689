import type { Bilingual } from '../../errors';
import type { CodeListKind } from '../code-lists';
import { HotichTwoTierAddress } from './address';
import { Field } from './field';
import type { FieldSpec } from './field.types';
import { of } from './presets';
import { HotichSplitDate, HotichSplitName } from './split-parts';

/** The one complete sample of the 2025 style. */
export const EXTRACT = 'wire contract 2.11, attested C';

type Rest = Pick<FieldSpec, 'source'> & Partial<FieldSpec>;

export const SplitName = (whom: Bilingual, rest: Rest) =>
  Field(
    { type: 'splitName', meaning: of({ vi: 'Họ, chữ đệm, tên', en: 'Full name' }, whom), ...rest },
    () => HotichSplitName,
  );

export const SplitBirthDate = (whom: Bilingual, rest: Rest) =>
  Field(
    { type: 'splitDate', meaning: of({ vi: 'Ngày sinh', en: 'Date of birth' }, whom), ...rest },
    () => HotichSplitDate,
  );

export const TwoTierAddress = (whom: Bilingual) =>
  Field(
    { type: 'address', meaning: of({ vi: 'Nơi cư trú', en: 'Residence' }, whom), source: EXTRACT },
    () => HotichTwoTierAddress,
  );

export const IntegerCode = (codeList: CodeListKind, vi: string, en: string, whom: Bilingual) =>
  Field({ type: 'integerCode', codeList, meaning: of({ vi, en }, whom), source: EXTRACT });

export const SlashedDay = (vi: string, en: string, rest: Rest) =>
  Field({ type: 'slashedPartialDate', meaning: { vi, en }, ...rest });
