import { fault } from '@hotich/simulator';
import type { Scene } from './scene';

/** The register registers a birth with these documents, by their keys; the simulator's own answer has one only. */
export async function issued(
  { remotes, host }: Scene,
  code: string,
  soDinhDanh: string,
  documents: Readonly<Record<string, Buffer>>,
): Promise<void> {
  const { maDonVi, maTinh, module, maHoSoLT, maHoSoMCDT } = remotes.register.find(code)!;
  const ketQuaXuLy = {
    soDinhDanh,
    soDangKy: 125,
    ngayDangKy: '24/11/2026',
    nksHoTen: 'NGUYỄN VĂN MẪU',
    nksNoiSinh: { maTinh: '24', maXa: '07210', dcChiTiet: 'Trạm y tế phường Bắc Giang' },
    ...Object.fromEntries(Object.entries(documents).map(([key, bytes]) => [key, bytes.toString('base64')])),
  };
  const item = { maDonVi, maTinh, module, maHoSoLT, maHoSoMCDT, errors: null, trangThai: '4', ketQuaXuLy };
  const body = JSON.stringify({ status: 1, statusDescription: 'Thành công', value: [item] });
  remotes.faults.next('register.status', fault.answer(200, body, { 'content-type': 'application/json' }));
  await host.poller.refresh([code]);
}
