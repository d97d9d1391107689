import fc from 'fast-check';
import { AdministrativeUnits, type UnitRef } from '../units';
import type { AddressParts } from './address.types';
import { formatAddress } from './format-address';
import { parseAddress } from './parse-address';

const OLD = '2024-07-15';
const NOW = '2026-11-24';
const units = AdministrativeUnits.shared;

function communes(at: string): UnitRef[] {
  const provinces = ['01', '24', '52', '66', '79', '91'];
  const below = provinces.flatMap((code) => units.children(code, at));
  return at === OLD ? below.flatMap(({ code }) => units.children(code, at)) : below;
}

function partsOf(code: string, at: string): AddressParts {
  const unit = units.unit(code, at);
  const [maHuyen, maTinh] =
    at === OLD ? [unit?.parents[0]?.code, unit?.parents[1]?.code] : [undefined, unit?.parents[0]?.code];
  return { maTinh, ...(maHuyen === undefined ? {} : { maHuyen }), maXa: code, dcChiTiet: '' };
}

describe('formatAddress', () => {
  it('writes units with their titles', () => {
    expect(formatAddress({ maTinh: '01', maHuyen: '001', maXa: '00019', dcChiTiet: 'Số 1 phố Mẫu' }, OLD)).toEqual({
      text: 'Số 1 phố Mẫu, phường Điện Biên, quận Ba Đình, thành phố Hà Nội',
      problems: [],
    });
    expect(formatAddress({ maTinh: '24', dcChiTiet: '' }, NOW).text).toBe('tỉnh Bắc Ninh');
    const asTheRegisterSaysIt = { maTinh: '24', maHuyen: null, maXa: null, dcChiTiet: '' } as unknown as AddressParts;
    expect(formatAddress(asTheRegisterSaysIt, NOW)).toEqual({ text: 'tỉnh Bắc Ninh', problems: [] });
  });

  it('does not say twice what the detail says', () => {
    const parts = { maTinh: '01', maXa: '00004', dcChiTiet: 'Số 1 phố Mẫu, phường Ba Đình, Hà Nội' };
    expect(formatAddress(parts, NOW).text).toBe('Số 1 phố Mẫu, phường Ba Đình, thành phố Hà Nội');
  });

  it('keeps a detail that names other units', () => {
    const parts = { maTinh: '01', maXa: '00004', dcChiTiet: 'Số 1, phường Hoàn Kiếm, Hà Nội' };
    expect(formatAddress(parts, NOW).text).toContain('phường Hoàn Kiếm, Hà Nội, phường Ba Đình');
  });

  it.each([
    ['Bệnh viện Mẫu, phường Bắc Giang, tỉnh Bắc Ninh', 'units of this era'],
    ['Bệnh viện Mẫu, xã Tăng Tiến, huyện Việt Yên, tỉnh Bắc Giang', 'units of the other'],
    ['Bệnh viện Mẫu, xã Tăng Tiến, huyện Việt Yên', 'such units without their province'],
    ['Thôn Mẫu, xã Không Có, tỉnh Bắc Giang', 'a province of the other era alone'],
    ['Bệnh viện Mẫu, thành phố Hà Nội', 'another province'],
  ])('a province code adds nothing to %s: %s', (dcChiTiet) => {
    const asTheRegisterSaysIt = { maTinh: '24', maHuyen: null, maXa: null, dcChiTiet } as unknown as AddressParts;
    expect(formatAddress(asTheRegisterSaysIt, NOW)).toEqual({ text: dcChiTiet, problems: [] });
  });

  it.each([
    ['Trạm y tế phường Bắc Giang', 'Trạm y tế phường Bắc Giang, tỉnh Bắc Ninh'],
    ['Trạm y tế xã Tân Tiến', 'Trạm y tế xã Tân Tiến, tỉnh Bắc Ninh'],
    ['Tổ 3', 'Tổ 3, tỉnh Bắc Ninh'],
    ['Tổ 3, Bắc Ninh', 'Tổ 3, tỉnh Bắc Ninh'],
  ])('but %s does not say its province, or not as it is called', (dcChiTiet, text) => {
    expect(formatAddress({ maTinh: '24', dcChiTiet }, NOW)).toEqual({ text, problems: [] });
  });

  it.each([
    ['24', 'Thôn 3, Hòa Bình', 'Thôn 3, Hòa Bình, tỉnh Bắc Ninh'],
    ['24', 'Số 2, Bình Dương', 'Số 2, Bình Dương, tỉnh Bắc Ninh'],
    ['38', 'Thôn 1, Quảng Ninh', 'Thôn 1, Quảng Ninh, tỉnh Thanh Hóa'],
    ['40', 'Xóm 4, Hưng Yên', 'Xóm 4, Hưng Yên, tỉnh Nghệ An'],
    ['08', 'Tổ 1, Hà Giang', 'Tổ 1, Hà Giang, tỉnh Tuyên Quang'],
  ])('nor does what is only called like another province: of %s, %s', (maTinh, dcChiTiet, text) => {
    expect(formatAddress({ maTinh, dcChiTiet }, NOW)).toEqual({ text, problems: [] });
  });

  it.each(['Bệnh viện Mẫu, Hà Nội', 'Thôn Mẫu, TP Hồ Chí Minh', 'Thôn Mẫu, xã Tăng Tiến, Bắc Giang'])(
    'a province that can be nothing else is one without its title: %s',
    (dcChiTiet) => expect(formatAddress({ maTinh: '24', dcChiTiet }, NOW).text).toBe(dcChiTiet),
  );

  it('a commune that the detail says is not said again where its province has no code', () => {
    const parts = { maXa: '00004', dcChiTiet: 'Số 1 phố Mẫu, phường Ba Đình, Hà Nội' };
    expect(formatAddress(parts, NOW).text).toBe(parts.dcChiTiet);
  });

  it('says which code is wrong', () => {
    const rules = (parts: AddressParts, at: string): string[] =>
      formatAddress(parts, at).problems.map(({ path, rule }) => `${path} ${rule}`);
    expect(rules({ maTinh: '01', maHuyen: '001', dcChiTiet: '' }, NOW)).toEqual(['maHuyen address.unknownCode']);
    expect(rules({ maTinh: '52', maXa: '00004', dcChiTiet: '' }, NOW)).toEqual(['maTinh address.hierarchy']);
    expect(rules({ maTinh: '01', maHuyen: '002', maXa: '00019', dcChiTiet: '' }, OLD)).toEqual([
      'maHuyen address.hierarchy',
    ]);
    expect(rules({ maXa: '01', dcChiTiet: '' }, NOW)).toEqual(['maXa address.unknownCode']);
  });

  it.each([OLD, NOW])('is read back as the same parts (%s)', (at) => {
    const all = communes(at);
    fc.assert(
      fc.property(
        fc.constantFrom(...all),
        fc.constantFrom('', 'Số 12 ngõ 3 đường Mẫu', 'Tổ 4, thôn Mẫu', 'Lô A&B <3>'),
        (unit, dcChiTiet) => {
          const parts = { ...partsOf(unit.code, at), dcChiTiet };
          const { text, problems } = formatAddress(parts, at);
          expect(problems).toEqual([]);
          expect(parseAddress(text, at)).toMatchObject({ status: 'exact', parts });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('loses no detail, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (dcChiTiet) => {
        const { text } = formatAddress({ maTinh: '01', maXa: '00004', dcChiTiet }, NOW);
        expect(text.endsWith('phường Ba Đình, thành phố Hà Nội')).toBe(true);
        expect(text.startsWith(dcChiTiet.trim())).toBe(true);
      }),
    );
  });
});
