import type { Bilingual, HotichProblem } from '../errors';

export function isOneOf(allowed: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && allowed.includes(value);
}

export function chooseOneOf(allowed: readonly string[]): Bilingual {
  return { vi: `Chọn một trong: ${allowed.join(', ')}`, en: `Choose one of: ${allowed.join(', ')}` };
}

/** That a value is none of those that an option takes. */
export function oneOf(path: string, allowed: readonly string[]): HotichProblem {
  return {
    path,
    rule: 'oneOf',
    message: { vi: 'giá trị không hợp lệ', en: 'is not an allowed value' },
    remedy: chooseOneOf(allowed),
  };
}

/** What is wrong with a value that must be one of these: at most that it is none. */
export function oneOfProblems(path: string, allowed: readonly string[], value: unknown): HotichProblem[] {
  return isOneOf(allowed, value) ? [] : [oneOf(path, allowed)];
}
