import { readHoSo } from './hoso-xml';

const hoSo = (elements: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><hotich><hoso>${elements}</hoso></hotich>`;

describe('readHoSo', () => {
  it('reads text exactly as it was meant', () => {
    expect(
      readHoSo(
        hoSo('<a>1 &amp; &lt;2&gt; &quot;&apos; &#65;&#x1F476; &amp;lt; &amp;#65;</a><b><![CDATA[x & <y>]]></b>'),
      ),
    ).toEqual({ a: '1 & <2> "\' A👶 &lt; &#65;', b: 'x & <y>' });
    expect(readHoSo(hoSo('<a> hai  chỗ trống </a><so>007</so><d>true</d>'))).toEqual({
      a: ' hai  chỗ trống ',
      so: '007',
      d: 'true',
    });
  });

  it('takes layout and comments for what they are, and empty elements for empty texts', () => {
    expect(readHoSo(hoSo('\n  <a/>\n  <b></b><c>\n</c><!-- <!DOCTYPE x> &x; -->\n'))).toEqual({ a: '', b: '', c: '' });
    expect(readHoSo('<hotich><hoso/></hotich>')).toEqual({});
    expect(readHoSo(hoSo('<noiCuTru>\n <maTinh>24</maTinh>\n</noiCuTru>'))).toEqual({ noiCuTru: { maTinh: '24' } });
  });

  it.each([
    ['no XML at all', 'hoTen=MẪU', /XML hợp lệ/],
    ['an empty text', ' ', /XML hợp lệ|thẻ gốc/],
    ['an element that is not closed', '<hotich><hoso><a>1</hoso></hotich>', /XML hợp lệ/],
    ['a bare ampersand', hoSo('<a>A & B</a>'), /XML hợp lệ/],
    ['a bare less-than', hoSo('<a>1 < 2</a>'), /XML hợp lệ/],
    ['a DTD', '<!DOCTYPE hotich><hotich><hoso><a>1</a></hoso></hotich>', /DTD/],
    ['a DTD with an entity', '<!DOCTYPE h [<!ENTITY x "boo">]><hotich><hoso><a>&x;</a></hoso></hotich>', /DTD/],
    ['an entity nobody declared', hoSo('<a>&x;</a>'), /thực thể/],
    ['an entity of HTML', hoSo('<a>&nbsp;</a>'), /thực thể/],
    ['another root', '<hoTich><hoso><a>1</a></hoso></hoTich>', /thẻ gốc/],
    ['a second root', `${hoSo('<a>1</a>')}<x/>`, /thẻ gốc|XML hợp lệ/],
    ['a second dossier', '<hotich><hoso><a>1</a></hoso><hoso><a>2</a></hoso></hotich>', /đúng một thẻ <hoso>/],
    ['no dossier', '<hotich></hotich>', /thẻ gốc/],
    ['text beside the elements', hoSo('chữ<a>1</a>'), /ngoài các thẻ/],
    ['text in place of the elements', hoSo('chữ'), /ngoài các thẻ/],
    ['a name that would reach the prototype', hoSo('<__proto__>x</__proto__>'), /tên thẻ/],
  ])('refuses %s', (_name, xml, expected) => {
    expect(readHoSo(xml)).toMatch(expected);
  });
});
