import type { Bilingual, HotichProblem } from '../errors';

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
