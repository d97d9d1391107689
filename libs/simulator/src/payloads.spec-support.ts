import { birthPayload, deathPayload } from './province.spec-support';

/** Synthetic payloads of every module, written straight from the wire contract. */
type Payload = Record<string, unknown>;

const address2024 = { maTinh: '24', maHuyen: null, maXa: '07210', dcChiTiet: 'Số 1 đường Thử Nghiệm' };
const address2025 = { quocGia: 'VN', maTinh: '24', maXa: '07210', dcChiTiet: 'Số 1 đường Thử Nghiệm' };

const papers2024 = (prefix: string): Payload => ({
  [`${prefix}LoaiGiayToTuyThan`]: '4',
  [`${prefix}SoGiayToTuyThan`]: '001099000002',
  [`${prefix}NgayCapGiayToTuyThan`]: '01.01.2022',
  [`${prefix}NoiCapGiayToTuyThan`]: 'Cơ quan cấp mẫu',
});

const person2024 = (prefix: string, name: string): Payload => ({
  [`${prefix}HoTen`]: name,
  [`${prefix}NgaySinh`]: '02.02.1998',
  [`${prefix}DanToc`]: '63001',
  [`${prefix}QuocTich`]: 'VN',
  [`${prefix}LoaiCuTru`]: '1',
  [`${prefix}NoiCuTru`]: address2024,
  ...papers2024(prefix),
});

const person2025 = (prefix: string): Payload => ({
  [`${prefix}HoTen`]: { Ho: 'Nguyễn', ChuDem: 'Văn', Ten: 'Mẫu' },
  [`${prefix}NgaySinh`]: { namSinh: '1998', thangSinh: '02', ngaySinh: '02' },
  [`${prefix}DanToc`]: '63001',
  [`${prefix}QuocTich`]: 'VN',
  [`${prefix}LoaiCuTru`]: 1,
  [`${prefix}NoiCuTru`]: address2025,
  [`${prefix}LoaiGiayToTuyThan`]: 4,
  [`${prefix}SoGiayToTuyThan`]: '001099000002',
  [`${prefix}NgayCapGiayToTuyThan`]: '01/01/2022',
  [`${prefix}NoiCapGiayToTuyThan`]: 'Cơ quan cấp mẫu',
});

const spouse2024 = (prefix: 'chong' | 'vo', name: string): Payload => ({
  ...person2024(prefix, name),
  [`${prefix}SoLanKH`]: 1,
  [`${prefix}LoaiTinhTrangHonNhan`]: '1',
  [`${prefix}TinhTrangHonNhan`]: 'Chưa đăng ký kết hôn lần nào',
  [`${prefix}YeuCauXNTTHN`]: '0',
  [`${prefix}NoiXNTTHN`]: '07210',
});

export const marriagePayload = (): Payload => ({
  noiDangKy: '07210',
  ghiChu: 'Ghi chú mẫu',
  soBanSao: 2,
  ...spouse2024('chong', 'NGUYỄN VĂN CHỒNG MẪU'),
  ...spouse2024('vo', 'TRẦN THỊ VỢ MẪU'),
});

export const maritalStatusPayload = (): Payload => ({
  ...person2024('nxn', 'NGUYỄN VĂN MẪU'),
  nxnGioiTinh: '1',
  nxnThoiGianCuTruTai: 'Xã Mẫu',
  nxnTinhTrangHonNhan: 'Chưa đăng ký kết hôn lần nào',
  nxnLoaiMucDichSuDung: '1',
  nycHoTen: 'NGUYỄN VĂN MẪU',
  nycQuanHe: 'Bản thân',
  ...papers2024('nyc'),
});

/** What the e-form of 2026 adds to it. */
export const maritalStatusFormFields = (): Payload => ({
  noiDangKy: '07210',
  nxnLoaiTinhTrangHonNhan: '1',
  nxnLoaiMucDichSuDung: '12',
  ndkHoTen: 'TRẦN THỊ MẪU',
  ndkNoiCuTru: { quocGia: 'VN', dcChiTiet: 'Xã Mẫu' },
});

export const parentagePayload = (): Payload => ({
  loaiDangKy: '1',
  loaiXacNhan: '1',
  noiDangKy: '07210',
  ...person2024('cm', 'NGUYỄN VĂN CHA MẪU'),
  ...person2024('nc', 'NGUYỄN VĂN CON MẪU'),
  cmQueQuan: address2024,
  nycHoTen: 'NGUYỄN VĂN CHA MẪU',
  nycQHNguoiDuocNhan: 'Cha',
  ...papers2024('nyc'),
});

export const guardianshipPayload = (): Payload => ({
  hoTenNguoiDuocGiamHo: 'NGUYỄN VĂN MẪU',
  gioiTinh: 1,
  noiCuTru: address2024,
});

export const copyPayload = (): Payload => ({
  loaiBanSao: 0,
  loaiBSCC: '',
  noiDangKy: '07210',
  soDangKyTruocDay: '12',
  ngayDangKyTruocDay: '15/05/1998',
  ...person2025('cbs'),
  cbsGioiTinh: 1,
  ...person2025('nyc'),
  nycSoDienThoai: '0900000000',
  nycQuanHe: 'Bản thân',
});

/** Every module in the style of 2024, or its only one. */
export const PAYLOADS: Readonly<Record<string, () => Payload>> = {
  LTKS: birthPayload,
  LTKT: deathPayload,
  LTKH: marriagePayload,
  KS: birthPayload,
  KT: deathPayload,
  KH: marriagePayload,
  HN: () => ({ ...maritalStatusPayload(), ...maritalStatusFormFields() }),
  CMC: parentagePayload,
  LH: guardianshipPayload,
  GH: guardianshipPayload,
  TGH: guardianshipPayload,
  BS: copyPayload,
};

/** The same in the style of 2025, where the fields are known. */
export const PAYLOADS_2025: Readonly<Record<string, () => Payload>> = {
  KS: () => ({
    loaiDangKy: 1,
    noiDangKy: '07210',
    soLuongBanSao: 2,
    ...person2025('me'),
    ...person2025('nyc'),
    nycNgaySinh: undefined,
    nycDanToc: undefined,
    nycQuocTich: undefined,
    nksHoTen: { Ho: 'Nguyễn', ChuDem: '', Ten: 'Mẫu' },
    nksGioiTinh: 1,
    nksNgaySinh: '01/11/2026',
    nksQueQuan: address2025,
  }),
  KT: () => ({
    loaiDangKy: 1,
    noiDangKy: '07210',
    ...person2025('nkt'),
    nktNgaySinh: { namSinh: '1940', thangSinh: '', ngaySinh: '' },
    nktNgayChet: { namSinh: '2026', thangSinh: '11', ngaySinh: '02' },
    gbtLoai: 1,
    nycHoTen: { Ho: 'Lê', ChuDem: 'Thị', Ten: 'Mẫu' },
  }),
  KH: () => ({ noiDangKy: '07210', soBanSao: 1, ...person2025('chong'), ...person2025('vo'), voSoLanKH: 1 }),
  HN: () => ({ ...person2025('nxn'), nxnLoaiMucDichSuDung: 1, nycHoTen: { Ho: 'Lê', ChuDem: 'Thị', Ten: 'Mẫu' } }),
  CMC: () => ({
    loaiXacNhan: 2,
    noiDangKy: '07210',
    ...person2025('cm'),
    ...person2025('nc'),
    nycHoTen: { Ho: 'Lê', ChuDem: 'Thị', Ten: 'Mẫu' },
  }),
};

/** The envelope of v3 with the quirks each module is known by. */
export function envelopeOf(module: string, maHoSoMCDT: string, payload: Payload, overrides: object = {}): Payload {
  const maHoSoLT: Readonly<Record<string, string>> = {
    LTKS: 'G22.99.08-261124-0001',
    LTKT: 'G22.99.08-261124-0002',
    LTKH: maHoSoMCDT,
    BS: 'BS',
  };
  return {
    maDonVi: '07210',
    module,
    maHoSoLT: maHoSoLT[module],
    maHoSoMCDT,
    ngayTiepNhan: module === 'BS' ? '24/11/2026 ' : '24/11/2026 08:15:00',
    data: JSON.stringify(payload),
    fileDinhKem: [],
    ...overrides,
  };
}

/** `<hotich><hoso>` with its elements, escaped; an object nests. */
export function hoTichXml(elements: Payload): string {
  return `<hotich><hoso>${elementsXml(elements)}</hoso></hotich>`;
}

function elementsXml(elements: Payload): string {
  return Object.entries(elements)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(
      ([name, value]) =>
        `<${name}>${typeof value === 'object' ? elementsXml(value as Payload) : escape(value)}</${name}>`,
    )
    .join('');
}

const escape = (value: unknown): string =>
  String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The envelope of contract 1.0. */
export function envelopeV1(module: string, maHoSo: string, elements: Payload, overrides: object = {}): Payload {
  return { maDonVi: 7210, module, maHoSo, ngayTiepNhan: '2026-11-24', data: hoTichXml(elements), ...overrides };
}
