import type { Bilingual, HotichProblem } from '../errors';

/** What is said of a name in the options that is none. */
export const UNKNOWN_NAME = {
  message: { vi: 'không phải là một tùy chọn', en: 'is not an option' },
  remedy: { vi: 'Kiểm tra chính tả, hoặc bỏ đi', en: 'Check the spelling, or leave it out' },
} as const satisfies Pick<HotichProblem, 'message' | 'remedy'>;

export function isOneOf(allowed: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && allowed.includes(value);
}

export function chooseOneOf(allowed: readonly string[]): Bilingual {
  return { vi: `Chọn một trong: ${allowed.join(', ')}`, en: `Choose one of: ${allowed.join(', ')}` };
}

/** What is wrong with a value that must be one of these: at most that it is none. */
export function oneOfProblems(path: string, allowed: readonly string[], value: unknown): HotichProblem[] {
  if (isOneOf(allowed, value)) return [];
  const message: Bilingual = { vi: 'giá trị không hợp lệ', en: 'is not an allowed value' };
  return [{ path, rule: 'oneOf', message, remedy: chooseOneOf(allowed) }];
}

/**
 * What is wrong with the names in an object: those that nobody reads, and that may be misspelt.
 *
 * @param path of the object; `''` where its names stand for themselves.
 */
export function nameProblems(path: string, known: readonly string[], given: object): HotichProblem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({ path: path === '' ? name : `${path}.${name}`, rule: 'unknown', ...UNKNOWN_NAME }));
}
