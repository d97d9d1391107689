import type { FieldSpec } from './field.types';
import type { Rule } from './rule.types';

export const DEFAULT_MAX_LENGTH = 500;

export const textType: Rule = {
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

/** What neither XML nor the register's screens can hold, and some of it no database. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

export function withoutControlCharacters(text: string): string {
  return text.replace(CONTROL, '');
}

export const controlCharacters: Rule = {
  name: 'controlCharacters',
  check: (value) =>
    typeof value !== 'string' || value.search(CONTROL) === -1
      ? undefined
      : {
          rule: 'controlCharacters',
          message: { vi: 'chứa ký tự điều khiển', en: 'holds control characters' },
          remedy: { vi: 'Xóa ký tự lạ rồi nhập lại', en: 'Remove the strange signs and enter it again' },
        },
};

export function maxLength({ maxLength: limit = DEFAULT_MAX_LENGTH }: Pick<FieldSpec, 'maxLength'>): Rule {
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
