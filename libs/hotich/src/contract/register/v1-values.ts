import { HotichValidationError } from '../../errors';
import { isObject, readJsonObject, unreadable, type JsonObject } from '../wire-json';
import { readXmlFields } from '../xml/xml-fields';
import type { UnitCodeType } from './codec.types';

/** A unit code as version 1.0 wants it: a number (Long), but never one that has lost a zero. */
export function unitCodeValue(code: string, as: UnitCodeType = 'number'): number | string {
  return as === 'number' && String(Number(code)) === code ? Number(code) : code;
}

/**
 * An id of the register as a JSON number (Long).
 *
 * @throws HotichValidationError rule `recordId` for anything but digits that a number gives back unchanged.
 */
export function recordId(id: string, path: string): number {
  const value = Number(id);
  if (Number.isSafeInteger(value) && value >= 0 && String(value) === id) return value;
  throw new HotichValidationError([
    {
      path,
      rule: 'recordId',
      message: { vi: 'không phải id bản ghi của phần mềm hộ tịch', en: 'is not the id of a register record' },
      remedy: { vi: 'Dùng id lấy từ dsHoSoDangKy, chỉ gồm chữ số', en: 'Use an id from dsHoSoDangKy, digits only' },
    },
  ]);
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
