import fc from 'fast-check';
import { HotichValidationError } from '../../errors';
import { nfc } from '../text';
import { readXmlFields } from './xml-fields';
import { writeXml } from './write-xml';

const NASTY = [
  ...'aăâđêôơưẠẾỮ&<>"\'\\/\n\r\t{}[]',
  '\u0301',
  '\u0302',
  '😀',
  '𠮷',
  ']]>',
  '&amp;',
  '\u2028',
  '\u0000',
  '\ud800',
];
const text = fc.string({ unit: fc.constantFrom(...NASTY), maxLength: 2000 });
const name = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,8}$/);
/** What XML 1.0 can hold of a text, as the reader gives it back: NFC, trimmed. */
const kept = (value: string) =>
  nfc(value.replace(/\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')).trim();

function rulesOf(call: () => unknown): readonly (readonly [string, string])[] {
  try {
    call();
  } catch (error) {
    if (error instanceof HotichValidationError) return error.problems.map(({ path, rule }) => [path, rule]);
    throw error;
  }
  return [];
}

describe('writeXml', () => {
  it('nests objects, writes numbers, leaves nothing out but what is not there', () => {
    expect(writeXml('hoso', { a: 'A & B', b: 0, c: '', d: null, e: undefined, g: { h: '<i>' }, k: true })).toBe(
      '<hoso><a>A &amp; B</a><b>0</b><c></c><g><h>&lt;i&gt;</h></g><k>true</k></hoso>',
    );
  });

  it('composes what a sign that XML cannot hold had kept apart', () => {
    expect(writeXml('a', 'a\u0000\u0301')).toBe('<a>á</a>');
  });

  it('carries any text, 2,000 signs long, and lets none break out of its element', () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.oneof(text, fc.dictionary(name, text, { maxKeys: 3 })), { maxKeys: 5 }),
        (data) => {
          const expected = Object.entries(data).flatMap(([key, value]): [string, string][] => {
            if (typeof value === 'string') return [[key, kept(value)]];
            const inner = Object.entries(value).map(([part, item]): [string, string] => [`${key}.${part}`, kept(item)]);
            return inner.length > 0 ? inner : [[key, '']];
          });
          expect(readXmlFields(writeXml('hoso', data), 'hoso', 'data')).toEqual(Object.fromEntries(expected));
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([
    [{ 'a b': 'x' }, 'data.?', 'xml.name'],
    [{ 'a><b': 'x' }, 'data.?', 'xml.name'],
    [{ '1a': 'x' }, 'data.?', 'xml.name'],
    [{ a: ['x'] }, 'data.a', 'xml.type'],
    [{ a: { b: Number.NaN } }, 'data.a.b', 'xml.type'],
    [{ a: new Date(0) }, 'data.a', 'xml.type'],
    [{ a: () => 'x' }, 'data.a', 'xml.type'],
  ])('refuses %p', (data, path, rule) => {
    expect(rulesOf(() => writeXml('hoso', data, 'data'))).toEqual([[path, rule]]);
  });

  it('ends on an object that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop.a = loop;
    expect(rulesOf(() => writeXml('hoso', loop, 'data'))).toEqual([[`data${'.a'.repeat(10)}`, 'xml.type']]);
  });
});
