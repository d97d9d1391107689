import { HotichParseError, type Bilingual } from '../errors';
import { storable } from './text';

export type JsonObject = Readonly<Record<string, unknown>>;

const REMEDY: Bilingual = {
  vi: 'Nội dung gốc được giữ lại để đối chiếu; báo đơn vị vận hành trục kết nối hoặc phần mềm trả lời',
  en: 'The raw body is kept for comparison; report it to whoever runs the carrier or the answering software',
};

/**
 * An unreadable body. The JSON parser's own error is never attached as cause: its message quotes the body, and with it
 * personal data.
 */
export function unreadable(
  path: string,
  rule: string,
  message: Bilingual,
  remedy: Bilingual = REMEDY,
): HotichParseError {
  return new HotichParseError([{ path, rule, message, remedy }]);
}

/**
 * Reads a body that must be one JSON object.
 *
 * @throws HotichParseError rule `body.empty`, `body.markup` (HTML, SOAP or other XML), `body.notJson` or `body.notObject`.
 */
export function readJsonObject(raw: string, path = ''): JsonObject {
  // A byte order mark is white space too.
  const text = raw.trim();
  if (text === '') {
    throw unreadable(path, 'body.empty', { vi: 'nội dung rỗng', en: 'the body is empty' });
  }
  if (text.startsWith('<')) {
    throw unreadable(path, 'body.markup', {
      vi: 'nhận HTML hoặc SOAP/XML thay vì JSON',
      en: 'HTML or SOAP/XML came instead of JSON',
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(path, 'body.notJson', { vi: 'không phải JSON hợp lệ', en: 'is not valid JSON' });
  }
  if (!isObject(value)) {
    throw unreadable(path, 'body.notObject', { vi: 'phải là một đối tượng JSON', en: 'must be a JSON object' });
  }
  return value;
}

/** Own property only, so that a key such as `constructor` never reads the prototype. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar as trimmed, {@link storable} text, string or number alike; `undefined` when missing, empty or not a scalar. */
export function scalar(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = storable(value.trim());
  return text === '' ? undefined : text;
}

/** As {@link scalar}; a number, which carries no zeros in front, gets them back up to that many digits. */
export function padded(value: unknown, digits: number): string | undefined {
  const text = scalar(value);
  return typeof value === 'number' ? text?.padStart(digits, '0') : text;
}

/** An integer, as number or as digits; otherwise `undefined`. */
export function integer(value: unknown): number | undefined {
  const text = scalar(value);
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The object without the properties that are `undefined`, so that a typed answer has only what was there. */
export function defined<T extends object>(object: T): T {
  const kept = {} as T;
  for (const name in object) {
    if (object[name] !== undefined) kept[name] = object[name];
  }
  return kept;
}

/** The value that came encoded twice, as `data` does; `undefined` where there is nothing, text that is no JSON as it came. */
export function decoded(value: unknown): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'string') return value;
  if (value.trim() === '') return undefined;
  try {
    return (JSON.parse(value) as unknown) ?? undefined;
  } catch {
    return value;
  }
}
