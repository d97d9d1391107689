import { type AnswerRule, matchRule, NEGATIONS } from '../answers/answer-rules';
import { defined, isObject, scalar } from '../wire-json';
import type { AcknowledgementAnswer } from './interlink.types';

const SUCCESS: AnswerRule = {
  id: 'dvclt.acknowledged',
  when: { contains: 'cập nhật thành công', without: NEGATIONS },
  outcome: 'acknowledged',
  source: 'wire contract 7.1, attested C',
};
const MAX_SENTENCE = 500;

/** Tells DVCLT that a dossier has been taken in (`PUT`). Source: wire contract 7.1, attested C. */
export function encodeAcknowledgement(maHoSo: string): string {
  return JSON.stringify({ maHoSo, daNhan: true });
}

/**
 * Reads the answer to an acknowledgement: a successful HTTP status and the sentence "cập nhật thành công" somewhere in the
 * body, with no negation in it. Anything else is not acknowledged; the dossier then comes again with the next list, which is harmless.
 */
export function decodeAcknowledgementAnswer(httpStatus: number, raw: string): AcknowledgementAnswer {
  const sentences = textsOf(raw);
  const success = sentences.find((sentence) => matchRule([SUCCESS], sentence, true));
  const sentence = (success ?? sentences[0])?.slice(0, MAX_SENTENCE).toWellFormed();
  return defined({ acknowledged: httpStatus >= 200 && httpStatus < 300 && success !== undefined, sentence });
}

/** Every text of the body, so that `\u`-escaped JSON is read as what it says. */
function textsOf(raw: string): string[] {
  try {
    return collect(JSON.parse(raw), 4);
  } catch {
    return collect(raw, 0);
  }
}

function collect(value: unknown, depth: number): string[] {
  if (depth > 0 && Array.isArray(value)) return value.flatMap((item) => collect(item, depth - 1));
  if (depth > 0 && isObject(value)) return Object.values(value).flatMap((item) => collect(item, depth - 1));
  const text = typeof value === 'string' ? scalar(value) : undefined;
  return text === undefined ? [] : [text];
}
