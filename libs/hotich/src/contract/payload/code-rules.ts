import { codeList } from '../code-lists';
import type { FieldSpec } from './field.types';
import type { ListInForce, ListsInForce, Rule, Verdict } from './rule.types';

/** A list may be long; these are enough to choose from. */
const MOST_SHOWN = 20;

/** The list of a field where it is complete: a closed list refuses what it does not hold. */
function closedList({ codeList: kind }: FieldSpec, lists: ListsInForce = codeList): ListInForce | undefined {
  const list = kind && lists(kind);
  return list?.closed ? list : undefined;
}

/** Verdict on a code that the closed list of its field does not hold. */
export function outsideList(spec: FieldSpec, code: string, lists?: ListsInForce): Verdict | undefined {
  const list = closedList(spec, lists);
  return list && outside(list, code);
}

function outside({ title, entries }: ListInForce, wanted: string): Verdict | undefined {
  if (entries.some(({ code }) => code === wanted)) return undefined;
  const shown = (language: 'vi' | 'en') =>
    [
      ...entries.slice(0, MOST_SHOWN).map(({ code, name }) => `${code} ${name[language]}`),
      ...(entries.length > MOST_SHOWN ? ['…'] : []),
    ].join('; ');
  return {
    rule: 'codeList',
    message: { vi: `không có trong danh mục ${title.vi}`, en: `is not in the list: ${title.en}` },
    remedy: {
      vi: `Chọn: ${shown('vi')}. Mã đúng mà danh mục chưa có: thêm vào register.payloads.<nghiệp vụ>.extraCodes`,
      en: `Choose: ${shown('en')}. A right code that the list lacks goes into register.payloads.<module>.extraCodes`,
    },
  };
}

/** A code as text. An open list refuses only what cannot be a code at all. */
export function codeRule(spec: FieldSpec): Rule {
  return {
    name: 'codeList',
    check: (value, lists) => {
      if (typeof value !== 'string') return NOT_A_CODE;
      const list = closedList(spec, lists);
      if (list) return outside(list, value);
      return /^[0-9A-Za-z]{1,10}$/.test(value) ? undefined : NOT_A_CODE;
    },
  };
}

const NOT_A_CODE: Verdict = {
  rule: 'codeList',
  message: { vi: 'phải là mã, không phải tên', en: 'must be a code, not a name' },
  remedy: { vi: 'Tra mã trong danh mục', en: 'Look the code up in the catalogue' },
};
