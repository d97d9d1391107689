import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { examplePayload } from './examples';
import { HotichMaritalStatusPayload } from './marital-status';
import { fieldDictionary, validatePayload } from './validate';

const example = examplePayload('HN', '2024');
const rulesOf = (change: object, rules = {}) =>
  validatePayload('HN', '2024', { ...example, ...change }, rules).map(({ path, rule }) => [path, rule]);
const nothing = { soGiayTo: null, ngayCapGiayTo: null, coQuanCapGiayTo: null };

describe('the blocks of the marital-status certificate', () => {
  it.each([
    ['1', nothing],
    ['2', { voChongHoTen: 'NGÔ VĂN MẪU', soGiayTo: '01' }],
    ['4', {}],
    ['5', { tuNgayXacNhan: '01.01.2015', denNgayXacNhan: '31.12.2020' }],
    ['6', { ...nothing, nxnTinhTrangHonNhan: 'Khác' }],
  ])('of status %s take their own fields', (nxnLoaiTinhTrangHonNhan, change) => {
    expect(rulesOf({ nxnLoaiTinhTrangHonNhan, ...change })).toEqual([]);
  });

  it.each([
    ['the paper of a divorce', '1', {}, ['soGiayTo', 'ngayCapGiayTo', 'coQuanCapGiayTo']],
    ['the name of a spouse', '3', { voChongHoTen: 'NGÔ VĂN MẪU' }, ['voChongHoTen']],
    ['a period', '4', { tuNgayXacNhan: '01.01.2015' }, ['tuNgayXacNhan']],
  ])('refuse %s under status %s', (_what, nxnLoaiTinhTrangHonNhan, change, names) => {
    expect(rulesOf({ nxnLoaiTinhTrangHonNhan, ...change }).sort()).toEqual(
      names.map((name) => [`data.${name}`, 'block.closed']).sort(),
    );
  });

  it('demand the name that an open block is about, unless the deployment does not', () => {
    expect(rulesOf({ nxnLoaiTinhTrangHonNhan: '2' })).toEqual([['data.voChongHoTen', 'required']]);
    expect(rulesOf({ nxnLoaiMucDichSuDung: '12' })).toEqual([['data.ndkHoTen', 'required']]);
    expect(rulesOf({ nxnLoaiMucDichSuDung: '12' }, { optional: ['ndkHoTen'] })).toEqual([]);
  });

  it('open the intended spouse for purpose 12 only', () => {
    const spouse = { ndkHoTen: 'NGÔ VĂN MẪU', ndkNoiCuTru: { quocGia: 'FR', dcChiTiet: 'Paris' } };
    expect(rulesOf({ nxnLoaiMucDichSuDung: '12', ...spouse })).toEqual([]);
    expect(rulesOf(spouse)).toEqual([
      ['data.ndkHoTen', 'block.closed'],
      ['data.ndkNoiCuTru', 'block.closed'],
    ]);
    const foreign = { ...spouse, ndkNoiCuTru: { quocGia: 'Pháp', maTinh: '01' } };
    expect(rulesOf({ nxnLoaiMucDichSuDung: '12', ...foreign })).toEqual([
      ['data.ndkNoiCuTru.quocGia', 'codeList'],
      ['data.ndkNoiCuTru.maTinh', 'unknownField'],
    ]);
  });

  it('open by the integer of style 2025 as well', () => {
    const data = examplePayload('HN', '2025');
    expect(data).toMatchObject({ nxnLoaiTinhTrangHonNhan: 3, ngayCapGiayTo: '02/03/2014' });
    expect(validatePayload('HN', '2025', { ...data, nxnLoaiTinhTrangHonNhan: 1 })).toHaveLength(3);
  });

  it("are checked in a host's own pipe too, and documented", () => {
    const wrong = plainToInstance(HotichMaritalStatusPayload, { ...example, nxnLoaiTinhTrangHonNhan: '1' });
    expect(
      validateSync(wrong)
        .map(({ property }) => property)
        .sort(),
    ).toEqual(['coQuanCapGiayTo', 'ngayCapGiayTo', 'soGiayTo']);
    expect(fieldDictionary('HN', '2024').voChongHoTen?.block).toEqual({
      field: 'nxnLoaiTinhTrangHonNhan',
      codes: ['2'],
      leading: true,
    });
  });
});
