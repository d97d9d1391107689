import { defined, own, readJsonObject, scalar, unreadable, type JsonObject } from '../wire-json';
import { registerErrorOf } from './error-codes';
import type { AnswerHead } from './register.types';
import { splitValidationText } from './validation-text';

/** Names under which an answer may give its error code and its words, the likeliest first. */
export interface ErrorFields {
  readonly code: readonly string[];
  readonly description: readonly string[];
}

interface KnownFields extends ErrorFields {
  /** Of these, what frameworks call the code and the words of their own errors too: beside HTTP 5xx in place of a status they are theirs. */
  readonly ofFrameworks?: readonly string[];
}

/**
 * Version 3.0. Source: wire contract 5.1, attested C. `errors` as one text was seen of a provincial system that hands an answer on
 * (5.3, attested C), and so is called what the register says of a dossier in place of its status; frameworks have an object or a list there.
 */
export const V3_ERROR_FIELDS: ErrorFields = { code: ['errorCode'], description: ['errorDescription', 'errors'] };

/**
 * Version 1.0. Its specification says that there is a code and a description and not how they are called (wire contract 5.2):
 * the names of version 3.0, then the usual ones.
 */
export const V1_ERROR_FIELDS: KnownFields = {
  code: ['errorCode', 'code'],
  description: ['errorDescription', 'errors', 'description', 'message'],
  ofFrameworks: ['code', 'description', 'message'],
};

/**
 * Reads what every answer of the register begins with, whatever the JSON types.
 *
 * @throws HotichParseError when the body is not a JSON object with a `status`.
 */
export function readAnswer(
  raw: string,
  { code, description, ofFrameworks = [] }: KnownFields = V3_ERROR_FIELDS,
): { readonly head: AnswerHead; readonly body: JsonObject } {
  const body = readJsonObject(raw);
  const status = scalar(own(body, 'status'));
  if (status === undefined) {
    throw unreadable('status', 'required', { vi: 'câu trả lời không có status', en: 'the answer has no status' });
  }
  const isTheirs = (name: string) => ofFrameworks.includes(name) || (name === 'errors' && !namesFields(body));
  const said = (names: readonly string[]) =>
    first(body, /^5\d\d$/.test(status) ? names.filter((name) => !isTheirs(name)) : names);
  const errorCode = said(code);
  const head = defined({
    status,
    statusDescription: scalar(own(body, 'statusDescription')),
    errorCode,
    errorDescription: said(description),
    errorClass: errorCode === undefined ? undefined : registerErrorOf(errorCode)?.errorClass,
  });
  return { head, body };
}

/** Whether its `errors` are the register's words: whoever hands an answer on may also say there that he had none. */
export function namesFields(body: JsonObject): boolean {
  return splitValidationText(scalar(own(body, 'errors')) ?? '').length > 0;
}

function first(body: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = scalar(own(body, name));
    if (text !== undefined) return text;
  }
  return undefined;
}
