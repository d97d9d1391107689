import type { Bilingual } from '../../errors';

/** Whose list it is: the register's API, the web forms (Ministry and national portal), or DVCLT. */
export type CodeSystem = 'register' | 'form' | 'dvclt';

/** Kinds of code lists; the registration types of each module are kinds of their own. */
export const CODE_LIST_KINDS = [
  'gioiTinh',
  'danToc',
  'quocTich',
  'loaiDangKyKhaiSinh',
  'loaiDangKyKhaiTu',
  'loaiDangKyKetHon',
  'loaiDangKyHonNhan',
  'loaiDangKyChaMeCon',
  'loaiCuTru',
  'loaiGiayToTuyThan',
  'quanHe',
  'loaiKhaiSinh',
  'loaiGiayBaoTu',
  'tinhTrangHonNhan',
  'mucDichSuDung',
  'loaiXacNhan',
  'loaiBanSao',
  'loaiBSCC',
  'tinhThanh',
  'coQuanXuLy',
] as const;
export type CodeListKind = (typeof CODE_LIST_KINDS)[number];

export interface CodeListEntry {
  /** Code as text, leading zeros kept. */
  readonly code: string;
  readonly name: Bilingual;
}

/** One list of one system. */
export interface CodeList {
  readonly kind: CodeListKind;
  readonly system: CodeSystem;
  readonly title: Bilingual;
  /** True when the list is complete as far as is known: a code outside it is refused. False: a code outside it may be right. */
  readonly closed: boolean;
  /** Where it is known from and how well, for example `wire contract 6.5, attested A`. */
  readonly source: string;
  readonly entries: readonly CodeListEntry[];
}

/** `[code, Vietnamese, English]`; the English is left out where a name has none. */
export type Row = readonly [code: string, vi: string, en?: string];

export function entries(...rows: readonly Row[]): readonly CodeListEntry[] {
  return rows.map(([code, vi, en]) => ({ code, name: { vi, en: en ?? vi } }));
}
