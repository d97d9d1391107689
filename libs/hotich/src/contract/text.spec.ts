import fc from 'fast-check';
import { foldVietnamese, nfcDeep, nfcJson, unaccentVietnamese } from './text';

const LETTERS = [
  ...'aàáảãạăằắẳẵặâầấẩẫậeèêềoòôồơờớuùưừựiìyỳđĐAÀÊỪBCDGHKLMNPQRSTVX ',
  '\u0300',
  '\u0301',
  '\u0323',
  '\u00a0',
  '’',
  '😀',
];
const vietnamese = fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 200 });

describe('foldVietnamese', () => {
  it.each([
    ['Hòa', 'Hoà'],
    ['THỦY', 'thuỷ'],
    ['Đã Được  Tiếp Nhận', 'đã được tiếp nhận'],
    ['Khuỷu', 'Khủyu'],
    ['không\u00a0tồn\ntại', 'không tồn tại'],
    ['M’Drắk', "M'Drắk"],
    ['kết\u200bquả', 'kếtquả'],
    ['\u00d0ỗ', 'Đỗ'],
  ])('takes %p and %p for the same', (a, b) => {
    expect(foldVietnamese(a)).toBe(foldVietnamese(b));
    expect(foldVietnamese(a.normalize('NFD'))).toBe(foldVietnamese(b));
  });

  it.each([
    ['đã', 'da'],
    ['hoa', 'hòa'],
    ['tư', 'tu'],
  ])('keeps %p and %p apart', (a, b) => expect(foldVietnamese(a)).not.toBe(foldVietnamese(b)));

  it('does not depend on the Unicode form or on case, and folds only once', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        const folded = foldVietnamese(text);
        expect(foldVietnamese(text.normalize('NFC'))).toBe(folded);
        expect(foldVietnamese(text.normalize('NFD'))).toBe(folded);
        expect(foldVietnamese(text.toUpperCase())).toBe(folded);
        expect(foldVietnamese(folded)).toBe(folded);
      }),
    );
  });
});

describe('unaccentVietnamese', () => {
  it('leaves plain letters', () => expect(unaccentVietnamese('Đường  Nguyễn Huệ')).toBe('duong nguyen hue'));
});

describe('nfcDeep', () => {
  it('composes every text and keeps everything else, without touching its argument', () => {
    const nested = { a: ['ê'.normalize('NFD'), 1, null], b: { c: 'ộ'.normalize('NFD') }, d: true };
    const copy = structuredClone(nested);
    expect(nfcDeep(nested)).toEqual({ a: ['ê', 1, null], b: { c: 'ộ' }, d: true });
    expect(nested).toEqual(copy);
  });
});

describe('nfcJson', () => {
  // Letters, marks that combine with them, and what JSON writes as an escape that ends in a letter.
  const text = fc.string({ unit: fc.constantFrom('n', 'ê', 'e', '\u0302', '\u0303', '\n', '"', '\\', 'x') });

  it('is the JSON of the value with every text in it in NFC, also where a mark follows what JSON escapes', () => {
    expect(JSON.parse(nfcJson({ a: '\n\u0303', b: 'e\u0302' }))).toEqual({ a: '\n\u0303', b: 'ê' });
    fc.assert(
      fc.property(fc.jsonValue(), fc.dictionary(text, fc.oneof(text, fc.array(text))), (any, texts) => {
        for (const value of [any, texts]) expect(nfcJson(value)).toBe(JSON.stringify(nfcDeep(value)));
      }),
    );
  });
});
