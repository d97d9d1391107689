import { base64Length, isBase64, isPdfBase64, plainBase64 } from '../base64';
import { readNote } from '../documents/document-note';
import { MODULES, type ModuleCode } from '../modules';
import { personalNumber } from '../personal-number';
import { defined, isObject, own, scalar, type JsonObject } from '../wire-json';
import type { ReadResultOptions, RegisterResult } from './register.types';

/**
 * Fields in which a document may stand. The first two are attested C (wire contract 4.4); the others follow their pattern,
 * because the results of the remaining modules are not public.
 */
export const DEFAULT_DOCUMENT_KEYS: readonly string[] = [
  'giayKhaiSinh',
  'giayKhaiTu',
  'giayChungNhanKetHon',
  'giayXacNhanTinhTrangHonNhan',
  'giayXacNhan',
  'trichLuc',
  'banSaoTrichLuc',
];

/** A shorter text that is no PDF is a placeholder such as "Chua co", not a document of another format. */
const MIN_OTHER_LENGTH = 512;

/**
 * Reads what the register issued: `ketQuaXuLy`, or the record of version 1.0, whose number stands under `so`. The document is
 * looked for under the given keys, then in any text that decodes to a PDF, nested objects included. Nothing is refused: what the
 * version brings and is not there yet is pending. Only births and deaths are attested (wire contract 4.4, attested C); in the
 * results of other modules the same names are looked for, and everything else is kept in `raw`.
 */
export function readResult(module: ModuleCode, raw: JsonObject, options: ReadResultOptions = {}): RegisterResult {
  const { documentKeys = DEFAULT_DOCUMENT_KEYS, version = '3.0' } = options;
  const { documentExpected = version !== '1.0', numberExpected = version !== '1.0' } = options;
  const found = findDocument(raw, documentKeys);
  const given = own(raw, 'soDinhDanh');
  const soDinhDanh = personalNumber(given);
  // What is stored and searched is the whole object: nobody would find a number that lacks its zeros or has words beside it. What may hold
  // one that only people can read stays; what says that there is none yet does not.
  const whole = given === soDinhDanh || (!soDinhDanh && saysSome(given)) ? raw : { ...raw, soDinhDanh };
  return defined({
    soDinhDanh,
    soDangKy: scalar(own(raw, 'soDangKy')) ?? scalar(own(raw, 'so')),
    quyenSo: scalar(own(raw, 'quyenSo')),
    trangSo: scalar(own(raw, 'trangSo')),
    ngayDangKy: scalar(own(raw, 'ngayDangKy')),
    maGiayToKetQua: scalar(own(raw, 'maGiayToKetQua')),
    document: found && { key: found.path.join('.'), base64: found.base64, isPdf: isPdf(found.base64) },
    raw: found ? without(whole, found.path) : whole,
    numberPending: numberExpected && MODULES[module].family === 'birth' && soDinhDanh === undefined,
    documentPending: documentExpected && found === undefined,
  });
}

/** Zeros alone, or words such as "Chưa cấp", say that there is none yet. */
function saysSome(given: unknown): boolean {
  return /[1-9]/.test(scalar(given) ?? '');
}

interface Found {
  readonly path: readonly string[];
  readonly base64: string;
}

function findDocument(raw: JsonObject, keys: readonly string[]): Found | undefined {
  for (const key of keys) {
    const base64 = contentOf(own(raw, key));
    if (base64 && (isPdf(base64) || lengthOf(base64) >= MIN_OTHER_LENGTH)) return { path: [key], base64 };
  }
  return findPdf(raw, [], 3);
}

function contentOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const note = readNote(value);
  if (note) return note.isBase64 ? value : undefined;
  const base64 = plainBase64(value);
  return base64 !== '' && isBase64(base64) ? base64 : undefined;
}

function isPdf(content: string): boolean {
  const note = readNote(content);
  return note ? note.mediaType === 'application/pdf' : isPdfBase64(content);
}

function lengthOf(content: string): number {
  const note = readNote(content);
  return note ? base64Length(note.size) : content.length;
}

function findPdf(object: JsonObject, path: readonly string[], depth: number): Found | undefined {
  for (const [key, value] of Object.entries(object)) {
    const here = [...path, key];
    const base64 = contentOf(value);
    if (base64 && isPdf(base64)) return { path: here, base64 };
    const nested: unknown = Array.isArray(value) ? { ...value } : value;
    const found = depth > 0 && isObject(nested) ? findPdf(nested, here, depth - 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

function without(object: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): [string, unknown][] => {
      if (name !== key) return [[name, value]];
      return rest.length === 0 ? [] : [[name, withoutInside(value, rest)]];
    }),
  );
}

function withoutInside(value: unknown, path: readonly string[]): unknown {
  if (isObject(value)) return without(value, path);
  if (!Array.isArray(value)) return value;
  const [index, ...rest] = path;
  return value.map((item: unknown, i) => (String(i) === index ? withoutInside(item, rest) : item));
}
