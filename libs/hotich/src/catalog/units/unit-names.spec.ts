import { labelOf, levelOf, looseNameKey, nameKey, parseLabel, readLabel } from './unit-names';

describe('labels of the sources', () => {
  it.each([
    ['Phường Điện Biên', 'phường Điện Biên'],
    ['Thị Trấn Ái Tử', 'thị trấn Ái Tử'],
    ['Huyện  Vũng Liêm', 'huyện Vũng Liêm'],
    ['Phường Phường Đúc', 'phường Phường Đúc'],
    ['Phường 12', 'phường 12'],
    ['Cao Bằng', 'tỉnh Cao Bằng'],
    ['Xã Tân Phú'.normalize('NFD'), 'xã Tân Phú'],
  ])('takes %p apart', (label, expected) => {
    expect(labelOf(parseLabel(label, 'tỉnh'))).toBe(expected);
  });

  it('tells the level from the length of the code', () => {
    expect(['24', '213', '07219', '0019', 'H21', ''].map(levelOf)).toEqual([
      'province',
      'district',
      'commune',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('labels as typed', () => {
  it.each([
    ['P. Điện Biên', 'phường', 'Điện Biên'],
    ['P.Điện Biên', 'phường', 'Điện Biên'],
    ['P12', 'phường', '12'],
    ['q.1', 'quận', '1'],
    ['TP Huế', 'thành phố', 'Huế'],
    ['T.P. Huế', 'thành phố', 'Huế'],
    ['TX. Chũ', 'thị xã', 'Chũ'],
    ['TT Phùng', 'thị trấn', 'Phùng'],
    ['H. Ba Vì', 'huyện', 'Ba Vì'],
    ['T. Phú Thọ', 'tỉnh', 'Phú Thọ'],
    ['X. Mẫu', 'xã', 'Mẫu'],
    ['huyen Ba Vi', 'huyện', 'Ba Vi'],
    ['ĐẶC KHU Lý Sơn', 'đặc khu', 'Lý Sơn'],
  ])('reads %p', (text, title, name) => {
    expect(readLabel(text)[0]).toEqual({ title, name });
  });

  it.each(['Phú Thọ', 'Thanh Hóa', 'Tây Ninh', 'Huế', 'Quảng Trị', 'Xuân Lộc'])('sees no title in %p', (text) => {
    expect(readLabel(text)).toEqual([{ name: text }]);
  });

  it('also offers the whole text, for names that begin like a title', () => {
    expect(readLabel('Xa Dung')).toEqual([{ title: 'xã', name: 'Dung' }, { name: 'Xa Dung' }]);
  });
});

describe('name keys', () => {
  it('level out Unicode form, case, tone position and hyphens', () => {
    expect(nameKey('HOÀ Bình')).toBe(nameKey('Hòa bình'.normalize('NFD')));
    expect(nameKey('Bà Rịa – Vũng Tàu')).toBe(nameKey('Bà Rịa-Vũng Tàu'));
    expect(nameKey('Lê Lợi')).not.toBe(nameKey('Lê Lới'));
  });

  it('level out marks, apostrophes, y and i, and zeros in the loose form', () => {
    expect(looseNameKey("Đắk R'Moan")).toBe(looseNameKey('Dak R’Moan'));
    expect(looseNameKey('Phú Quý')).toBe(looseNameKey('Phu Qui'));
    expect(looseNameKey('04')).toBe(looseNameKey('4'));
  });
});
