import { type Bilingual, quotable } from '../../errors';
import { defined, integer, isObject, own, readJsonObject, scalar, type JsonObject } from '../wire-json';
import { matchRule, REPORT_RULES, type AnswerRule, type ReportAnswer, type ReportOutcome } from './answer-rules';

const MAX_SENTENCE = 500;

const SAID_AGAIN: ReadonlySet<ReportOutcome> = new Set(['retry', 'inDoubt']);

/**
 * Reads DVCLT's answer to a status report by rules that are data. Never throws: an empty body, a page of HTML or an unknown
 * sentence is `unrecognised`.
 *
 * @param rules tried in order; put a deployment's own before {@link REPORT_RULES} to extend them.
 */
export function decodeReportAnswer(
  httpStatus: number,
  raw: string,
  rules: readonly AnswerRule<ReportOutcome>[] = REPORT_RULES,
): ReportAnswer {
  const { sentences, bodyStatus } = readSentences(raw);
  // A page of HTML may say anything ("trang không tồn tại"); only what asks to be said again is believed of it.
  const applicable = raw.trimStart().startsWith('<') ? rules.filter(({ outcome }) => SAID_AGAIN.has(outcome)) : rules;
  const success = isSuccess(httpStatus) && (bodyStatus === undefined || isSuccess(bodyStatus));
  for (const sentence of sentences) {
    const rule = matchRule(applicable, sentence.text, success && !sentence.isError);
    if (rule) return { outcome: rule.outcome, rule: rule.id, sentence: shorten(sentence.text) };
  }
  return defined({ outcome: 'unrecognised' as const, sentence: sentences[0] && shorten(sentences[0].text) });
}

/** What there is to say of a report that was not taken for a sentence nobody can act on by itself, and to do about it. */
export function reportNotTaken(sentence: string): {
  readonly message: Bilingual;
  readonly said: string;
  readonly remedy: Bilingual;
} {
  return {
    message: { vi: 'DVCLT chưa nhận trạng thái', en: 'DVCLT did not take the status' },
    said: quotable(sentence, 300),
    remedy: {
      vi: 'Đối chiếu các trạng thái 1, 3, 7 trên DVCLT; nếu câu trả lời này lạ, thêm quy tắc vào interlink.answerRules',
      en: 'Compare statuses 1, 3, 7 on DVCLT; if this answer is new, add a rule to interlink.answerRules',
    },
  };
}

interface Sentence {
  readonly text: string;
  /** Stands in `errors`, and so can never announce a success. */
  readonly isError: boolean;
}

/** The sentences of an answer, the errors before the title; the bare text when the body is no JSON object. */
function readSentences(raw: string): { sentences: Sentence[]; bodyStatus?: number } {
  let body: JsonObject;
  try {
    body = readJsonObject(raw);
  } catch {
    const text = scalar(raw);
    return { sentences: text ? [{ text, isError: true }] : [] };
  }
  const errors = errorTexts(own(body, 'errors'));
  const title = scalar(own(body, 'title'));
  return {
    sentences: [
      ...errors.map((text) => ({ text, isError: true })),
      ...(title ? [{ text: title, isError: errors.length > 0 }] : []),
    ],
    bodyStatus: integer(own(body, 'status')),
  };
}

/** ProblemDetails nest two deep; more is not read, so that no body can exhaust the stack. */
function errorTexts(errors: unknown, depth = 3): string[] {
  if (depth > 0 && Array.isArray(errors)) return errors.flatMap((error) => errorTexts(error, depth - 1));
  if (depth > 0 && isObject(errors)) return Object.values(errors).flatMap((error) => errorTexts(error, depth - 1));
  const text = scalar(errors);
  return text === undefined ? [] : [text];
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function shorten(text: string): string {
  return text.length <= MAX_SENTENCE ? text : `${text.slice(0, MAX_SENTENCE - 1).toWellFormed()}…`;
}
