import { validatePayload } from '../payload/validate';
import type { InterlinkDetail } from './interlink.types';
import { leftOut, toRegisterPayload } from './to-register';

const detail: InterlinkDetail = {
  maHoSo: 'G22.99.08-250101-0001',
  maTTHC: '2.000986',
  module: 'KS',
  maDonVi: '00019',
  maDonViCertain: false,
  attachments: [],
  fields: {
    maGCS: 'GCS-1',
    ngayCapGCS: '20250102',
    loaiDangKy: '1',
    noiDangKy: '00019',
    soLuongBanSao: '2',
    nksHoTen: 'NGUYỄN VĂN MẪU',
    nksGioiTinh: '1',
    nksNgaySinh: '01.01.2025',
    nksNoiSinh: 'Bệnh viện Mẫu, Hà Nội',
    nksNoiSinhDVHC: '01',
    nksQueQuan: 'Hà Nội',
    nksQuocTich: 'VN',
    nksQuocTichKhac: 'không có trong mẫu của phần mềm hộ tịch',
    meHoTen: 'TRẦN THỊ MẪU',
    meNoiCuTru: 'Số 1, phố Mẫu',
    nycHoTen: 'TRẦN THỊ MẪU',
    nycNgayCapGiayToTuyThan: '2020-03-04',
  },
};

describe('toRegisterPayload', () => {
  it('turns a birth into an LTKS payload that passes validation', () => {
    const { module, maDonVi, data } = toRegisterPayload(detail);
    expect([module, maDonVi]).toEqual(['LTKS', '00019']);
    expect(data).toMatchObject({
      maGCS: 'GCS-1',
      ngayCapGCS: '02.01.2025',
      noiDangKy: '00019',
      nksNoiSinh: { maTinh: '01', maHuyen: null, maXa: null, dcChiTiet: 'Bệnh viện Mẫu, Hà Nội' },
      nksQueQuan: { maTinh: null, maHuyen: null, maXa: null, dcChiTiet: 'Hà Nội' },
      meNoiCuTru: { maTinh: null, maHuyen: null, maXa: null, dcChiTiet: 'Số 1, phố Mẫu' },
      chaNoiCuTru: null,
      meSoDDCN: '',
      nycNgayCapGiayToTuyThan: '04.03.2020',
    });
    expect(data).not.toHaveProperty('nksQuocTichKhac');
    expect(data).not.toHaveProperty('nksNoiSinhDVHC');
    expect(validatePayload('LTKS', '2024', data)).toEqual([]);
  });

  it('turns a death into an LTKT payload that passes validation', () => {
    const fields = {
      loaiDangKy: '1',
      noiDangKy: '00019',
      ngayCapGBT: '20240707',
      nktHoTen: 'NGUYỄN VĂN MẪU',
      nktGioiTinh: '1',
      nktNgaySinh: '1930',
      nktNgayChet: '05.07.2024',
      nktNoiChet: 'Tại nhà',
      gbtNgay: '06/07/2024',
      nycHoTen: 'TRẦN THỊ MẪU',
    };
    const { module, data } = toRegisterPayload({ ...detail, module: 'KT', fields });
    expect(module).toBe('LTKT');
    expect(data).toMatchObject({
      ngayCapGBT: '07.07.2024',
      gbtNgay: '06.07.2024',
      nktNgaySinh: '1930',
      nktNoiChet: { dcChiTiet: 'Tại nhà' },
      nycNoiCuTru: null,
    });
    expect(validatePayload('LTKT', '2024', data)).toEqual([]);
  });

  it('takes what the deployment wants beside it, and names what nobody took', () => {
    const fields = { ...detail.fields, truongMoi: 'x', truongTrong: '', 'diaChi.maXa': '00019' };
    const filed = { ...detail, fields };
    const { data } = toRegisterPayload(filed, { extraFields: ['truongMoi', 'truongTrong', 'nksQueQuan'] });
    expect(data).toMatchObject({ truongMoi: 'x', nksQueQuan: { dcChiTiet: 'Hà Nội' } });
    expect(data).not.toHaveProperty('truongTrong');
    expect(validatePayload('LTKS', '2024', data, { extraFields: ['truongMoi'] })).toEqual([]);
    expect(leftOut(filed, data)).toEqual(['nksQuocTichKhac', 'diaChi.maXa']);
    expect(leftOut({ ...detail, module: 'KT' }, {})).toContain('nksNoiSinhDVHC');
  });

  it('lays the codes of the register over those that came, and names beside "other" what the citizen has not', () => {
    const mapCode = (kind: string, code: string, field: string) => {
      if (kind === 'danToc') return undefined;
      return { code: `${code}→`, ...(kind === 'loaiGiayToTuyThan' ? { otherText: `tên của ${field}` } : {}) };
    };
    const fields = {
      ...{ nksDanToc: '01', meLoaiCuTru: '3', meLoaiGiayToTuyThan: '7', chaLoaiGiayToTuyThan: '' },
      ...{ nksLoaiGiayToTuyThan: '7', nycLoaiGiayToTuyThan: '7', nycGiayToKhac: 'Thẻ mẫu', nycQuanHe: 'Mẹ' },
    };
    const { data } = toRegisterPayload({ ...detail, fields }, { mapCode });
    expect(data).toMatchObject({ nksDanToc: '01', meLoaiCuTru: '3→', nycQuanHe: 'Mẹ', chaLoaiGiayToTuyThan: '' });
    expect(data).toMatchObject({ meLoaiGiayToTuyThan: '7→', meGiayToKhac: 'tên của meLoaiGiayToTuyThan' });
    expect(data).toMatchObject({ nycLoaiGiayToTuyThan: '7→', nycGiayToKhac: 'Thẻ mẫu', nksLoaiGiayToTuyThan: '7→' });
    expect(data).not.toHaveProperty('nksGiayToKhac');
  });

  it('passes on what it cannot convert, for validation to refuse by path', () => {
    const { data } = toRegisterPayload({ ...detail, fields: { ...detail.fields, ngayCapGCS: '20251399' } });
    expect(data.ngayCapGCS).toBe('20251399');
    expect(validatePayload('LTKS', '2024', data)).toMatchObject([{ path: 'data.ngayCapGCS', rule: 'date' }]);
  });

  it.each([
    ['', '00019', '00019', undefined],
    ['7219', '00019', '07219', undefined],
    ['19', '00019', '19', undefined],
    ['213', '00019', '213', undefined],
    ['213', '00019', '213', '2024-08-13T08:00:00+07:00'],
    ['199', '00199', '00199', '2026-08-13T08:00:00+07:00'],
  ])('takes noiDangKy %p (envelope %s) as %s, received %p', (noiDangKy, maDonVi, expected, received) => {
    const fields = { ...detail.fields, noiDangKy };
    const payload = toRegisterPayload({
      ...detail,
      maDonVi,
      fields,
      ...(received ? { ngayTiepNhan: new Date(received) } : {}),
    });
    expect([payload.maDonVi, payload.data.noiDangKy]).toEqual([expected, expected]);
  });
});
