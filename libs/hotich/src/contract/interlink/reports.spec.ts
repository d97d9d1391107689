import { HotichValidationError } from '../../errors';
import type { InterlinkReport } from './interlink.types';
import { decodeAcknowledgementAnswer, encodeAcknowledgement } from './acknowledgement';
import { encodeReport } from './reports';

const report: InterlinkReport = {
  maTTHC: '2.000986',
  soHoSoLT: 'G22.99.08-250101-0001',
  maHoSo: 'H99.01.02-250101-0001',
  trangThai: 1,
  thoiGianThucHien: new Date('2025-01-01T08:15:00+07:00'),
};

function refusal(call: () => unknown): HotichValidationError {
  try {
    call();
  } catch (error) {
    if (error instanceof HotichValidationError) return error;
  }
  throw new Error('expected a HotichValidationError');
}

describe('encodeReport', () => {
  it('writes every field of the wire contract, empty ones as null', () => {
    expect(JSON.parse(encodeReport({ ...report, ngayBatDau: report.thoiGianThucHien }))).toEqual({
      maTTHC: '2.000986',
      soHoSoLT: 'G22.99.08-250101-0001',
      coQuanXuLy: 5,
      maHoSo: 'H99.01.02-250101-0001',
      trangThai: 1,
      thoiGianThucHien: '01/01/2025 08:15:00',
      ghiChu: null,
      ketQuaXuLy: null,
      nguoiXuLy: null,
      chucDanh: null,
      phongBanXuLy: null,
      noiDungXuLy: 'Tiếp nhận hồ sơ vào hệ thống',
      ngayBatDau: '01/01/2025 08:15:00',
      ngayKetThuc: null,
      ngayKetThucTheoQuyDinh: null,
      ngayHenTraTruoc: null,
      ngayHenTraMoi: null,
      hanBoSungHoSo: null,
    });
  });

  it('passes the deadline of the register on as it was written', () => {
    const body = encodeReport({
      ...report,
      trangThai: 2,
      ghiChu: 'Thiếu giấy chứng sinh',
      hanBoSungHoSo: '10/01/2025',
    });
    expect(JSON.parse(body)).toMatchObject({
      hanBoSungHoSo: '10/01/2025',
      noiDungXuLy: null,
      ghiChu: 'Thiếu giấy chứng sinh',
    });
  });

  it('keeps the result a text inside the JSON', () => {
    const body = JSON.parse(encodeReport({ ...report, trangThai: 4, ketQuaXuLy: '{"soDangKy":"1"}' })) as {
      ketQuaXuLy: unknown;
    };
    expect(body.ketQuaXuLy).toBe('{"soDangKy":"1"}');
  });

  it.each<[Partial<InterlinkReport>, string, string]>([
    [{ trangThai: 2 }, 'noiDungXuLy', 'required'],
    [{ trangThai: 6, noiDungXuLy: '  ' }, 'noiDungXuLy', 'required'],
    [{ trangThai: 4 }, 'ketQuaXuLy', 'required'],
    [{ trangThai: 3, ketQuaXuLy: '{}' }, 'ketQuaXuLy', 'ketQuaXuLy.notAllowed'],
  ])('refuses %p', (change, path, rule) => {
    expect(refusal(() => encodeReport({ ...report, ...change })).problems).toMatchObject([{ path, rule }]);
  });
});

describe('acknowledgement', () => {
  it('is written as the wire contract says', () => {
    expect(encodeAcknowledgement('G22.99.08-250101-0001')).toBe('{"maHoSo":"G22.99.08-250101-0001","daNhan":true}');
  });

  it.each([
    [200, '{"status":200,"title":"Cập nhật thành công"}', true],
    [200, '{"title":"C\\u1eadp nh\\u1eadt th\\u00e0nh c\\u00f4ng"}', true],
    [200, 'CẬP NHẬT THÀNH CÔNG', true],
    [200, '"Cập nhật thành công"'.normalize('NFD'), true],
    [500, '{"title":"Cập nhật thành công"}', false],
    [200, '{"title":"Cập nhật không thành công"}', false],
    [200, '{"title":"Chưa cập nhật thành công trạng thái hồ sơ"}', false],
    [200, '{"title":"Không cập nhật thành công"}', false],
    [200, '', false],
    [200, '<html>OK</html>', false],
  ])('HTTP %d with %p is acknowledged: %p', (status, raw, acknowledged) => {
    expect(decodeAcknowledgementAnswer(status, raw).acknowledged).toBe(acknowledged);
  });
});
