import { isModuleCode, oneOfProblems, WRONG_MODULE } from '../contract';
import { isObject, type JsonObject } from '../contract/wire-json';
import type { Bilingual, HotichProblem } from '../errors';
import { CATALOG_SYSTEMS } from './catalog-kinds';
import { MAPPED_KINDS } from './mappings';

export const CORRECT: Bilingual = {
  vi: 'Sửa giá trị này trong HotichModule.forRoot()',
  en: 'Correct it in HotichModule.forRoot()',
};

const UNITS = ['working', 'calendar'] as const;

/** What is wrong with the option `catalog.pairs`. */
export function pairProblems(pairs: unknown): HotichProblem[] {
  return eachRow(pairs, 'catalog.pairs', ({ kind, from, to, code, becomes }, at) => [
    ...oneOfProblems(`${at}.kind`, MAPPED_KINDS, kind),
    ...oneOfProblems(`${at}.from`, CATALOG_SYSTEMS, from),
    ...oneOfProblems(`${at}.to`, CATALOG_SYSTEMS, to),
    ...(isText(code) ? [] : [noCode(`${at}.code`)]),
    ...(isText(becomes) ? [] : [noCode(`${at}.becomes`)]),
  ]);
}

/** What is wrong with the option `catalog.deadlines`. */
export function deadlineProblems(deadlines: unknown): HotichProblem[] {
  return eachRow(deadlines, 'catalog.deadlines', ({ module, days, unit }, at) => [
    ...(isModuleCode(module) ? [] : [{ path: `${at}.module`, ...WRONG_MODULE }]),
    ...(Number.isInteger(days) && Number(days) >= 0 ? [] : [noDays(`${at}.days`)]),
    ...oneOfProblems(`${at}.unit`, UNITS, unit),
  ]);
}

function eachRow(
  rows: unknown,
  path: string,
  check: (row: JsonObject, at: string) => HotichProblem[],
): HotichProblem[] {
  if (Array.isArray(rows) && rows.every(isObject)) return rows.flatMap((row, i) => check(row, `${path}[${i}]`));
  const message = { vi: 'phải là danh sách các đối tượng', en: 'must be a list of objects' };
  return [{ path, rule: 'catalog.rows', message, remedy: CORRECT }];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function noCode(path: string): HotichProblem {
  const message = { vi: 'phải là chuỗi ký tự không rỗng', en: 'must be a non-empty string' };
  return { path, rule: 'required', message, remedy: CORRECT };
}

function noDays(path: string): HotichProblem {
  const message = { vi: 'phải là số nguyên, ít nhất 0', en: 'must be an integer, 0 at least' };
  return { path, rule: 'workingDays.range', message, remedy: CORRECT };
}
