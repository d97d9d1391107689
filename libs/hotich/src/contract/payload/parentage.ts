import { Field } from './field';
import { HotichParentAndChildFields } from './parentage-people';
import {
  Day,
  FullName,
  OtherPaper,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  Plain,
  REGISTER_A,
  RegistrationKind,
  UnitCode,
} from './presets';

const REQUESTER = { vi: 'của người yêu cầu', en: 'of the requester' };
const A = { source: `wire contract 2.9; ${REGISTER_A}` };

/**
 * Payload of CMC in JSON, style 2024: the register's own names in the style of births and deaths. No JSON of this module is
 * public. Source: wire contract 2.9.
 */
export class HotichParentagePayload extends HotichParentAndChildFields {
  /** Kind of registration: 1 new, 2 recorded from abroad. */
  @RegistrationKind('loaiDangKyChaMeCon', { ...A, required: true })
  loaiDangKy?: string | null;

  /** Who recognises whom, 1–4. */
  @Field({
    type: 'code',
    codeList: 'loaiXacNhan',
    required: true,
    meaning: { vi: 'Loại việc nhận cha, mẹ, con', en: 'Kind of recognition' },
    ...A,
  })
  loaiXacNhan?: string | null;

  /** Registering unit, 5 digits (3 for a district before 1/7/2025); the same unit as `maDonVi`. */
  @UnitCode('Nơi đăng ký', 'Registering unit', { ...A, required: true })
  noiDangKy?: string | null;

  /** Requester: full name. */
  @FullName(REQUESTER, { ...A, required: true })
  nycHoTen?: string | null;

  /** Requester: relation to the person who is recognised, free text. */
  @Plain('Quan hệ với người được nhận', 'Relation to the person recognised', { ...A, maxLength: 100 })
  nycQHNguoiDuocNhan?: string | null;

  /** Requester: relation to the person who recognises, free text. */
  @Plain('Quan hệ với người nhận', 'Relation to the person recognising', { ...A, maxLength: 100 })
  nycQHNguoiNhan?: string | null;

  /** Requester: kind of identity paper. */
  @PaperKind(REQUESTER, A)
  nycLoaiGiayToTuyThan?: string | null;

  /** Requester: name of the paper when its kind is `8`. */
  @OtherPaper(REQUESTER, A)
  nycGiayToKhac?: string | null;

  /** Requester: number of the paper. */
  @PaperNumber(REQUESTER, A)
  nycSoGiayToTuyThan?: string | null;

  /** Requester: date of issue of the paper. */
  @PaperDate(REQUESTER, A)
  nycNgayCapGiayToTuyThan?: string | null;

  /** Requester: issuer of the paper. */
  @PaperIssuer(REQUESTER, A)
  nycNoiCapGiayToTuyThan?: string | null;

  /** Earlier registration abroad: number. */
  @Plain('Số đăng ký ở nước ngoài', 'Number of the registration abroad', { ...A, maxLength: 100 })
  soDangKyNuocNgoai?: string | null;

  /** Earlier registration abroad: date. */
  @Day('Ngày đăng ký ở nước ngoài', 'Date of the registration abroad', A)
  ngayDangKyNuocNgoai?: string | null;

  /** Earlier registration abroad: authority. */
  @Plain('Cơ quan nước ngoài đã đăng ký', 'Authority of the registration abroad', A)
  cqNuocNgoaiDaDangKy?: string | null;

  /** Earlier registration abroad: country. */
  @Plain('Quốc gia đã đăng ký', 'Country of the registration abroad', A)
  qgNuocNgoaiDaDangKy?: string | null;

  /** Note. */
  @Plain('Ghi chú', 'Note', { ...A, maxLength: 1000 })
  ghiChu?: string | null;
}
