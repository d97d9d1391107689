import { codeList, type CodeList } from '../code-lists';
import type { FieldSpec } from './field.types';
import type { Rule, Verdict } from './rule.types';

/** The list of a field when it is complete: a closed list refuses what it does not hold. */
export function closedList({ codeList: kind }: FieldSpec): CodeList | undefined {
  const list = kind && codeList(kind);
  return list?.closed ? list : undefined;
}

export function holdsCode(list: CodeList, code: string): boolean {
  return list.entries.some((entry) => entry.code === code);
}

/** Verdict on a code that a closed list does not hold. */
export function notInList(list: CodeList): Verdict {
  const shown = (language: 'vi' | 'en') => list.entries.map(({ code, name }) => `${code} ${name[language]}`).join('; ');
  return {
    rule: 'codeList',
    message: { vi: `không có trong danh mục ${list.title.vi}`, en: `is not in the list: ${list.title.en}` },
    remedy: { vi: `Chọn: ${shown('vi')}`, en: `Choose: ${shown('en')}` },
  };
}

/** A code as text. An open list refuses only what cannot be a code at all. */
export function codeRule(spec: FieldSpec): Rule {
  const list = closedList(spec);
  return {
    name: 'codeList',
    check: (value) => {
      if (typeof value !== 'string') return NOT_A_CODE;
      if (list) return holdsCode(list, value) ? undefined : notInList(list);
      return /^[0-9A-Za-z]{1,10}$/.test(value) ? undefined : NOT_A_CODE;
    },
  };
}

const NOT_A_CODE: Verdict = {
  rule: 'codeList',
  message: { vi: 'phải là mã, không phải tên', en: 'must be a code, not a name' },
  remedy: { vi: 'Tra mã trong danh mục', en: 'Look the code up in the catalogue' },
};
