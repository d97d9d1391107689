import type { SubmitInput } from '@hotich/nestjs';

/** A birth filed at the province itself; every person and number is invented. */
export function birthInput(
  maHoSo: string,
  data: Record<string, unknown> = {},
  more: Partial<SubmitInput> = {},
): SubmitInput {
  return {
    maHoSo,
    module: 'KS',
    maDonVi: '07210',
    data: {
      loaiDangKy: '1',
      noiDangKy: '07210',
      soLuongBanSao: '1',
      nksHoTen: 'NGUYỄN THỊ MẪU',
      nksGioiTinh: '2',
      nksNgaySinh: '02.11.2026',
      nksNgaySinhBangChu: 'Ngày hai tháng mười một năm hai nghìn không trăm hai mươi sáu',
      nksNoiSinh: { maTinh: '24', maHuyen: null, maXa: '07210', dcChiTiet: 'Trạm y tế phường Bắc Giang' },
      nksQueQuan: { maTinh: null, maHuyen: null, maXa: null, dcChiTiet: 'Phường Bắc Giang, tỉnh Bắc Ninh' },
      nksDanToc: '63001',
      nksQuocTich: 'VN',
      nksLoaiKhaiSinh: '3',
      meHoTen: 'TRẦN THỊ MẸ MẪU',
      meNgaySinh: '1999',
      meDanToc: '63001',
      meQuocTich: 'VN',
      meLoaiCuTru: '1',
      meNoiCuTru: { maTinh: null, maHuyen: null, maXa: null, dcChiTiet: 'Phường Bắc Giang, tỉnh Bắc Ninh' },
      meLoaiGiayToTuyThan: '4',
      meSoGiayToTuyThan: '001099000009',
      nycHoTen: 'TRẦN THỊ MẸ MẪU',
      nycQuanHe: 'Mẹ',
      nycLoaiGiayToTuyThan: '4',
      nycSoGiayToTuyThan: '001099000009',
      ...data,
    },
    fileDinhKem: [
      {
        tenGiayTo: 'Giấy chứng sinh',
        tenTepDinhKem: 'giay-chung-sinh.pdf',
        duLieuTepDinhKem: Buffer.from('%PDF-1.4\n% ban mau\n%%EOF\n'),
      },
    ],
    ...more,
  };
}

let sequence = 0;
let national = 0;
/** A province code nobody else uses. */
export function nextCode(): string {
  sequence += 1;
  return `H24.37.80-261124-${String(sequence).padStart(4, '0')}`;
}

/** A code of DVCLT's that no other simulator of this process gives. */
export function nextNationalCode(): string {
  national += 1;
  return `G22.99.24-261124-${String(national).padStart(4, '0')}`;
}
