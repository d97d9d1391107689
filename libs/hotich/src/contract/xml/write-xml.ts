import { HotichValidationError, type HotichProblem } from '../../errors';
import { nfc } from '../text';
import { isObject } from '../wire-json';
import { escapeXml } from './xml-text';

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/;
const MAX_DEPTH = 10;

/**
 * An element with its content as XML text: texts in NFC and escaped, nested objects as nested elements, `null` and `undefined`
 * left out. Signs that XML 1.0 cannot hold are left out.
 *
 * @throws HotichValidationError rule `xml.name` for a name no element can have, `xml.type` for a list or any other value that is
 * neither text, number, boolean nor object.
 */
export function writeXml(name: string, value: unknown, path = name): string {
  return write(name, value, path, MAX_DEPTH);
}

function write(name: string, value: unknown, path: string, depth: number): string {
  if (value === null || value === undefined) return '';
  if (!NAME.test(name)) throw refused(path, WRONG_NAME);
  return `<${name}>${content(value, path, depth)}</${name}>`;
}

function content(value: unknown, path: string, depth: number): string {
  // Composed after the signs XML cannot hold are gone: what stood on both sides of one may belong together.
  if (typeof value === 'string') return nfc(escapeXml(value));
  if ((typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean') return String(value);
  if (!isObject(value) || value instanceof Date || depth === 0) throw refused(path, WRONG_VALUE);
  return Object.entries(value)
    .map(([name, item]) => write(name, item, `${path}.${NAME.test(name) ? name : '?'}`, depth - 1))
    .join('');
}

function refused(path: string, problem: Omit<HotichProblem, 'path'>): HotichValidationError {
  return new HotichValidationError([{ path, ...problem }]);
}

const WRONG_NAME = {
  rule: 'xml.name',
  message: { vi: 'tên trường không viết được trong XML', en: 'the name cannot be an XML element' },
  remedy: {
    vi: 'Tên trường chỉ gồm chữ không dấu, số và gạch dưới, bắt đầu bằng chữ',
    en: 'A field name holds only unaccented letters, digits and underscores and begins with a letter',
  },
};

const WRONG_VALUE = {
  rule: 'xml.type',
  message: { vi: 'giá trị không viết được trong XML', en: 'the value cannot be written in XML' },
  remedy: { vi: 'Chỉ dùng chuỗi, số hoặc đối tượng', en: 'Use text, numbers or objects only' },
};
