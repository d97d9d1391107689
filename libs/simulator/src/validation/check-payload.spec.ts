import { BIRTH_FIELDS } from './birth-fields';
import { checkPayload } from './check-payload';
import { STYLE_2024 } from './styles/style-2024';
import { DEATH_FIELDS } from './death-fields';
import { birthPayload, deathPayload } from '../province.spec-support';

const check = (overrides: object): readonly string[] =>
  checkPayload(birthPayload(overrides), BIRTH_FIELDS, STYLE_2024, (code) => code === '07210').sentences.map(
    (text) => text.split('. ')[0] ?? '',
  );

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
    expect(check({ nksQuocTich: '200' })).toEqual([]);
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
});
