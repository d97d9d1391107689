import fc from 'fast-check';
import { HotichValidationError } from '../../errors';
import { examplePayload } from './examples';
import { toProfile, type ToProfileOptions } from './to-profile';
import { validatePayload } from './validate';

const birth = examplePayload('KS', '2024');
const splitName = (name: string) => {
  const [Ho = '', ...rest] = name.split(' ');
  return rest.length === 2 ? { Ho, ChuDem: rest[0] ?? '', Ten: rest[1] ?? '' } : undefined;
};
const to2025 = (change: object, options: ToProfileOptions = { splitName }) =>
  toProfile('KS', { ...birth, ...change }, '2024', '2025', options);
const toRegister = (change: object, options: ToProfileOptions = {}) =>
  toProfile('KS', { ...minimal, ...change }, '2024', 'register', options);
const minimal = {
  loaiDangKy: '1',
  noiDangKy: '00019',
  nksHoTen: 'NGUYỄN VĂN MẪU',
  nksGioiTinh: '1',
  nksNgaySinh: '05.01.2025',
  nycHoTen: 'TRẦN THỊ MẪU',
};

function refusal(call: () => unknown): (readonly [string, string])[] {
  try {
    call();
  } catch (error) {
    if (error instanceof HotichValidationError) return error.problems.map(({ path, rule }) => [path, rule]);
  }
  throw new Error('expected a HotichValidationError');
}

describe('toProfile 2025', () => {
  it('turns a whole birth, exactly', () => {
    const data = to2025({ meEmpty: undefined, chaGiayToKhac: '' }, { splitName, rules: { extraFields: ['meEmpty'] } });
    expect(validatePayload('KS', '2025', data, { extraFields: ['meEmpty'] })).toEqual([]);
    expect(data).toMatchObject({
      loaiDangKy: 1,
      noiDangKy: '23926',
      ngayCapGCS: '06/01/2025',
      nksHoTen: { Ho: 'NGUYỄN', ChuDem: 'VĂN', Ten: 'MẪU' },
      nksNgaySinh: { namSinh: '2025', thangSinh: '01', ngaySinh: '05' },
      nksNoiSinh: { dcChiTiet: 'Bệnh viện Ví Dụ', quocGia: 'VN', maTinh: '52' },
      nksQueQuan: { dcChiTiet: 'Xã Ví Dụ, tỉnh Ví Dụ' },
      nksDanToc: '63001',
      chaNgaySinh: { namSinh: '1998', thangSinh: '', ngaySinh: '' },
      chaLoaiGiayToTuyThan: 4,
      nycNgayCapGiayToTuyThan: '01/02/2021',
    });
    expect(data).not.toHaveProperty('chaGiayToKhac');
    expect(data.nksQueQuan).not.toHaveProperty('quocGia');
  });

  it('refuses every name that nobody can split for certain', () => {
    expect(refusal(() => to2025({ chaHoTen: 'Y BHAM' }))).toEqual([['data.chaHoTen', 'name.ambiguous']]);
    expect(refusal(() => to2025({}, {})).map(([path]) => path)).toEqual([
      'data.nksHoTen',
      'data.meHoTen',
      'data.chaHoTen',
      'data.nycHoTen',
    ]);
  });

  it('asks before it gives up a district, and does not need to ask for anything else', () => {
    const meNoiCuTru = { maTinh: '52', maHuyen: '540', maXa: '21550', dcChiTiet: 'Số 1' };
    expect(refusal(() => to2025({ meNoiCuTru }))).toEqual([['data.meNoiCuTru', 'address.ambiguous']]);
    const twoTierAddress = () => ({ quocGia: 'VN', maTinh: '52', maXa: '23926', dcChiTiet: 'Số 1' });
    expect(to2025({ meNoiCuTru }, { splitName, twoTierAddress }).meNoiCuTru).toEqual(twoTierAddress());
  });

  it('refuses what a helper gets wrong', () => {
    const twoTierAddress = () => ({ maTinh: '1' });
    const meNoiCuTru = { maHuyen: '540' };
    expect(refusal(() => to2025({ meNoiCuTru }, { splitName, twoTierAddress }))).toEqual([
      ['data.meNoiCuTru.maTinh', 'provinceCode'],
    ]);
  });

  it('refuses a code that a number would change', () => {
    const rules = { extraCodes: { loaiCuTru: ['01', 'X'] } };
    expect(refusal(() => to2025({ meLoaiCuTru: '01', chaLoaiCuTru: 'X' }, { splitName, rules }))).toEqual([
      ['data.meLoaiCuTru', 'code.notInteger'],
      ['data.chaLoaiCuTru', 'code.notInteger'],
    ]);
  });

  it('keeps every real date exactly', () => {
    const date = fc.date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.constantFrom(1, 2, 3), (value, known) => {
        const [year = '', month = '', day = ''] = value.toISOString().slice(0, 10).split('-');
        const nksNgaySinh = [day, month, year].slice(3 - known).join('.');
        const split = to2025({ nksNgaySinh }).nksNgaySinh;
        expect(split).toEqual({ namSinh: year, thangSinh: known > 1 ? month : '', ngaySinh: known > 2 ? day : '' });
      }),
      { numRuns: 50 },
    );
  });
});

describe('toProfile register', () => {
  it('writes text addresses and keeps the province of birth beside its text', () => {
    const change = {
      nksNoiSinh: { maTinh: '52', dcChiTiet: 'Bệnh viện Ví Dụ' },
      nksQueQuan: { dcChiTiet: 'Xã Ví Dụ' },
      nksGioiTinh: '2',
    };
    expect(toRegister(change)).toEqual({
      ...minimal,
      nksGioiTinh: '2',
      nksNoiSinh: 'Bệnh viện Ví Dụ',
      nksNoiSinhDVHC: '52',
      nksQueQuan: 'Xã Ví Dụ',
    });
  });

  it('asks for the words of an address with codes', () => {
    const meNoiCuTru = { maTinh: '52', maXa: '23926', dcChiTiet: 'Số 1' };
    expect(refusal(() => toRegister({ meNoiCuTru }))).toEqual([['data.meNoiCuTru', 'address.ambiguous']]);
    expect(toRegister({ meNoiCuTru }, { addressText: () => 'Số 1, xã Ví Dụ' }).meNoiCuTru).toBe('Số 1, xã Ví Dụ');
  });

  it('drops nothing in silence', () => {
    expect(refusal(() => toRegister({ maGCS: 'x', soLuongBanSao: '2' }))).toEqual([
      ['data.maGCS', 'field.notCarried'],
      ['data.soLuongBanSao', 'field.notCarried'],
    ]);
    expect(toRegister({ maGCS: 'x', soLuongBanSao: '' }, { mayDrop: ['maGCS'] })).toEqual(minimal);
  });
});

describe('toProfile', () => {
  it('refuses a payload that is wrong in its own style, and a way that it does not know', () => {
    expect(refusal(() => toRegister({ nksNgaySinh: '2025-01-05' }))).toEqual([['data.nksNgaySinh', 'date']]);
    expect(refusal(() => toProfile('BS', examplePayload('BS', '2025'), '2025', '2024'))).toEqual([
      ['module', 'profile.unsupported'],
    ]);
    expect(refusal(() => toProfile('LTKS', minimal, '2024', 'register'))).toEqual([['module', 'profile.unsupported']]);
  });

  it('copies a payload that has the style already', () => {
    const copy = toProfile('KS', minimal, '2024', '2024');
    expect(copy).toEqual(minimal);
    expect(copy).not.toBe(minimal);
  });
});
