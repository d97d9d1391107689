import { isObject, readJsonObject, unreadable, type JsonObject } from '../wire-json';
import { readXmlFields } from '../xml/xml-fields';
import type { UnitCodeType } from './codec.types';

/** A unit code as version 1.0 wants it: a number (Long), but never one that has lost a zero. */
export function unitCodeValue(code: string, as: UnitCodeType = 'number'): number | string {
  return as === 'number' && String(Number(code)) === code ? Number(code) : code;
}

/** The objects of a `value`, which may be one object, a list, or either of them as text (JSON; one record also as XML). */
export function recordsOf(value: unknown): readonly JsonObject[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value.filter(isObject);
  if (isObject(value)) return [value];
  const text = typeof value === 'string' ? value.trim() : '';
  if (text.startsWith('[')) return listOf(text);
  if (text.startsWith('{')) return [readJsonObject(text, 'value')];
  if (text.startsWith('<')) return [readXmlFields(text, 'hoso', 'value')];
  throw unreadable('value', 'type', {
    vi: 'value phải là bản ghi hoặc danh sách bản ghi',
    en: 'value must be a record or a list of records',
  });
}

function listOf(text: string): readonly JsonObject[] {
  // A list is no JSON object, so it is read as the only field of one.
  const { list } = readJsonObject(`{"list":${text}}`, 'value');
  return Array.isArray(list) ? list.filter(isObject) : [];
}
