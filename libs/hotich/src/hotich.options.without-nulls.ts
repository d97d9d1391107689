import { isObject } from './contract/wire-json';

/** What a host makes itself is used as it is; and of keys, and of headers that may be one, what is empty is to be refused, not left out. */
const AS_GIVEN: readonly string[] = ['fileStore', 'headers', 'encryption'];

/** The options without what is null, as an empty key of a YAML file is: in each section, and in the rows of a list. */
export function withoutNulls<T extends object>(section: T): T {
  return Object.fromEntries(Object.entries(section).filter(isGiven).map(inner)) as T;
}

type Entry = [name: string, value: unknown];

function isGiven([name, value]: Entry): boolean {
  return value !== null || AS_GIVEN.includes(name);
}

function inner([name, value]: Entry): Entry {
  if (AS_GIVEN.includes(name)) return [name, value];
  if (Array.isArray(value)) return [name, value.map(rowOf)];
  return [name, isObject(value) && !ArrayBuffer.isView(value) ? withoutNulls(value) : value];
}

/** Not what stands deeper: a form's default may be null. A source of the host's is no row. */
function rowOf(row: unknown): unknown {
  if (!isObject(row) || Object.getPrototypeOf(row) !== Object.prototype) return row;
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
}
