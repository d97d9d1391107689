import type { HotichMaritalStatusPayload } from '../marital-status';
import { CITIZEN_CARD, HOME, ISSUER, KINH, UNIT } from './people';

/** A certificate for someone divorced who wants to marry in the country. */
export const MARITAL_STATUS_EXAMPLE: HotichMaritalStatusPayload = {
  loaiDangKy: '1',
  noiDangKy: UNIT,
  nxnHoTen: 'VŨ THỊ MẪU',
  nxnGioiTinh: '2',
  nxnNgaySinh: '15.08.1990',
  nxnDanToc: KINH,
  nxnQuocTich: 'VN',
  nxnLoaiCuTru: '1',
  nxnNoiCuTru: HOME,
  nxnLoaiGiayToTuyThan: CITIZEN_CARD,
  nxnSoGiayToTuyThan: '001190000001',
  nxnNgayCapGiayToTuyThan: '01.02.2021',
  nxnNoiCapGiayToTuyThan: ISSUER,
  nxnThoiGianCuTruTai: 'Xã Ví Dụ, tỉnh Ví Dụ',
  nxnThoiGianCuTruTu: '01.01.2015',
  nxnThoiGianCuTruDen: '31.12.2024',
  nxnLoaiTinhTrangHonNhan: '3',
  nxnTinhTrangHonNhan: 'Đã ly hôn, hiện chưa đăng ký kết hôn với ai',
  soGiayTo: '01/2014/QĐ-VIDU',
  ngayCapGiayTo: '02.03.2014',
  coQuanCapGiayTo: 'Tòa án nhân dân Ví Dụ',
  nxnLoaiMucDichSuDung: '1',
  nxnMucDichSuDung: 'Để kết hôn',
  nycHoTen: 'VŨ THỊ MẪU',
  nycQuanHe: 'Bản thân',
  nycLoaiGiayToTuyThan: CITIZEN_CARD,
  nycSoGiayToTuyThan: '001190000001',
};
