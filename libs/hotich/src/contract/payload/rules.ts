import { bilingual, type HotichProblem } from '../../errors';
import { codeList } from '../code-lists';
import { parseDotted } from '../dates';
import { validateUnitCode } from '../unit-codes';
import { isObject } from '../wire-json';
import type { FieldSpec, FieldType } from './field.types';

export const DEFAULT_MAX_LENGTH = 500;

/** A broken rule, before it is known at which path. */
export type Verdict = Omit<HotichProblem, 'path'>;

/** One check of a field. Empty values are nobody's business but `required`'s: absent, `null` and `''` are the same on the wire. */
export interface Rule {
  readonly name: string;
  /** What is wrong with a value that is not empty; `undefined` when nothing is. */
  check(value: unknown): Verdict | undefined;
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** The checks of a field, in the order in which they are worth reporting. */
export function rulesOf(spec: FieldSpec): readonly Rule[] {
  if (spec.type === 'address') return [addressShape];
  const { type } = spec;
  if (type === 'unitCode') return [unitCode];
  return [textType, controlCharacters, maxLength(spec.maxLength ?? DEFAULT_MAX_LENGTH), ...formatRules(type, spec)];
}

/** Verdict on an empty field that must be filled. */
export function missing(spec: FieldSpec): Verdict {
  return {
    rule: 'required',
    message: { vi: `thiếu: ${spec.meaning.vi}`, en: `is missing: ${spec.meaning.en}` },
    remedy: { vi: `Nhập ${spec.meaning.vi}`, en: `Give: ${spec.meaning.en}` },
  };
}

/** The line that class-validator itself prints. */
export function verdictLine(verdict: Verdict | undefined): string {
  return verdict ? `$property: ${bilingual(verdict.message)}` : '$property';
}

/** How a value of the type is written; `undefined` where nothing needs saying. */
export const FORMATS: Readonly<Partial<Record<FieldType, string>>> = {
  count: '1–999',
  date: 'dd.MM.yyyy',
  partialDate: 'dd.MM.yyyy | MM.yyyy | yyyy',
  personalNumber: '\\d{12}',
  unitCode: '\\d{5} | \\d{3}',
  provinceCode: '\\d{2}',
  districtCode: '\\d{3}',
  communeCode: '\\d{5}',
};

const textType: Rule = {
  name: 'type',
  check: (value) =>
    typeof value === 'string'
      ? undefined
      : {
          rule: 'type',
          message: { vi: 'phải là chuỗi ký tự', en: 'must be text' },
          remedy: {
            vi: 'Gửi dạng chuỗi, kể cả mã và số: số làm mất các chữ số 0 ở đầu',
            en: 'Send text, also for codes and numbers: leading zeros are lost in a number',
          },
        },
};

const controlCharacters: Rule = {
  name: 'controlCharacters',
  check: (value) =>
    // Neither XML nor the register's screens can hold these signs.
    typeof value !== 'string' || !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value)
      ? undefined
      : {
          rule: 'controlCharacters',
          message: { vi: 'chứa ký tự điều khiển', en: 'holds control characters' },
          remedy: { vi: 'Xóa ký tự lạ rồi nhập lại', en: 'Remove the strange signs and enter it again' },
        },
};

const addressShape: Rule = {
  name: 'type',
  check: (value) =>
    isObject(value)
      ? undefined
      : {
          rule: 'type',
          message: { vi: 'phải là đối tượng địa chỉ', en: 'must be an address object' },
          remedy: {
            vi: 'Gửi { maTinh, maHuyen, maXa, dcChiTiet }; nếu chỉ có chữ thì đặt vào dcChiTiet',
            en: 'Send { maTinh, maHuyen, maXa, dcChiTiet }; text alone goes into dcChiTiet',
          },
        },
};

const unitCode: Rule = {
  name: 'unitCode',
  check: (value) => validateUnitCode(value)[0],
};

function maxLength(limit: number): Rule {
  return {
    name: 'maxLength',
    check: (value) =>
      typeof value !== 'string' || value.length <= limit
        ? undefined
        : {
            rule: 'maxLength',
            message: { vi: `dài quá ${limit} ký tự`, en: `is longer than ${limit} characters` },
            remedy: { vi: 'Rút gọn nội dung', en: 'Shorten the text' },
          },
  };
}

function formatRules(type: Exclude<FieldType, 'unitCode' | 'address'>, spec: FieldSpec): readonly Rule[] {
  switch (type) {
    case 'text':
      return [];
    case 'code':
      return [codeRule(spec)];
    case 'date':
      return [
        format(
          'date',
          isWholeDay,
          'phải là ngày có thật dạng dd.MM.yyyy',
          'must be a real day written dd.MM.yyyy',
          DATE_REMEDY,
        ),
      ];
    case 'partialDate':
      return [
        format(
          'date',
          (text) => parseDotted(text) !== undefined,
          'phải là ngày có thật dạng dd.MM.yyyy, hoặc MM.yyyy, yyyy khi không rõ',
          'must be a real date written dd.MM.yyyy, or MM.yyyy or yyyy where no more is known',
          DATE_REMEDY,
        ),
      ];
    case 'count':
      return [digits('count', /^\d{1,3}$/, 'phải là số từ 0 đến 999', 'must be a number from 0 to 999', ['2', '2'])];
    case 'personalNumber':
      return [
        digits('personalNumber', /^\d{12}$/, 'phải gồm đúng 12 chữ số', 'must be exactly 12 digits', [
          '001099000001',
          '001099000001',
        ]),
      ];
    case 'provinceCode':
      return [
        digits('provinceCode', /^\d{2}$/, 'mã tỉnh phải gồm 2 chữ số', 'a province code has 2 digits', ['01', '01']),
      ];
    case 'districtCode':
      return [
        digits('districtCode', /^\d{3}$/, 'mã huyện phải gồm 3 chữ số', 'a district code has 3 digits', ['001', '001']),
      ];
    case 'communeCode':
      return [
        digits('communeCode', /^\d{5}$/, 'mã xã phải gồm 5 chữ số', 'a commune code has 5 digits', ['00019', '00019']),
      ];
  }
}

type Remedy = readonly [vi: string, en: string];

const DATE_REMEDY: Remedy = ['Ví dụ 05.01.2025', 'For example 05.01.2025'];

function isWholeDay(text: string): boolean {
  return parseDotted(text)?.day !== undefined;
}

function digits(name: string, shape: RegExp, vi: string, en: string, [exampleVi, exampleEn]: Remedy): Rule {
  return format(name, (text) => shape.test(text), vi, en, [`Ví dụ '${exampleVi}'`, `For example '${exampleEn}'`]);
}

function format(name: string, holds: (text: string) => boolean, vi: string, en: string, remedy: Remedy): Rule {
  return {
    name,
    check: (value) =>
      typeof value === 'string' && holds(value)
        ? undefined
        : { rule: name, message: { vi, en }, remedy: { vi: remedy[0], en: remedy[1] } },
  };
}

/** A closed list refuses what it does not hold; an open one only what cannot be a code at all. */
function codeRule({ codeList: kind }: FieldSpec): Rule {
  const list = kind && codeList(kind);
  if (list?.closed) {
    const codes = list.entries.map(({ code }) => code);
    const shown = (language: 'vi' | 'en') =>
      list.entries.map(({ code, name }) => `${code} ${name[language]}`).join('; ');
    return format(
      'codeList',
      (text) => codes.includes(text),
      `không có trong danh mục ${list.title.vi}`,
      `is not in the list: ${list.title.en}`,
      [`Chọn: ${shown('vi')}`, `Choose: ${shown('en')}`],
    );
  }
  return format(
    'codeList',
    (text) => /^[0-9A-Za-z]{1,10}$/.test(text),
    'phải là mã, không phải tên',
    'must be a code, not a name',
    ['Tra mã trong danh mục', 'Look the code up in the catalogue'],
  );
}
