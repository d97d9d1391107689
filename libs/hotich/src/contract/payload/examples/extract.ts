import type { HotichExtractPayload } from '../extract';
import { UNIT } from './people';

const HOME = { dcChiTiet: 'Số 1, đường Ví Dụ', quocGia: 'VN', maTinh: '52', maXa: UNIT };

/** A copy of a birth extract, asked for by the person's mother. */
export const EXTRACT_EXAMPLE: HotichExtractPayload = {
  loaiBanSao: 0,
  loaiBSCC: '',
  noiDangKy: UNIT,
  noiDangKyTruocDay: 'UBND xã Ví Dụ',
  soDangKyTruocDay: '12',
  quyenSoDangKyTruocDay: '01/2010',
  ngayDangKyTruocDay: '05/01/2010',
  thongTinKhac: '',
  cbsHoTen: { Ho: 'Nguyễn', ChuDem: 'Văn', Ten: 'Mẫu' },
  cbsNgaySinh: { namSinh: '2010', thangSinh: '01', ngaySinh: '02' },
  cbsGioiTinh: 1,
  cbsDanToc: '63001',
  cbsQuocTich: 'VN',
  cbsLoaiCuTru: 1,
  cbsNoiCuTru: HOME,
  nycHoTen: { Ho: 'Trần', ChuDem: 'Thị', Ten: 'Mẫu' },
  nycQuanHe: 'Mẹ',
  nycNgaySinh: { namSinh: '1985', thangSinh: '', ngaySinh: '' },
  nycGioiTinh: 2,
  nycDanToc: '63001',
  nycQuocTich: 'VN',
  nycLoaiCuTru: 1,
  nycNoiCuTru: HOME,
  nycLoaiGiayToTuyThan: 4,
  nycSoGiayToTuyThan: '001185000001',
  nycSoDDCN: '001185000001',
  nycNgayCapGiayToTuyThan: '01/02/2021',
  nycNoiCapGiayToTuyThan: 'Cục Cảnh sát Ví Dụ',
  nycSoDienThoai: '0900000000',
  nycEmail: 'vidu@example.invalid',
};
