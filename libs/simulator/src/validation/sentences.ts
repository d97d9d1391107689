/** The sentences of the 2025 register, one per field (wire contract 5.3); the last two are likely, not attested. */
export const sentence = {
  tooLong: (field: string): string => `${field} có độ dài vượt quá số lượng cho phép. Vui lòng kiểm tra lại thông tin.`,
  notInCatalog: (field: string): string => `${field} không tồn tại. Vui lòng kiểm tra lại thông tin trong danh mục.`,
  wrongFormat: (field: string): string => `${field} có định dạng không đúng. Vui lòng kiểm tra lại thông tin.`,
  missing: (field: string): string => `${field} không được để trống. Vui lòng kiểm tra lại thông tin.`,
  differs: (field: string, other: string): string =>
    `${field} không khớp với ${other}. Vui lòng kiểm tra lại thông tin.`,
};

/** What may be wrong with a value that is there, whatever stands beside it. */
export type Problem = Exclude<keyof typeof sentence, 'missing' | 'differs'>;

/** One text for all: a sentence per line, or in the form that lost its backslash, where a bare `n` is left of `\n`. */
export function joinSentences(sentences: readonly string[], form: 'newline' | 'glued'): string {
  return sentences.join(form === 'glued' ? 'n' : '\n');
}
