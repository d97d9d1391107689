import type { HotichProblem } from '../errors';

/** That a value is none of those that an option takes. */
export function oneOf(path: string, allowed: readonly string[]): HotichProblem {
  return {
    path,
    rule: 'oneOf',
    message: { vi: 'giá trị không hợp lệ', en: 'is not an allowed value' },
    remedy: { vi: `Chọn một trong: ${allowed.join(', ')}`, en: `Choose one of: ${allowed.join(', ')}` },
  };
}
