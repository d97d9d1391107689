import fc from 'fast-check';
import { HotichParseError } from '../../errors';
import { readXmlFields } from './xml-fields';
import { escapeXml, unescapeXml } from './xml-text';

const read = (xml: string, maxLength?: number) => readXmlFields(xml, 'hoTich', 'data', maxLength);
const wrap = (inner: string) => `<?xml version="1.0" encoding="utf-8"?><root><hoTich>${inner}</hoTich></root>`;

function ruleOf(call: () => unknown): string | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof HotichParseError) return error.problems[0]?.rule;
    throw error;
  }
  return undefined;
}

describe('readXmlFields', () => {
  it('keeps every value as text, exactly', () => {
    expect(
      read(wrap('<noiDangKy>00019</noiDangKy><nksHoTen> NGUYỄN VĂN MẪU\n</nksHoTen><so>1e5</so><maGCS/><x>true</x>')),
    ).toEqual({
      noiDangKy: '00019',
      nksHoTen: 'NGUYỄN VĂN MẪU',
      so: '1e5',
      maGCS: '',
      x: 'true',
    });
  });

  it('reads the five entities, character references and CDATA, and nothing twice', () => {
    expect(
      read(wrap('<a>&lt;&amp;&gt;&quot;&apos; &#272;&#x110; &amp;lt;</a><b>1<![CDATA[<b>&amp;</b>]]>2</b>')),
    ).toEqual({
      a: '<&>"\' ĐĐ &lt;',
      b: '1<b>&amp;</b>2',
    });
  });

  it('finds the element as the root too, with a namespace, and names what is nested', () => {
    expect(read('<n:hoTich xmlns:n="urn:x"><n:a k="1">1</n:a><!-- x --><b><c>2</c></b></n:hoTich>')).toEqual({
      a: '1',
      'b.c': '2',
    });
  });

  it.each([
    ['<!DOCTYPE x><root><hoTich/></root>', 'xml.dtd'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><root><hoTich>&a;</hoTich></root>', 'xml.dtd'],
    ['<root><hoTich/><!entity x></root>', 'xml.dtd'],
    [wrap('<a>&file;</a>'), 'xml.malformed'],
    [wrap('<a>&#0;</a>'), 'xml.malformed'],
    [wrap('<a>&#xFFFFFF;</a>'), 'xml.malformed'],
    [wrap('<a>AT&T</a>'), 'xml.malformed'],
    [wrap('<a>'), 'xml.malformed'],
    [wrap('<a></b>'), 'xml.malformed'],
    [wrap('<__proto__>x</__proto__>'), 'xml.malformed'],
    [wrap('<constructor>x</constructor>'), 'xml.malformed'],
    [wrap('<a>'.repeat(200) + '</a>'.repeat(200)), 'xml.malformed'],
    [wrap(Array.from({ length: 2_001 }, (_, i) => `<f${i}/>`).join('')), 'xml.malformed'],
    ['<root><khac/></root>', 'xml.noElement'],
    ['not xml', 'xml.malformed'],
    ['', 'xml.malformed'],
  ])('refuses %.60s by %s', (xml, rule) => expect(ruleOf(() => read(xml))).toBe(rule));

  it('refuses more than it was told to read', () => {
    expect(ruleOf(() => read(wrap('<a>1</a>'), 20))).toBe('xml.tooLong');
  });

  it('expands nothing: a thousand references to an undeclared entity cost nothing', () => {
    expect(ruleOf(() => read(wrap(`<a>${'&lol;'.repeat(1_000)}</a>`)))).toBe('xml.malformed');
  });

  it('never repeats the text around the fault', () => {
    try {
      read(wrap('<nksHoTen>NGUYỄN VĂN MẪU</hoTen>'));
    } catch (error) {
      const { message, cause } = error as HotichParseError;
      expect(message + String(cause)).not.toContain('MẪU');
    }
    expect.assertions(1);
  });

  it('gives back any text that was escaped, composed and trimmed', () => {
    const unit = fc.constantFrom(
      ...'aăâđêôơưẠẾỮ&<>"\'\n\r\t ]',
      '\u0301',
      '😀',
      '𠮷',
      ']]>',
      '&amp;',
      '<![CDATA[',
      '&#1;',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 2000 }), (text) => {
        expect(read(wrap(`<a>${escapeXml(text)}</a>`))).toEqual({ a: text.normalize('NFC').trim() });
      }),
      { numRuns: 300 },
    );
  });

  it('gives a typed error or fields for any mutated document, and pollutes nothing', () => {
    const good = wrap('<nksHoTen>NGUYỄN VĂN MẪU &amp; CON</nksHoTen><a><b>1</b></a><![CDATA[x]]>');
    const cut = fc.tuple(
      fc.nat(good.length),
      fc.nat(20),
      fc.string({ unit: fc.constantFrom(...'<>/&;!["a_'), maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        const xml = cuts.reduce((text, [at, length, put]) => text.slice(0, at) + put + text.slice(at + length), good);
        try {
          for (const value of Object.values(read(xml))) expect(typeof value).toBe('string');
        } catch (error) {
          expect(error).toBeInstanceOf(HotichParseError);
        }
        expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(12);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('unescapeXml', () => {
  it('is undone by nothing but itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => expect(unescapeXml(escapeXml(text))).toBe(text)));
  });

  it.each(['&ampx y', '&amp', '&;', '&nbsp;', '& ', '&#;', '&#xG;', '&toString;'])('refuses %p', (text) => {
    expect(unescapeXml(text)).toBeUndefined();
  });

  it('drops what XML cannot hold', () => expect(escapeXml('a\u0000\ud800b')).toBe('ab'));
});
