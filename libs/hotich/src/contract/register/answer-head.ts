import { defined, own, readJsonObject, scalar, unreadable, type JsonObject } from '../wire-json';
import { registerErrorClass } from './error-codes';
import type { AnswerHead } from './register.types';

/**
 * Reads what every answer of the register begins with, whatever the JSON types.
 *
 * @throws HotichParseError when the body is not a JSON object with a `status`.
 */
export function readAnswer(raw: string): { readonly head: AnswerHead; readonly body: JsonObject } {
  const body = readJsonObject(raw);
  const status = scalar(own(body, 'status'));
  if (status === undefined) {
    throw unreadable('status', 'required', { vi: 'câu trả lời không có status', en: 'the answer has no status' });
  }
  const errorCode = scalar(own(body, 'errorCode'));
  const head = defined({
    status,
    statusDescription: scalar(own(body, 'statusDescription')),
    errorCode,
    errorDescription: scalar(own(body, 'errorDescription')),
    errorClass: registerErrorClass(errorCode),
  });
  return { head, body };
}
