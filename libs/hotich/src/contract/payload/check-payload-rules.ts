import type { HotichProblem } from '../../errors';
import { CODE_LIST_KINDS } from '../code-lists';
import { isModuleCode } from '../modules';
import { chooseOneOf, isOneOf, UNKNOWN_NAME } from '../one-of';
import { isObject } from '../wire-json';
import { WRONG_MODULE } from './form-mapping';
import type { Verdict } from './rule.types';
import type { PayloadRules } from './validate';

/** What is wrong with a deployment's rules by module; paths begin with `path`, for example `register.payloads.KS.required`. */
export function checkPayloadRules(payloads: unknown, path: string): HotichProblem[] {
  return eachOf(payloads, path, (rules, at, module) =>
    isModuleCode(module) ? rulesOf(rules, at) : wrong(at, WRONG_MODULE),
  );
}

type Check = (value: unknown, path: string, name: string) => HotichProblem[];

function rulesOf(rules: unknown, path: string): HotichProblem[] {
  return eachOf(rules, path, (value, at, name) =>
    Object.hasOwn(CHECKS, name)
      ? CHECKS[name as keyof PayloadRules](value, at, name)
      : wrong(at, notAnOption(RULE_NAMES)),
  );
}

const texts: Check = (value, path) =>
  Array.isArray(value) && value.every((one) => typeof one === 'string' && one !== '') ? [] : wrong(path, NOT_TEXTS);

const codes: Check = (value, path) =>
  eachOf(value, path, (list, at, kind) =>
    isOneOf(CODE_LIST_KINDS, kind) ? texts(list, at, kind) : wrong(at, notAnOption(CODE_LIST_KINDS)),
  );

const CHECKS: Readonly<Record<keyof PayloadRules, Check>> = {
  required: texts,
  optional: texts,
  extraCodes: codes,
  extraFields: texts,
};
const RULE_NAMES = Object.keys(CHECKS);

function eachOf(value: unknown, path: string, check: Check): HotichProblem[] {
  if (value === undefined) return [];
  if (!isObject(value)) return wrong(path, NOT_AN_OBJECT);
  return Object.entries(value).flatMap(([name, one]) => (one === undefined ? [] : check(one, `${path}.${name}`, name)));
}

function wrong(path: string, verdict: Verdict): HotichProblem[] {
  return [{ path, ...verdict }];
}

const NOT_AN_OBJECT: Verdict = {
  rule: 'type',
  message: { vi: 'phải là một đối tượng', en: 'must be an object' },
  remedy: {
    vi: "Ví dụ { KS: { required: ['nksHoTen'] } }",
    en: "For example { KS: { required: ['nksHoTen'] } }",
  },
};

const NOT_TEXTS: Verdict = {
  rule: 'type',
  message: { vi: 'phải là danh sách chuỗi ký tự', en: 'must be a list of text' },
  remedy: { vi: "Ví dụ ['nksHoTen']", en: "For example ['nksHoTen']" },
};

function notAnOption(names: readonly string[]): Verdict {
  return {
    rule: 'unknown',
    message: UNKNOWN_NAME.message,
    remedy: chooseOneOf(names),
  };
}
