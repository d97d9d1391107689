import { isModuleCode, nameProblems, oneOfProblems, parseIsoDay, WRONG_MODULE } from '../contract';
import { isObject, type JsonObject } from '../contract/wire-json';
import type { Bilingual, HotichProblem } from '../errors';
import type { CalendarDay, WorkingCalendarOptions } from './calendar';
import { CATALOG_SYSTEMS } from './catalog-kinds';
import { NO_DAY } from './era';
import { MAPPED_KINDS } from './mappings';

export const CORRECT: Bilingual = {
  vi: 'Sửa giá trị này trong HotichModule.forRoot()',
  en: 'Correct it in HotichModule.forRoot()',
};

const UNITS = ['working', 'calendar'] as const;
const DAY_KINDS: readonly string[] = ['off', 'working'] satisfies CalendarDay['kind'][];
const CALENDAR_NAMES: readonly string[] = [
  'days',
  'years',
  'weekend',
  'cutOff',
  'closing',
  'opening',
] satisfies (keyof WorkingCalendarOptions)[];

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

/** What is wrong with the shape of the option `catalog.calendar`; what its values say the calendar looks at itself. */
export function calendarProblems(calendar: unknown): HotichProblem[] {
  const path = 'catalog.calendar';
  if (!isObject(calendar)) return [noObject(path)];
  const { days = [], years = [], weekend = [] } = calendar;
  return [
    ...nameProblems(path, CALENDAR_NAMES, calendar),
    ...eachRow(days, `${path}.days`, ({ day, kind }, at) => [
      ...(typeof day === 'string' && parseIsoDay(day) ? [] : [noDay(`${at}.day`)]),
      ...oneOfProblems(`${at}.kind`, DAY_KINDS, kind),
    ]),
    ...numberProblems(`${path}.years`, years, [2000, 9999]),
    ...numberProblems(`${path}.weekend`, weekend, [0, 6]),
  ];
}

function numberProblems(path: string, numbers: unknown, [least, most]: readonly [number, number]): HotichProblem[] {
  const fits = (one: unknown) => Number.isInteger(one) && Number(one) >= least && Number(one) <= most;
  if (Array.isArray(numbers) && numbers.every(fits)) return [];
  const message = {
    vi: `phải là danh sách các số nguyên từ ${least} đến ${most}`,
    en: `must be a list of whole numbers from ${least} to ${most}`,
  };
  return [{ path, rule: 'catalog.numbers', message, remedy: CORRECT }];
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

function noDay(path: string): HotichProblem {
  return { path, rule: 'day.format', message: NO_DAY, remedy: CORRECT };
}

export function noObject(path: string): HotichProblem {
  const message = { vi: 'phải là một đối tượng', en: 'must be an object' };
  return { path, rule: 'catalog.shape', message, remedy: CORRECT };
}
