import fc from 'fast-check';
import { HotichValidationError } from '../../errors';
import { parseCsv } from './csv';

describe('parseCsv', () => {
  it.each([
    [
      'ma,ten\n01,Kinh\n',
      [
        ['ma', 'ten'],
        ['01', 'Kinh'],
      ],
    ],
    [
      'ma;ten\n01;Tày, Nùng',
      [
        ['ma', 'ten'],
        ['01', 'Tày, Nùng'],
      ],
    ],
    [
      'ma\tten\n01\tKinh',
      [
        ['ma', 'ten'],
        ['01', 'Kinh'],
      ],
    ],
    [
      'ma,ten\n01,"Kinh, ""Việt"""',
      [
        ['ma', 'ten'],
        ['01', 'Kinh, "Việt"'],
      ],
    ],
    [
      'ma,ten,x\n01,,\n,,\n02, ,z',
      [
        ['ma', 'ten', 'x'],
        ['01', '', ''],
        ['02', '', 'z'],
      ],
    ],
    ['', []],
  ])('reads %j', (text, expected) => {
    expect(parseCsv(text).map(({ fields }) => fields)).toEqual(expected);
  });

  it('knows the line of every record, over line ends inside quotes and empty lines', () => {
    expect(parseCsv('ma,ten\n\n01,"hai\ndòng"\n02,Tày').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('says on which line a quote is left open', () => {
    expect(() => parseCsv('ma,ten\n01,Kinh\n02,"Tày\n')).toThrow(HotichValidationError);
    expect(() => parseCsv('ma,ten\n01,Kinh\n02,"Tày\n')).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ path: 'line 3', rule: 'csv.quote' })] }) as Error,
    );
  });

  it('reads back whatever was written', () => {
    const field = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => `x${text}`.replaceAll('\r', '').trim());
    const records = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(records, fc.constantFrom(',', ';', '\t'), (rows, separator) => {
        const written = [['a', 'b', 'c'], ...rows].map((row) =>
          row.map((text) => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(separator),
        );
        expect(
          parseCsv(written.join('\n'))
            .slice(1)
            .map(({ fields }) => fields),
        ).toEqual(rows);
      }),
    );
  });
});
