import type { CodeListEntry } from '../../contract';
import { isObject, type JsonObject, own, padded, scalar, unreadable } from '../../contract/wire-json';
import { CODE_COLUMN, columnKey, type ColumnNames, findColumn, NAME_COLUMN } from '../columns';

/** Headers that are tried before the usual ones. */
export interface CatalogColumns {
  readonly code?: string;
  readonly name?: string;
}

/** Properties in which answers wrap their rows. */
const WRAPPERS = ['value', 'data', 'result', 'rows', 'items', 'content'];
const DEEPEST = 4;

/**
 * Rows of a catalog, however they are wrapped: an array, an array inside an object, either of them as JSON text, or an object of
 * code and name (wire contract 6.0: the structure varies from catalog to catalog).
 *
 * @throws HotichParseError rule `catalog.shape` when there are no rows in it.
 */
export function readRows(value: unknown, path: string, depth = 0): readonly JsonObject[] {
  if (Array.isArray(value) && value.every(isObject)) return value;
  if (depth < DEEPEST && typeof value === 'string') return readRows(parsed(value), path, depth + 1);
  if (depth < DEEPEST && isObject(value)) {
    const inner = WRAPPERS.map((key) => structured(own(value, key))).find((one) => one !== undefined);
    if (inner !== undefined) return readRows(inner, path, depth + 1);
    const arrays = Object.values(value).filter(Array.isArray);
    if (arrays.length === 1) return readRows(arrays[0], path, depth + 1);
    const pairs = Object.entries(value);
    if (pairs.length > 0 && pairs.every(([code, name]) => isCode(code) && typeof name === 'string')) {
      return pairs.map(([code, name]) => ({ code, name }));
    }
  }
  throw unreadable(path, 'catalog.shape', {
    vi: 'không phải là danh sách các dòng danh mục',
    en: 'is no list of catalog rows',
  });
}

/**
 * Entries out of rows whose columns are stated or can be told from their names. Rows without a code are left out.
 *
 * @param digits digits of a code that is carried as a number and so may have lost leading zeros.
 * @throws HotichParseError rule `catalog.column` when the code or the name column cannot be told, `catalog.empty` without rows.
 */
export function readEntries(
  rows: readonly JsonObject[],
  path: string,
  { columns = {}, digits = 0 }: { readonly columns?: CatalogColumns; readonly digits?: number } = {},
): CodeListEntry[] {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (headers.length === 0)
    throw unreadable(path, 'catalog.empty', { vi: 'danh mục rỗng', en: 'the catalog is empty' });
  const code = column(headers, columns.code, CODE_COLUMN, path);
  const name = column(headers, columns.name, NAME_COLUMN, path);
  const found = rows.flatMap((row) => {
    const text = padded(own(row, code), digits);
    const vi = scalar(own(row, name)) ?? text;
    return text === undefined || vi === undefined ? [] : [{ code: text, name: { vi, en: vi } }];
  });
  if (found.length === 0) throw unreadable(path, 'catalog.empty', { vi: 'danh mục rỗng', en: 'the catalog is empty' });
  return found;
}

function column(headers: readonly string[], given: string | undefined, names: ColumnNames, path: string): string {
  const stated = given === undefined ? undefined : findColumn(headers, { names: [columnKey(given)] });
  const found = stated ?? findColumn(headers, names);
  if (found !== undefined) return found;
  const known = headers.slice(0, 20).join(', ');
  throw unreadable(
    path,
    'catalog.column',
    { vi: `không rõ cột nào là mã, cột nào là tên: ${known}`, en: `cannot tell the code from the name: ${known}` },
    { vi: 'Chỉ rõ trong catalog.columns: { code, name }', en: 'Name them in catalog.columns: { code, name }' },
  );
}

/**
 * Codes have a digit, or are of a few capitals (`63001`, `VN`, `CXD`). What has small letters names a field: an error that comes with
 * HTTP 200 is an object of text too (`errorCode`, `message`), and so is a single row (`ma`, `ten`).
 */
function isCode(key: string): boolean {
  return !/\p{Ll}/u.test(key) && (/\d/.test(key) || key.length <= 3);
}

/** An array or object, also when it comes as JSON text. */
function structured(value: unknown): unknown {
  const inner = typeof value === 'string' ? parsed(value) : value;
  return typeof inner === 'object' && inner !== null ? inner : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
