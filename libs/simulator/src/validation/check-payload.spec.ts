import { copyPayload } from '../payloads.spec-support';
import { BIRTH_FIELDS } from './birth-fields';
import { checkPayload } from './check-payload';
import { STYLE_2024 } from './styles/style-2024';
import { STYLE_2025 } from './styles/style-2025';
import { COPY_FIELDS } from './copy-fields';
import { DEATH_FIELDS } from './death-fields';
import { birthPayload, deathPayload } from '../province.spec-support';

const refusals = (sentences: readonly string[]): string[] => sentences.map((text) => text.split('. ')[0] ?? '');

const check = (overrides: object): readonly string[] =>
  refusals(checkPayload(birthPayload(overrides), BIRTH_FIELDS, STYLE_2024, (code) => code === '07210').sentences);

const check2025 = (overrides: object): readonly string[] =>
  refusals(checkPayload({ ...copyPayload(), ...overrides }, COPY_FIELDS, STYLE_2025, () => true).sentences);

describe('checkPayload', () => {
  it('passes complete payloads', () => {
    expect(check({})).toEqual([]);
    expect(checkPayload(deathPayload(), DEATH_FIELDS, STYLE_2024, () => true)).toEqual({
      sentences: [],
      unknownFields: [],
    });
  });

  it.each<[string, object, string]>([
    ['an empty required field', { nksHoTen: '' }, 'nksHoTen không được để trống'],
    ['a required field that is null', { nycHoTen: null }, 'nycHoTen không được để trống'],
    ['a number where a text code belongs', { nksGioiTinh: 1 }, 'nksGioiTinh có định dạng không đúng'],
    ['a code that is in no list', { nksGioiTinh: '9' }, 'nksGioiTinh không tồn tại'],
    ['a paper kind of the e-form list', { nycLoaiGiayToTuyThan: '10' }, 'nycLoaiGiayToTuyThan không tồn tại'],
    ['a date with slashes', { nksNgaySinh: '01/11/2026' }, 'nksNgaySinh có định dạng không đúng'],
    ['a day that does not exist', { nksNgaySinh: '30.02.2026' }, 'nksNgaySinh có định dạng không đúng'],
    ['a partial date where a day is needed', { ngayCapGCS: '11.2026' }, 'ngayCapGCS có định dạng không đúng'],
    ['an unknown ethnicity', { nksDanToc: '57' }, 'nksDanToc không tồn tại'],
    ['an unknown country', { nksQuocTich: 'XQ' }, 'nksQuocTich không tồn tại'],
    ['a country by a code that is reserved', { nksQuocTich: 'UK' }, 'nksQuocTich không tồn tại'],
    ['a union of countries', { nksQuocTich: 'EU' }, 'nksQuocTich không tồn tại'],
    ['a code for no country', { nksQuocTich: 'ZZ' }, 'nksQuocTich không tồn tại'],
    ['a country in small letters', { nksQuocTich: 'vn' }, 'nksQuocTich không tồn tại'],
    ['a unit the register does not know', { noiDangKy: '7210' }, 'noiDangKy không tồn tại'],
    ['a personal number of 13 digits', { meSoDDCN: '0010990000021' }, 'meSoDDCN có độ dài vượt quá số lượng cho phép'],
    ['an address as a text', { nksQueQuan: 'Xã Mẫu' }, 'nksQueQuan có định dạng không đúng'],
    ['an address code that lost its zero', { nksQueQuan: { maTinh: '1' } }, 'nksQueQuan có định dạng không đúng'],
    ['an address code as a number', { nksQueQuan: { maXa: 7210 } }, 'nksQueQuan có định dạng không đúng'],
    ['a control character', { nksHoTen: 'MẪU\u0007' }, 'nksHoTen có định dạng không đúng'],
    ['a text without end', { nksHoTen: 'M'.repeat(4_001) }, 'nksHoTen có độ dài vượt quá số lượng cho phép'],
  ])('names %s', (_name, overrides, expected) => {
    expect(check(overrides)).toEqual([expected]);
  });

  it('accepts partial birth dates, both ethnicity systems, special nationalities and any writing', () => {
    expect(check({ meNgaySinh: '1990', chaNgaySinh: '05.1990' })).toEqual([]);
    expect(check({ nksDanToc: '01', meDanToc: '63001', chaDanToc: '1387' })).toEqual([]);
    for (const nksQuocTich of ['200', 'CXD', 'GB', 'LA', 'KH']) expect(check({ nksQuocTich })).toEqual([]);
    expect(check({ nksHoTen: 'Nguyễn <Văn> & "Mẫu" 👶'.normalize('NFD') })).toEqual([]);
  });

  it('reports unknown fields, also those named like an inherited one', () => {
    const payload = JSON.parse('{"__proto__":"x","toString":"y","la":1}') as Record<string, unknown>;
    expect(checkPayload(payload, BIRTH_FIELDS, STYLE_2024, () => true).unknownFields).toEqual([
      '__proto__',
      'toString',
      'la',
    ]);
  });

  it.each<[string, object, string]>([
    ['a name in one string', { cbsHoTen: 'Nguyễn Văn Mẫu' }, 'cbsHoTen có định dạng không đúng'],
    ['a name without any part', { cbsHoTen: { Ho: '', ChuDem: null, Ten: '' } }, 'cbsHoTen không được để trống'],
    ['a part of a name that is no text', { cbsHoTen: { Ho: 1, Ten: 'Mẫu' } }, 'cbsHoTen có định dạng không đúng'],
    ['a code as a text', { cbsGioiTinh: '1' }, 'cbsGioiTinh có định dạng không đúng'],
    ['a code that is in no list', { cbsLoaiGiayToTuyThan: 10 }, 'cbsLoaiGiayToTuyThan không tồn tại'],
    ['a text code as an integer', { loaiBSCC: 1 }, 'loaiBSCC có định dạng không đúng'],
    ['a date with dots', { ngayDangKyTruocDay: '15.05.1998' }, 'ngayDangKyTruocDay có định dạng không đúng'],
    ['a day that does not exist', { ngayDangKyTruocDay: '30/02/1998' }, 'ngayDangKyTruocDay có định dạng không đúng'],
    ['a day without its month', { cbsNgaySinh: { namSinh: '1998', thangSinh: '', ngaySinh: '02' } }, 'cbsNgaySinh có'],
    ['a month without its zero', { cbsNgaySinh: { namSinh: '1998', thangSinh: '2' } }, 'cbsNgaySinh có định dạng'],
    ['a split date of integers', { cbsNgaySinh: { namSinh: 1998 } }, 'cbsNgaySinh có định dạng không đúng'],
    ['a district', { cbsNoiCuTru: { maTinh: '24', maHuyen: '213' } }, 'cbsNoiCuTru có định dạng không đúng'],
    ['a country that is none', { cbsNoiCuTru: { quocGia: 'Việt Nam' } }, 'cbsNoiCuTru có định dạng không đúng'],
    ['a card number of 13 digits', { nycSoGiayToTuyThan: '0010990000021' }, 'nycSoGiayToTuyThan có độ dài vượt quá'],
  ])('of 2025 names %s', (_name, overrides, expected) => {
    const refused = check2025(overrides);
    expect(refused).toHaveLength(1);
    expect(refused[0]).toContain(expected);
  });

  it('of 2025 accepts partial birth dates and 0 for the register of births', () => {
    expect(check2025({ cbsNgaySinh: { namSinh: '1998', thangSinh: '02', ngaySinh: '' } })).toEqual([]);
    expect(check2025({ cbsNgaySinh: { namSinh: '1998' }, loaiBanSao: 0, loaiBSCC: '11' })).toEqual([]);
    const { unknownFields } = checkPayload(
      { ...copyPayload(), cbsNoiCuTru: { maHuyen: null, thon: 'x' }, cbsHoTen: { Ten: 'Mẫu', Dem: '' } },
      COPY_FIELDS,
      STYLE_2025,
      () => true,
    );
    expect(unknownFields).toEqual(['cbsHoTen.Dem', 'cbsNoiCuTru.maHuyen', 'cbsNoiCuTru.thon']);
  });
});
