import { HotichSpouseFields } from './marriage-spouses';
import { Field } from './field';
import { Day, FORM_C, NAME_A, NAME_C, Plain, RegistrationKind, UnitCode } from './presets';

const A = { source: `wire contract 2.7; ${NAME_A}` };
const C = { source: `wire contract 2.7; ${NAME_C}` };
const FORM = { source: `wire contract 2.7; ${FORM_C}` };

/**
 * Payload of LTKH and KH in JSON, style 2024: scalars are text but for `soBanSao` and `…SoLanKH`, dates are `dd.MM.yyyy`,
 * addresses are objects. Empty values may be absent, `null` or `''`. Source: wire contract 2.7, a single public client; that KH
 * uses the same form is likely, not seen.
 */
export class HotichMarriagePayload extends HotichSpouseFields {
  /** Kind of registration: 1 first, 2 again. */
  @RegistrationKind('loaiDangKyKetHon', A)
  loaiDangKy?: string | null;

  /** Registering unit, 5 digits (3 for a district before 1/7/2025); the same unit as `maDonVi`. */
  @UnitCode('Nơi đăng ký', 'Registering unit', { ...A, required: true })
  noiDangKy?: string | null;

  /** Day on which the marriage relation begins. */
  @Day('Ngày xác lập quan hệ hôn nhân', 'Date on which the marriage begins', A)
  ngayXacLapQuanHeHonNhan?: string | null;

  /** Copies of the extract asked for, an integer. */
  @Field({ type: 'integer', meaning: { vi: 'Số bản sao', en: 'Number of copies' }, ...C })
  soBanSao?: number | null;

  /** The same as `soBanSao` under another name; public clients leave it empty. */
  @Field({ type: 'count', meaning: { vi: 'Số lượng bản sao', en: 'Number of copies' }, ...C })
  soLuongBanSao?: string | null;

  /** Note. */
  @Plain('Ghi chú', 'Note', { ...A, maxLength: 1000 })
  ghiChu?: string | null;

  /** Re-registration: number of the earlier entry. */
  @Plain('Số đăng ký trước đây', 'Number of the earlier entry', { ...FORM, maxLength: 100 })
  soDangKyTruocDay?: string | null;

  /** Re-registration: book of the earlier entry. */
  @Plain('Quyển số đăng ký trước đây', 'Book of the earlier entry', { ...FORM, maxLength: 100 })
  quyenDangKyTruocDay?: string | null;

  /** Re-registration: date of the earlier entry. */
  @Day('Ngày đăng ký trước đây', 'Date of the earlier entry', FORM)
  ngayDangKyTruocDay?: string | null;

  /** Re-registration: place of the earlier entry. */
  @Plain('Nơi đăng ký trước đây', 'Place of the earlier entry', FORM)
  noiDangKyTruocDay?: string | null;
}
