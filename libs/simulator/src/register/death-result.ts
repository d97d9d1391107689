import { PayloadReader } from './payload-reader';
import type { RegisterDossier, Registration } from './register-dossier';

/** `ketQuaXuLy` of a death (wire contract 4.4). It has no `ngayDangKy`; an unsigned extract is null, not empty. */
export function deathResult(dossier: RegisterDossier, registration: Registration): Record<string, unknown> {
  const payload = new PayloadReader(dossier.payload);
  return {
    nktHoTen: payload.text('nktHoTen'),
    nktNgaySinh: payload.text('nktNgaySinh'),
    nktGioiTinh: payload.integer('nktGioiTinh'),
    nktDanToc: payload.text('nktDanToc'),
    nktQuocTich: payload.text('nktQuocTich'),
    nktLoaiCuTru: payload.integer('nktLoaiCuTru'),
    nktNoiCuTru: payload.address('nktNoiCuTru'),
    nktSoGiayTo: payload.text('nktSoGiayToTuyThan'),
    nktNgayChet: payload.text('nktNgayChet'),
    nktNoiChet: payload.address('nktNoiChet'),
    nktNguyenNhanChet: payload.text('nktNguyenNhanChet'),
    giayBaoTuLoai: payload.text('gbtLoai'),
    giayBaoTuSo: payload.text('gbtSo'),
    nycHoTen: payload.text('nycHoTen'),
    nycSoGiayTo: payload.text('nycSoGiayToTuyThan'),
    nycQuanHe: payload.text('nycQuanHe'),
    soDangKy: registration.soDangKy,
    quyenSo: registration.quyenSo,
    trangSo: registration.trangSo,
    giayKhaiTu: registration.certificateBase64,
    maGiayToKetQua: 'KQ.G15.000034',
  };
}
