import type { Bilingual, HotichProblem } from '../../errors';
import { foldVietnamese } from '../text';
import { fieldSpec, isEnvelopeField, isFieldName } from './field-names';

/** A refusal text is a few sentences; of a longer one only the beginning is read. */
const MAX_LENGTH = 100_000;
const LITERAL_NEWLINE = /\\r\\n|\\n|\\r/g;
/**
 * A field name that begins a sentence: after the end of another, perhaps with the `n` of a lost `\n` before it. The full stop
 * inside a path such as `nksNoiSinh.maTinh` ends nothing.
 */
const GLUED_NAME = /(?<=[.!?;:])(?<![a-z]{2}[A-Z][A-Za-z0-9]{0,60}\.)[ \t]*(?=n?[a-z]{2,12}[A-Z])/;
/** A person's field right after a lost `\n`, where the sentence before it has no full stop. */
const GLUED_PERSON = /(?<=[\p{L}\d)])n(?=(?:nks|nkt|nyc|gbt|cbs|nxn|ndk|ntd|chong|cha|vo|me|cm|nc)[A-Z])/u;
const SENTENCE = /^["'\s]*(?:data\.)?([a-z][A-Za-z0-9]{1,60}(?:[._][A-Za-z0-9]{1,60}){0,3})["']?\s*[:,]?\s+(\S[^]*)$/;

interface Pattern {
  readonly rule: string;
  readonly contains: readonly string[];
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

/** Sentence patterns. Source: wire contract 5.3, attested C; "required" is our expectation. */
const PATTERNS: readonly Pattern[] = [
  {
    rule: 'maxLength',
    contains: ['độ dài vượt quá'],
    message: { vi: 'quá dài', en: 'is too long' },
    remedy: {
      vi: 'Rút gọn; số định danh phải đúng 12 chữ số',
      en: 'Shorten it; a personal number has exactly 12 digits',
    },
  },
  {
    rule: 'codeList',
    contains: ['không tồn tại', 'không có trong danh mục'],
    message: { vi: 'không có trong danh mục của phần mềm hộ tịch', en: "is not in the register's catalogue" },
    remedy: {
      vi: 'Chọn lại mã theo danh mục của phần mềm hộ tịch',
      en: "Choose a code of the register's own catalogue",
    },
  },
  {
    rule: 'format',
    contains: ['định dạng không đúng', 'không đúng định dạng', 'sai định dạng'],
    message: { vi: 'sai định dạng', en: 'has a wrong format' },
    remedy: { vi: 'Nhập lại đúng định dạng của trường', en: 'Enter it again in the format of the field' },
  },
  {
    rule: 'required',
    contains: ['không được để trống', 'không được bỏ trống', 'bắt buộc', 'chưa nhập', 'thiếu'],
    message: { vi: 'còn thiếu', en: 'is missing' },
    remedy: { vi: 'Bổ sung thông tin', en: 'Fill it in' },
  },
];

const OTHER: Omit<Pattern, 'contains'> = {
  rule: 'remote',
  message: { vi: 'bị phần mềm hộ tịch từ chối', en: 'was refused by the register' },
  remedy: { vi: 'Xem nguyên văn trả lời của phần mềm hộ tịch', en: "See the register's own words in the answer" },
};

/**
 * Takes the register's joined refusal text apart: one problem per field, in the order of the text, paths `data.…` (or the bare
 * name of an envelope field). Also reads the damaged form in which the backslash of `\n` was lost. Sentences that name no field
 * are left out; the caller keeps the text itself. The words of the register are not repeated in the problems, since they may
 * quote what a citizen wrote.
 */
export function splitValidationText(text: string): HotichProblem[] {
  const problems = new Map<string, HotichProblem>();
  for (const sentence of splitSentences(text.slice(0, MAX_LENGTH))) {
    const problem = readSentence(sentence);
    if (problem) problems.set(`${problem.path} ${problem.rule}`, problem);
  }
  return [...problems.values()];
}

function splitSentences(text: string): string[] {
  return text
    .normalize('NFC')
    .replace(LITERAL_NEWLINE, '\n')
    .split(/\r?\n/)
    .flatMap((line) => line.split(GLUED_NAME))
    .flatMap((line) => line.split(GLUED_PERSON))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function readSentence(sentence: string): HotichProblem | undefined {
  const match = SENTENCE.exec(sentence);
  if (!match) return undefined;
  const [, written = '', words = ''] = match;
  const name = withoutGluedN(written);
  const pattern = patternOf(words);
  if (!isFieldName(rootOf(name)) && !(pattern && /[A-Z]/.test(name))) return undefined;
  const { rule, message, remedy } = pattern ?? OTHER;
  const meaning = fieldSpec(rootOf(name))?.meaning;
  return {
    path: isEnvelopeField(name) ? name : `data.${name}`,
    rule,
    message: meaning ? { vi: `${meaning.vi}: ${message.vi}`, en: `${meaning.en}: ${message.en}` } : message,
    remedy,
  };
}

function withoutGluedN(written: string): string {
  const rest = written.slice(1);
  return written.startsWith('n') && isFieldName(rootOf(rest)) ? rest : written;
}

function rootOf(name: string): string {
  return name.split(/[._]/, 1)[0] ?? name;
}

function patternOf(words: string): Pattern | undefined {
  const folded = foldVietnamese(words);
  return PATTERNS.find(({ contains }) => contains.some((part) => folded.includes(foldVietnamese(part))));
}
