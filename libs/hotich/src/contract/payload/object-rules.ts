import type { HotichProblem } from '../../errors';
import { parseSplit } from '../dates';
import { isObject, own, type JsonObject } from '../wire-json';
import type { Rule, Verdict } from './rule.types';

/** A nested object. */
export function objectShape(parts: readonly string[]): Rule {
  const shape = `{ ${parts.join(', ')} }`;
  return {
    name: 'type',
    check: (value) =>
      isObject(value)
        ? undefined
        : {
            rule: 'type',
            message: { vi: `phải là đối tượng ${shape}`, en: `must be an object ${shape}` },
            remedy: parts.includes('dcChiTiet')
              ? {
                  vi: `Gửi ${shape}; nếu chỉ có chữ thì đặt vào dcChiTiet`,
                  en: `Send ${shape}; text alone goes into dcChiTiet`,
                }
              : { vi: `Gửi ${shape}`, en: `Send ${shape}` },
          },
  };
}

/** `{ namSinh, thangSinh, ngaySinh }` must be a real date. */
export const realSplitDate: Rule = {
  name: 'date',
  check: (value) => {
    const parts = isObject(value) ? DATE_PARTS.map((name) => own(value, name) ?? '') : [];
    if (!parts.every((part) => typeof part === 'string')) return undefined;
    const [namSinh = '', thangSinh = '', ngaySinh = ''] = parts;
    return parseSplit({ namSinh, thangSinh, ngaySinh }) ? undefined : NOT_A_DATE;
  },
};

const DATE_PARTS = ['namSinh', 'thangSinh', 'ngaySinh'] as const;

const NOT_A_DATE: Verdict = {
  rule: 'date',
  message: {
    vi: 'phải là ngày có thật: năm 4 chữ số, tháng và ngày 2 chữ số, để trống phần không rõ',
    en: 'must be a real date: year of 4 digits, month and day of 2, empty where not known',
  },
  remedy: {
    vi: "Ví dụ { namSinh: '1999', thangSinh: '05', ngaySinh: '' }",
    en: "For example { namSinh: '1999', thangSinh: '05', ngaySinh: '' }",
  },
};

/** Name of a field on the wire, fit for JSON and for XML alike. */
export const WIRE_NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;

const MAX_TEXT = 4000;

/** Problems of further fields: names that no wire can carry, values that are neither text, number nor an object of those. */
export function fieldMapProblems(value: unknown, path: string): HotichProblem[] {
  if (!isObject(value)) return [{ path, ...FIELD_VALUE }];
  return Object.entries(value).flatMap(([name, item], index) => {
    if (!WIRE_NAME.test(name)) return [{ path: `${path}[${index}]`, ...FIELD_NAME }];
    return isFieldValue(item) ? [] : [{ path: `${path}.${name}`, ...FIELD_VALUE }];
  });
}

export const fieldMapRule: Rule = {
  name: 'fieldMap',
  check: (value) => {
    const [first] = fieldMapProblems(value, '');
    return first && { rule: first.rule, message: first.message, remedy: first.remedy };
  },
};

function isFieldValue(value: unknown): boolean {
  return isScalarOrNothing(value) || (isObject(value) && isFlat(value));
}

function isFlat(object: JsonObject): boolean {
  return Object.entries(object).every(([name, value]) => WIRE_NAME.test(name) && isScalarOrNothing(value));
}

function isScalarOrNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'string' ? value.length <= MAX_TEXT : typeof value === 'number' && Number.isFinite(value);
}

const FIELD_NAME: Verdict = {
  rule: 'fieldName',
  message: {
    vi: 'tên trường chỉ gồm chữ không dấu, số, gạch dưới và bắt đầu bằng chữ',
    en: 'a field name holds only unaccented letters, digits and underscores and begins with a letter',
  },
  remedy: { vi: 'Dùng đúng tên trường của phần mềm hộ tịch', en: "Use the register's own field name" },
};

const FIELD_VALUE: Verdict = {
  rule: 'type',
  message: {
    vi: `phải là chuỗi (tối đa ${MAX_TEXT} ký tự), số, hoặc đối tượng gồm chuỗi và số`,
    en: `must be text (at most ${MAX_TEXT} characters), a number, or an object of texts and numbers`,
  },
  remedy: { vi: 'Gửi { tenTruong: giaTri }', en: 'Send { fieldName: value }' },
};
