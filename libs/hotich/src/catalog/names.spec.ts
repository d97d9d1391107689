import fc from 'fast-check';
import { joinName, splitName } from './names';

describe('splitName', () => {
  it.each([
    ['NGUYỄN VĂN MẪU', { Ho: 'NGUYỄN', ChuDem: 'VĂN', Ten: 'MẪU' }],
    ['Trần Mẫu', { Ho: 'Trần', ChuDem: '', Ten: 'Mẫu' }],
    ['  Lê  Thị Ngọc   Mẫu ', { Ho: 'Lê', ChuDem: 'Thị Ngọc', Ten: 'Mẫu' }],
  ])('splits %p for certain', (text, name) => {
    expect(splitName(text)).toEqual({ name, certain: true, alternatives: [] });
  });

  it('gives NFC for NFD', () => {
    expect(splitName('Nguyễn Văn Mẫu'.normalize('NFD')).name.Ten).toBe('Mẫu'.normalize('NFC'));
  });

  it('doubts a single word, which may be a given or a family name', () => {
    const reading = splitName('Mẫu');
    expect(reading).toMatchObject({ certain: false, doubt: 'singleWord', name: { Ho: '', Ten: 'Mẫu' } });
    expect(reading.alternatives).toEqual([{ Ho: 'Mẫu', ChuDem: '', Ten: '' }]);
  });

  it('doubts a family name of two words and offers both ways', () => {
    const reading = splitName('Tôn Thất Mẫu Thử');
    expect(reading).toMatchObject({ certain: false, doubt: 'compoundFamilyName' });
    expect(reading.name).toEqual({ Ho: 'Tôn', ChuDem: 'Thất Mẫu', Ten: 'Thử' });
    expect(reading.alternatives).toEqual([{ Ho: 'Tôn Thất', ChuDem: 'Mẫu', Ten: 'Thử' }]);
  });

  it('takes the longest family name that the words begin with', () => {
    expect(splitName('Công Tằng Tôn Nữ Mẫu').alternatives).toEqual([
      { Ho: 'Công Tằng Tôn Nữ', ChuDem: '', Ten: 'Mẫu' },
    ]);
  });

  it.each(['Y Mẫu Niê', "H' Mẫu Niê", 'A Mẫu'])('doubts the order of %p', (text) => {
    expect(splitName(text)).toMatchObject({ certain: false, doubt: 'otherOrder' });
  });

  it('says that nothing is nothing', () => {
    expect(splitName('  ')).toMatchObject({ certain: false, doubt: 'empty', name: { Ho: '', ChuDem: '', Ten: '' } });
  });

  it('loses no word, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const words = text
          .normalize('NFC')
          .split(/\s+/)
          .filter((word) => word !== '')
          .join(' ');
        const { name, alternatives } = splitName(text);
        expect(joinName(name)).toBe(words);
        expect(
          alternatives.every((one) => joinName(one).split(' ').sort().join() === words.split(' ').sort().join()),
        ).toBe(true);
      }),
    );
  });
});
