import { outsideList } from './code-rules';
import type { FieldSpec } from './field.types';
import type { Rule } from './rule.types';
import { controlCharacters, maxLength } from './type-rules';

/** A JSON integer from 0. */
export const integerRule: Rule = {
  name: 'type',
  check: (value) =>
    isCount(value)
      ? undefined
      : {
          rule: 'type',
          message: { vi: 'phải là số nguyên không âm', en: 'must be an integer from 0' },
          remedy: { vi: 'Gửi dạng số, không đặt trong dấu nháy: 1', en: 'Send a number without quotes: 1' },
        },
};

/** 2025: a code as a JSON integer. */
export function integerCodeRules(spec: FieldSpec): readonly Rule[] {
  const inList: Rule = {
    name: 'codeList',
    check: (value, lists) => (isCount(value) ? outsideList(spec, String(value), lists) : undefined),
  };
  return [integerRule, inList];
}

/** Register form: a code as integer or as text, `0` for none; an open list also takes the name (wire contract 2.5). */
export function registerCodeRules(spec: FieldSpec): readonly Rule[] {
  const inList: Rule = {
    name: 'codeList',
    check: (value, lists) => (isNone(value) ? undefined : outsideList(spec, String(value), lists)),
  };
  return [codeOrText, controlCharacters, maxLength({ maxLength: 250 }), inList];
}

const codeOrText: Rule = {
  name: 'type',
  check: (value) =>
    typeof value === 'string' || isCount(value)
      ? undefined
      : {
          rule: 'type',
          message: { vi: 'phải là số nguyên hoặc chuỗi ký tự', en: 'must be an integer or text' },
          remedy: { vi: 'Gửi mã dạng số hoặc chuỗi', en: 'Send the code as a number or as text' },
        },
};

function isNone(value: unknown): boolean {
  return value === 0 || value === '0';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
