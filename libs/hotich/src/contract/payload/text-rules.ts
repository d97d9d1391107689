import { parseDotted, parseSlashed } from '../dates';
import { codeRule } from './code-rules';
import type { FieldSpec, FieldType } from './field.types';
import type { Rule } from './rule.types';

/** Types whose values are text, without those that have rules of their own. */
export type TextFieldType = Exclude<
  FieldType,
  'unitCode' | 'address' | 'splitName' | 'splitDate' | 'fieldMap' | 'integer' | 'integerCode' | 'registerCode'
>;

/** How a value of the type is written; `undefined` where nothing needs saying. */
export const FORMATS: Readonly<Partial<Record<FieldType, string>>> = {
  count: '0–999',
  integer: 'integer',
  integerCode: 'integer',
  registerCode: 'integer | text',
  date: 'dd.MM.yyyy',
  partialDate: 'dd.MM.yyyy | MM.yyyy | yyyy',
  birthDate: 'dd.MM.yyyy | MM.yyyy | yyyy',
  slashedDate: 'dd/MM/yyyy',
  slashedPartialDate: 'dd/MM/yyyy | MM/yyyy | yyyy',
  splitName: '{ Ho, ChuDem, Ten }',
  splitDate: '{ namSinh, thangSinh, ngaySinh }',
  fieldMap: '{ name: text | number | object }',
  personalNumber: '\\d{12}',
  unitCode: '\\d{5} | \\d{3}',
  provinceCode: '\\d{2}',
  districtCode: '\\d{3}',
  communeCode: '\\d{5}',
};

/** What a text of the type must look like. */
export function formatRules(type: TextFieldType, spec: FieldSpec): readonly Rule[] {
  switch (type) {
    case 'text':
    case 'personName':
      return [];
    case 'code':
      return [codeRule(spec)];
    case 'date':
      return [day((text) => parseDotted(text)?.day !== undefined, 'dd.MM.yyyy', '05.01.2025')];
    case 'slashedDate':
      return [day((text) => parseSlashed(text)?.day !== undefined, 'dd/MM/yyyy', '05/01/2025')];
    case 'partialDate':
    case 'birthDate':
      return [partialDay((text) => parseDotted(text) !== undefined, ['dd.MM.yyyy', 'MM.yyyy'], '05.01.2025')];
    case 'slashedPartialDate':
      return [partialDay((text) => parseSlashed(text) !== undefined, ['dd/MM/yyyy', 'MM/yyyy'], '05/01/2025')];
    case 'count':
      return [digits('count', /^\d{1,3}$/, 'phải là số từ 0 đến 999', 'must be a number from 0 to 999', '2')];
    case 'personalNumber':
      return [
        digits('personalNumber', /^\d{12}$/, 'phải gồm đúng 12 chữ số', 'must be exactly 12 digits', '001099000001'),
      ];
    case 'provinceCode':
      return [digits('provinceCode', /^\d{2}$/, 'mã tỉnh phải gồm 2 chữ số', 'a province code has 2 digits', '01')];
    case 'districtCode':
      return [digits('districtCode', /^\d{3}$/, 'mã huyện phải gồm 3 chữ số', 'a district code has 3 digits', '001')];
    case 'communeCode':
      return [digits('communeCode', /^\d{5}$/, 'mã xã phải gồm 5 chữ số', 'a commune code has 5 digits', '00019')];
  }
}

function day(holds: (text: string) => boolean, shape: string, example: string): Rule {
  return format('date', holds, `phải là ngày có thật dạng ${shape}`, `must be a real day written ${shape}`, example);
}

function partialDay(holds: (text: string) => boolean, [whole, month]: [string, string], example: string): Rule {
  return format(
    'date',
    holds,
    `phải là ngày có thật dạng ${whole}, hoặc ${month}, yyyy khi không rõ`,
    `must be a real date written ${whole}, or ${month} or yyyy where no more is known`,
    example,
  );
}

function digits(name: string, shape: RegExp, vi: string, en: string, example: string): Rule {
  return format(name, (text) => shape.test(text), vi, en, `'${example}'`);
}

function format(name: string, holds: (text: string) => boolean, vi: string, en: string, example: string): Rule {
  return {
    name,
    check: (value) =>
      typeof value === 'string' && holds(value)
        ? undefined
        : {
            rule: name,
            message: { vi, en },
            remedy: { vi: `Ví dụ ${example}`, en: `For example ${example}` },
          },
  };
}
