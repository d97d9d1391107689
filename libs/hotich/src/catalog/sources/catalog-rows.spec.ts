import fc from 'fast-check';
import { HotichParseError } from '../../errors';
import { readEntries, readRows } from './catalog-rows';

const kinh = [{ code: '63001', name: { vi: 'Kinh', en: 'Kinh' } }];
const read = (value: unknown, options?: Parameters<typeof readEntries>[2]) =>
  readEntries(readRows(value, 'value'), 'value', options);

describe('rows of a catalog', () => {
  it.each([
    [[{ ma: '63001', ten: 'Kinh' }]],
    [[{ Ma: 63001, Ten: 'Kinh' }]],
    [[{ code: '63001', name: 'Kinh' }]],
    [[{ value: '63001', label: ' Kinh ' }]],
    [[{ id: '63001', ten: 'Kinh' }]],
    [[{ id: 7, ma: '63001', ten: 'Kinh', tenKhac: 'Việt' }]],
    [[{ id: 7, maDanToc: '63001', tenDanToc: 'Kinh' }]],
    [[{ MaDanToc: '63001', TenDanToc: 'Kinh', STT: 1 }]],
    [{ data: [{ ma: '63001', ten: 'Kinh' }] }],
    [{ result: { items: [{ ma: '63001', ten: 'Kinh' }] } }],
    [{ total: 1, danhSach: [{ ma: '63001', ten: 'Kinh' }] }],
    [{ '63001': 'Kinh' }],
    [JSON.stringify([{ ma: '63001', ten: 'Kinh' }])],
    [JSON.stringify({ value: JSON.stringify([{ ma: '63001', ten: 'Kinh' }]) })],
  ])('are found in %j', (value) => {
    expect(read(value)).toEqual(kinh);
  });

  it.each(['63001', 'VN', 'CXD', 'TW2', 'G22-1'])('are an object of code and name with the code %s', (code) => {
    expect(read({ [code]: 'Mẫu' })).toMatchObject([{ code }]);
  });

  it('takes the columns that are stated first', () => {
    const rows = [{ ma: 'x', ten: 'y', maBTP: '63001', tenBTP: 'Kinh' }];
    expect(read(rows, { columns: { code: 'MaBTP', name: 'tenBTP' } })).toEqual(kinh);
    expect(read([{ ma: '63001', ten: 'Kinh' }], { columns: { code: 'maKhac' } })).toEqual(kinh);
  });

  it('gives a number its zeros back only where their number is known', () => {
    expect(read([{ ma: 1, ten: 'Hà Nội' }], { digits: 2 })[0]?.code).toBe('01');
    expect(read([{ ma: 1, ten: 'Nam' }])[0]?.code).toBe('1');
    expect(read([{ ma: '1', ten: 'Hà Nội' }], { digits: 2 })[0]?.code).toBe('1');
  });

  it('leaves out rows without a code', () => {
    expect(
      read([
        { ma: null, ten: 'Trống' },
        { ma: '63001', ten: 'Kinh' },
      ]),
    ).toEqual(kinh);
  });

  it.each([
    ['không phải JSON', 'catalog.shape'],
    [null, 'catalog.shape'],
    [{ message: 1 }, 'catalog.shape'],
    [{ message: 'Hệ thống đang bảo trì' }, 'catalog.shape'],
    [{ value: '{"errorCode":"E01","errorDescription":"Phiên làm việc hết hạn"}' }, 'catalog.shape'],
    [{ MA_LOI: 'E01' }, 'catalog.shape'],
    [{ ma: '63001', ten: 'Kinh' }, 'catalog.shape'],
    [[1, 2], 'catalog.shape'],
    [[], 'catalog.empty'],
    [[{ ma: '', ten: '' }], 'catalog.empty'],
    [[{ maMot: '1', maHai: '2', ten: 'x' }], 'catalog.column'],
    [[{ ma: '1', ghiChu: 'x' }], 'catalog.column'],
  ])('are refused in %j: %s', (value, rule) => {
    expect(() => read(value)).toThrow(HotichParseError);
    expect(() => read(value)).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ rule })] }) as Error,
    );
  });

  it('are read or refused, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const one of [value, JSON.stringify(value)]) {
          try {
            expect(read(one).every(({ code }) => code !== '')).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(HotichParseError);
          }
        }
      }),
    );
  });
});
