/** Which fields the flat result of a family has. */
export interface ResultShape {
  readonly texts: readonly string[];
  readonly personalNumbers: readonly string[];
  readonly integers: readonly string[];
  /** Objects at the register, text at DVCLT. */
  readonly addresses: readonly string[];
  /** Prefixes of the parents, whose residence must never be empty. */
  readonly parents: readonly string[];
  readonly birthProvince?: { readonly from: string; readonly to: string };
  readonly documentKey: string;
  readonly defaultDocumentCode: string;
}

/** Digits of the texts whose number is fixed: one that comes as a number has lost the zeros in front. */
export const DIGITS: Readonly<Record<string, number>> = {
  ndkksMaTinh: 2,
  ndkksMaHuyen: 3,
  ndkksMaXa: 5,
};

const parentTexts = (parent: string) =>
  ['HoTen', 'NgaySinh', 'DanToc', 'QuocTich', 'SoGiayTo'].map((name) => parent + name);

/** Source: wire contract 4.4 and 7.2, attested C. Note `meSoGiayTo`, not `meSoGiayToTuyThan`. */
export const BIRTH_RESULT: ResultShape = {
  personalNumbers: ['soDinhDanh'],
  texts: [
    'ngayDangKy',
    'ndkksMaTinh',
    'ndkksMaHuyen',
    'ndkksMaXa',
    'nksHoTen',
    'nksNgaySinh',
    'nksNgaySinhBangChu',
    'nksDanToc',
    'nksQuocTich',
    ...parentTexts('me'),
    ...parentTexts('cha'),
    'nycHoTen',
    'nycQuanHe',
    'nycSoGiayTo',
    'soDangKy',
    'quyenSo',
    'trangSo',
  ],
  integers: ['nksGioiTinh'],
  addresses: ['nksQueQuan', 'nksNoiSinh'],
  parents: ['me', 'cha'],
  birthProvince: { from: 'nksNoiSinh', to: 'nksNoiSinhMaTinh' },
  documentKey: 'giayKhaiSinh',
  defaultDocumentCode: 'KQ.G15.000031',
};

/** Source: wire contract 4.4 and 7.2, attested C. */
export const DEATH_RESULT: ResultShape = {
  personalNumbers: [],
  texts: [
    'nktHoTen',
    'nktNgaySinh',
    'nktDanToc',
    'nktQuocTich',
    'nktSoGiayTo',
    'nktNgayChet',
    'nktNguyenNhanChet',
    'giayBaoTuLoai',
    'giayBaoTuSo',
    'nycHoTen',
    'nycSoGiayTo',
    'nycQuanHe',
    'soDangKy',
    'quyenSo',
    'trangSo',
  ],
  integers: ['nktGioiTinh', 'nktLoaiCuTru'],
  addresses: ['nktNoiCuTru', 'nktNoiChet'],
  parents: [],
  documentKey: 'giayKhaiTu',
  defaultDocumentCode: 'KQ.G15.000034',
};
