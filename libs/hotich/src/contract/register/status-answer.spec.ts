import fc from 'fast-check';
import { HotichParseError } from '../../errors';
import { decodeStatusAnswer, saysNoSuchDossier } from './status-answer';

const A = 'H99.01.02-250101-0001';
const B = 'H99.01.02-250101-0002';
const asked = { maHoSo: [A, B], module: 'LTKS' } as const;
const decode = (body: unknown) => decodeStatusAnswer(JSON.stringify(body), asked);

describe('decodeStatusAnswer', () => {
  it('reads an item, string or integer alike, and leaves out what is empty', () => {
    const item = {
      maDonVi: '23926',
      maTinh: '52',
      module: 'LTKS',
      maHoSoLT: 'G22.99.08-250101-0001',
      maHoSoMCDT: A,
      errors: null,
      trangThai: '2',
      thoiGianThucHien: '02/01/2025 09:00:00',
      ghiChu: '',
      noiDungXuLy: 'Bổ sung giấy chứng sinh',
      nguoiXuLy: null,
      hanBoSungHoSo: '10/01/2025 17:00:00',
      ketQuaXuLy: null,
    };
    expect(decode({ status: 1, statusDescription: '', value: [item, { maHoSoMCDT: B, trangThai: 1 }] })).toEqual({
      ok: true,
      foreign: [],
      unreadable: 0,
      items: [
        {
          maHoSo: A,
          maHoSoLT: 'G22.99.08-250101-0001',
          module: 'LTKS',
          trangThai: 2,
          thoiGianThucHien: new Date('2025-01-02T09:00:00+07:00'),
          noiDungXuLy: 'Bổ sung giấy chứng sinh',
          hanBoSungHoSo: '10/01/2025 17:00:00',
        },
        { maHoSo: B, trangThai: 1 },
      ],
    });
  });

  it.each([[null], [[]], [undefined], ['']])('finds nothing in value %p', (value) => {
    expect(decode({ status: '1', value })).toEqual({ ok: true, items: [], foreign: [], unreadable: 0 });
  });

  it('drops and reports what nobody asked for, and counts what it cannot read', () => {
    const value = [
      { maHoSoMCDT: 'H01.01.01-250101-0009', trangThai: 4 },
      { maHoSoMCDT: A },
      null,
      { maHoSoMCDT: B, trangThai: 3 },
    ];
    expect(decode({ status: 1, value })).toEqual({
      ok: true,
      items: [{ maHoSo: B, trangThai: 3 }],
      foreign: ['H01.01.01-250101-0009'],
      unreadable: 2,
    });
  });

  it.each([null, '', 0, '0', -1])(
    'an error in place of a status (%j) is no answer: the register does not have it',
    (trangThai) => {
      const value = [{ maHoSoMCDT: A, errors: 'Không tìm thấy hồ sơ', trangThai }];
      expect(decode({ status: 1, value })).toEqual({ ok: true, items: [], foreign: [], unreadable: 0 });
    },
  );

  it.each([null, '', 0, '0', -1])('any other error in place of a status (%j) cannot be read', (trangThai) => {
    const value = [{ maHoSoMCDT: A, errors: 'Hệ thống bận', trangThai }];
    expect(decode({ status: 1, value })).toEqual({
      ok: true,
      items: [],
      foreign: [],
      unreadable: 1,
      remarks: [{ maHoSo: A, words: 'Hệ thống bận' }],
    });
  });

  it('of a code that was not asked for it cannot be read', () => {
    const value = [{ maHoSoMCDT: 'H24.37.80-260102-0009', errors: 'Không tìm thấy hồ sơ', trangThai: null }];
    expect(decode({ status: 1, value })).toMatchObject({ items: [], unreadable: 1 });
  });

  it('keeps the later of two events of one dossier', () => {
    const value = [
      { maHoSoMCDT: A, trangThai: 4, thoiGianThucHien: '03/01/2025 09:00:00' },
      { maHoSoMCDT: A, trangThai: 2, thoiGianThucHien: '02/01/2025 09:00:00' },
    ];
    expect(decode({ status: 1, value })).toMatchObject({ items: [{ trangThai: 4 }] });
    expect(decode({ status: 1, value: [...value].reverse() })).toMatchObject({ items: [{ trangThai: 4 }] });
  });

  it.each(['02/01/2025 09:00:00', '', null])(
    'takes the later in the list where a time is missing or the same: %j',
    (at) => {
      const value = [
        { maHoSoMCDT: A, trangThai: 2, thoiGianThucHien: '02/01/2025 09:00:00' },
        { maHoSoMCDT: A, trangThai: 4, thoiGianThucHien: at },
      ];
      expect(decode({ status: 1, value })).toMatchObject({ items: [{ trangThai: 4 }] });
      expect(decode({ status: 1, value: [...value].reverse() })).toMatchObject({ items: [{ trangThai: 2 }] });
    },
  );

  const result = { soDangKy: '12' };
  it.each([
    ['encoded twice', JSON.stringify(result)],
    ['alone in a list', [result]],
    ['alone in a list that was encoded twice', JSON.stringify([result])],
    ['encoded twice, alone in a list', [JSON.stringify(result)]],
  ])('reads a result that came %s', (_how, ketQuaXuLy) => {
    expect(decode({ status: 1, value: [{ maHoSoMCDT: A, trangThai: '4', ketQuaXuLy }] })).toMatchObject({
      items: [{ result }],
    });
  });

  it.each([[[result, result]], ['chưa có'], ['{"soDangKy"'], [['x']], [7]])(
    'of one that is registered, says that %j is no result',
    (ketQuaXuLy) => {
      const value = [
        { maHoSoMCDT: A, trangThai: 4, ketQuaXuLy },
        { maHoSoMCDT: B, trangThai: 3, ketQuaXuLy },
      ];
      expect(decode({ status: 1, value })).toEqual({
        ok: true,
        foreign: [],
        unreadable: 0,
        items: [
          { maHoSo: A, trangThai: 4, resultUnreadable: true },
          { maHoSo: B, trangThai: 3 },
        ],
      });
    },
  );

  it.each([[null], [''], [' '], [[]], ['null'], ['[]'], [[null]]])('takes %j for no result yet', (ketQuaXuLy) => {
    const value = [{ maHoSoMCDT: A, trangThai: 4, ketQuaXuLy }];
    expect(decode({ status: 1, value })).toMatchObject({ unreadable: 0, items: [{ maHoSo: A, trangThai: 4 }] });
    expect(decode({ status: 1, value })).not.toMatchObject({ items: [{ resultUnreadable: true }] });
  });

  it('reads items that came encoded twice', () => {
    const value = JSON.stringify([{ maHoSoMCDT: A, trangThai: 3 }]);
    expect(decode({ status: 1, value })).toMatchObject({ items: [{ maHoSo: A, trangThai: 3 }] });
    expect(decode({ status: 1, value: 'null' })).toMatchObject({ ok: true, items: [] });
  });

  it('says when the call as a whole failed, so that nobody takes it for "not found"', () => {
    expect(decode({ status: 0, errorCode: '108', errorDescription: 'Sai mã tỉnh', value: [] })).toEqual({
      ok: false,
      status: '0',
      errorCode: '108',
      errorDescription: 'Sai mã tỉnh',
      errorClass: 'configuration',
    });
  });

  it('cannot read a value that is neither list nor object', () => {
    expect(() => decode({ status: 1, value: 'xyz' })).toThrow(HotichParseError);
    expect(() => decodeStatusAnswer('<fault/>', asked)).toThrow(HotichParseError);
  });

  it('gives a typed error or an answer for any body, and only what was asked', () => {
    const item = fc.record(
      {
        maHoSoMCDT: fc.oneof(fc.constantFrom(A, B, 'x'), fc.jsonValue()),
        trangThai: fc.jsonValue(),
        ketQuaXuLy: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const body = fc.record({
      status: fc.constantFrom(1, '1', 0, null),
      value: fc.oneof(fc.jsonValue(), fc.array(item)),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          body.map((value) => JSON.stringify(value)),
        ),
        (raw) => {
          try {
            const answer = decodeStatusAnswer(raw, asked);
            if (answer.ok) for (const { maHoSo } of answer.items) expect(asked.maHoSo).toContain(maHoSo);
          } catch (error) {
            expect(error).toBeInstanceOf(HotichParseError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('saysNoSuchDossier', () => {
  it.each([
    [{ errorCode: '201' }, true],
    [{ errorCode: '106', statusDescription: 'Không tìm thấy hồ sơ' }, false],
    [{ errorCode: 'X9', errorDescription: 'hồ sơ không tồn tại' }, true],
    [{ statusDescription: 'CHƯA CÓ HỒ SƠ NÀY' }, true],
    [{ errorDescription: 'Mã đơn vị không tồn tại' }, false],
    [{ errorDescription: 'Not found' }, false],
    [{}, false],
  ])('of %j: %s', (head, said) => expect(saysNoSuchDossier({ status: '0', ...head })).toBe(said));
});
