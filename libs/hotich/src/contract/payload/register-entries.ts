import { Day, Plain } from './presets';

const entry = (section: string) => ({ source: `wire contract ${section}, attested A (register)` });
const E = entry('2.5 to 2.9');

/** The entry in the book, which the registrar fills; part of every form of version 1.0. */
export class RegisterEntry {
  /** Number of the entry. */
  @Plain('Số', 'Number of the entry', { ...E, maxLength: 100 })
  so?: string | null;

  /** Book of the entry. */
  @Plain('Quyển số', 'Book of the entry', { ...E, maxLength: 100 })
  quyenSo?: string | null;

  /** Page of the entry. */
  @Plain('Trang số', 'Page of the entry', { ...E, maxLength: 100 })
  trangSo?: string | null;

  /** Date of the entry, `dd.MM.yyyy`. */
  @Day('Ngày đăng ký', 'Date of the entry', E)
  ngayDangKy?: string | null;

  /** Who signs. */
  @Plain('Người ký', 'Who signs', { ...E, maxLength: 250 })
  nguoiKy?: string | null;

  /** Title of who signs. */
  @Plain('Chức vụ người ký', 'Title of who signs', { ...E, maxLength: 250 })
  chucVuNguoiKy?: string | null;

  /** Officer who makes the entry. */
  @Plain('Người thực hiện', 'Officer who makes the entry', { ...E, maxLength: 250 })
  nguoiThucHien?: string | null;

  /** Note. */
  @Plain('Ghi chú', 'Note', { ...E, maxLength: 1000 })
  ghiChu?: string | null;
}

const KS = entry('2.5');

/** What the register holds of a birth beyond the declaration. */
export class BirthEntry extends RegisterEntry {
  @Plain('Mã tỉnh nơi sinh', 'Province of birth, as a code', { ...KS, maxLength: 10 })
  nksNoiSinhDVHC?: string | null;

  @Plain('Quốc tịch khác của người được khai sinh', 'Other nationality of the registered child', KS)
  nksQuocTichKhac?: string | null;

  @Plain('Mất tích', 'Missing person', { ...KS, maxLength: 50 })
  nksMatTich?: string | null;

  @Day('Ngày ghi chú tuyên bố mất tích', 'Missing: noted on', KS)
  nksMatTichNgayGhiChuTuyenBo?: string | null;

  @Plain('Căn cứ tuyên bố mất tích', 'Missing: ground', KS)
  nksMatTichCanCuTuyenBo?: string | null;

  @Day('Ngày ghi chú hủy tuyên bố mất tích', 'Missing, annulled: noted on', KS)
  nksMatTichNgayGhiChuHuyTuyenBo?: string | null;

  @Plain('Căn cứ hủy tuyên bố mất tích', 'Missing, annulled: ground', KS)
  nksMatTichCanCuHuyTuyenBo?: string | null;

  @Plain('Hạn chế năng lực hành vi', 'Restricted capacity', { ...KS, maxLength: 50 })
  nksHanCheNangLucHanhVi?: string | null;

  @Day('Ngày ghi chú tuyên bố hạn chế năng lực hành vi', 'Restricted capacity: noted on', KS)
  nksHanCheNangLucHanhViNgayGhiChuTuyenBo?: string | null;

  @Plain('Căn cứ tuyên bố hạn chế năng lực hành vi', 'Restricted capacity: ground', KS)
  nksHanCheNangLucHanhViCanCuTuyenBo?: string | null;

  @Day('Ngày ghi chú hủy tuyên bố hạn chế năng lực hành vi', 'Restricted capacity, annulled: noted on', KS)
  nksHanCheNangLucHanhViNgayGhiChuHuyTuyenBo?: string | null;

  /** Spelled `NgayCanCu` in the register's format. */
  @Plain('Căn cứ hủy tuyên bố hạn chế năng lực hành vi', 'Restricted capacity, annulled: ground', KS)
  nksHanCheNangLucHanhViNgayCanCuHuyTuyenBo?: string | null;
}

const KT = entry('2.6');

/** What the register holds of a death beyond the declaration; the names of a court's declaration of death are not public. */
export class DeathEntry extends RegisterEntry {
  @Plain('Ngày chết ghi bằng chữ', 'Date of death in words', KT)
  nktNgayChetGhiBangChu?: string | null;

  @Plain('Tình trạng tuyên bố việc chết', 'State of the declaration of death', KT)
  nktTinhTrangTuyenBoViecChet?: string | null;
}

const KH = entry('2.7');

/** What the register holds of a marriage beyond the declaration. */
export class MarriageEntry extends RegisterEntry {
  @Plain('Quốc tịch khác của chồng', 'Other nationality of the husband', KH)
  chongQuocTichKhac?: string | null;

  @Plain('Quốc tịch khác của vợ', 'Other nationality of the wife', KH)
  voQuocTichKhac?: string | null;

  @Plain('Tình trạng kết hôn', 'State of the marriage', KH)
  tinhTrangKetHon?: string | null;

  @Day('Ngày ghi chú hủy kết hôn', 'Annulment: noted on', KH)
  huyKetHonNgayGhiChu?: string | null;

  @Plain('Căn cứ hủy kết hôn', 'Annulment: ground', KH)
  huyKetHonCanCu?: string | null;

  @Day('Ngày ghi chú công nhận kết hôn', 'Recognition: noted on', KH)
  congNhanKetHonNgayGhiChu?: string | null;

  @Plain('Căn cứ công nhận kết hôn', 'Recognition: ground', KH)
  congNhanKetHonCanCu?: string | null;

  @Plain('Số đăng ký ở nước ngoài', 'Number of the registration abroad', { ...KH, maxLength: 100 })
  soDangKyNuocNgoai?: string | null;

  @Day('Ngày đăng ký ở nước ngoài', 'Date of the registration abroad', KH)
  ngayDangKyNuocNgoai?: string | null;

  @Plain('Cơ quan nước ngoài đã đăng ký', 'Authority of the registration abroad', KH)
  cqNuocNgoaiDaDangKy?: string | null;

  @Plain('Quốc gia đã đăng ký', 'Country of the registration abroad', KH)
  qgNuocNgoaiDaDangKy?: string | null;
}

/** What the register holds of a marital-status certificate beyond the declaration. */
export class MaritalStatusEntry extends RegisterEntry {
  @Plain('Nơi cấp', 'Issuing place', entry('2.8'))
  noiCap?: string | null;
}

/** What the register holds of a recognition beyond the declaration. */
export class ParentageEntry extends RegisterEntry {
  @Plain('Quyết định số', 'Number of the decision', { ...entry('2.9'), maxLength: 100 })
  quyetDinhSo?: string | null;
}
