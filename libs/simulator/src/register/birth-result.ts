import { PayloadReader } from './payload-reader';
import type { RegisterDossier, Registration } from './register-dossier';

/** `ketQuaXuLy` of a birth (wire contract 4.4): papers are called `SoGiayTo` here, some codes are integers. */
export function birthResult(dossier: RegisterDossier, registration: Registration): Record<string, unknown> {
  const payload = new PayloadReader(dossier.payload);
  return {
    soDinhDanh: registration.soDinhDanh ?? '',
    ngayDangKy: registration.ngayDangKy,
    ndkksMaTinh: dossier.maTinh,
    ndkksMaHuyen: null,
    ndkksMaXa: dossier.maDonVi,
    nksHoTen: payload.text('nksHoTen'),
    nksNgaySinh: payload.text('nksNgaySinh'),
    nksNgaySinhBangChu: payload.text('nksNgaySinhBangChu'),
    nksGioiTinh: payload.integer('nksGioiTinh'),
    nksDanToc: payload.text('nksDanToc'),
    nksQuocTich: payload.text('nksQuocTich'),
    nksQueQuan: payload.address('nksQueQuan'),
    nksNoiSinh: payload.address('nksNoiSinh'),
    ...parentResult(payload, 'me'),
    ...parentResult(payload, 'cha'),
    nycHoTen: payload.text('nycHoTen'),
    nycQuanHe: payload.text('nycQuanHe'),
    nycSoGiayTo: payload.firstText('nycSoGiayToTuyThan', 'nycSoDDCN'),
    soDangKy: registration.soDangKy,
    quyenSo: registration.quyenSo,
    trangSo: registration.trangSo,
    giayKhaiSinh: registration.certificateBase64 ?? '',
  };
}

function parentResult(payload: PayloadReader, parent: 'me' | 'cha'): Record<string, unknown> {
  return {
    [`${parent}HoTen`]: payload.text(`${parent}HoTen`),
    [`${parent}NgaySinh`]: payload.text(`${parent}NgaySinh`),
    [`${parent}DanToc`]: payload.text(`${parent}DanToc`),
    [`${parent}QuocTich`]: payload.text(`${parent}QuocTich`),
    [`${parent}LoaiCuTru`]: payload.integer(`${parent}LoaiCuTru`),
    [`${parent}NoiCuTru`]: payload.address(`${parent}NoiCuTru`),
    [`${parent}SoGiayTo`]: payload.firstText(`${parent}SoGiayToTuyThan`, `${parent}SoDDCN`),
  };
}
