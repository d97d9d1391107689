import type { HotichParentagePayload } from '../parentage';
import { CITIZEN_CARD, HOME, ISSUER, KINH, NATIVE_PLACE, UNIT } from './people';

/** A father recognises his child. */
export const PARENTAGE_EXAMPLE: HotichParentagePayload = {
  loaiDangKy: '1',
  loaiXacNhan: '1',
  noiDangKy: UNIT,
  cmHoTen: 'ĐẶNG VĂN MẪU',
  cmNgaySinh: '1988',
  cmDanToc: KINH,
  cmQuocTich: 'VN',
  cmQueQuan: NATIVE_PLACE,
  cmLoaiCuTru: '1',
  cmNoiCuTru: HOME,
  cmLoaiGiayToTuyThan: CITIZEN_CARD,
  cmSoGiayToTuyThan: '001088000001',
  cmNgayCapGiayToTuyThan: '01.02.2021',
  cmNoiCapGiayToTuyThan: ISSUER,
  ncHoTen: 'ĐẶNG THỊ MẪU',
  ncNgaySinh: '12.12.2020',
  ncDanToc: KINH,
  ncQuocTich: 'VN',
  ncQueQuan: NATIVE_PLACE,
  ncLoaiCuTru: '1',
  ncNoiCuTru: HOME,
  nycHoTen: 'ĐẶNG VĂN MẪU',
  nycQHNguoiDuocNhan: 'Cha',
  nycQHNguoiNhan: 'Bản thân',
  nycLoaiGiayToTuyThan: CITIZEN_CARD,
  nycSoGiayToTuyThan: '001088000001',
};
