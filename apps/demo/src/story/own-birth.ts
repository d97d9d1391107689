import { randomUUID } from 'node:crypto';
import type { BirthFiling } from '../api/host-api';

const UNIT = '07210';
const address = (dcChiTiet: string): Record<string, string> => ({ maTinh: '24', maXa: UNIT, dcChiTiet });

/** A birth filed at the counter, with an attachment. Invented people, numbers that nobody has. */
export function ownBirth(nksHoTen: string): BirthFiling {
  return {
    maLanNop: randomUUID(),
    maDonVi: UNIT,
    data: {
      loaiDangKy: '1',
      soLuongBanSao: '1',
      nksHoTen,
      nksGioiTinh: '2',
      nksNgaySinh: '05.11.2026',
      nksNgaySinhBangChu: 'Ngày năm tháng mười một năm hai nghìn không trăm hai mươi sáu',
      nksNoiSinh: address('Bệnh viện Mẫu, phường Bắc Giang'),
      nksQueQuan: address('Phường Bắc Giang'),
      nksDanToc: '63001',
      nksQuocTich: 'VN',
      nksLoaiKhaiSinh: '3',
      meHoTen: 'PHẠM THỊ MẪU',
      meNgaySinh: '03.03.1999',
      meDanToc: '63001',
      meQuocTich: 'VN',
      meLoaiCuTru: '1',
      meNoiCuTru: address('Số 3, đường Thử Nghiệm'),
      meLoaiGiayToTuyThan: '4',
      meSoGiayToTuyThan: '001099000005',
      nycHoTen: 'PHẠM THỊ MẪU',
      nycQuanHe: 'Mẹ',
      nycLoaiGiayToTuyThan: '4',
      nycSoGiayToTuyThan: '001099000005',
      nycSoDienThoai: '0900000000',
    },
    fileDinhKem: [
      {
        tenGiayTo: 'Giấy chứng sinh',
        tenTepDinhKem: 'giay-chung-sinh.pdf',
        duLieuTepDinhKem: Buffer.from('%PDF-1.4\n% bản mẫu\n%%EOF\n').toString('base64'),
      },
    ],
  };
}
