import type { HotichAddress } from './address';
import {
  Address,
  Authenticated,
  FullName,
  NAME_A,
  NAME_C,
  OtherPaper,
  PaperDate,
  PaperIssuer,
  PaperKind,
  PaperNumber,
  Plain,
} from './presets';

const REQUESTER = { vi: 'của người yêu cầu', en: 'of the requester' };
const A = { source: `wire contract 2.4; ${NAME_A}` };
const C = { source: `wire contract 2.4; ${NAME_C}` };

/** Whoever asks for the registration (`nyc`, người yêu cầu): the block that births and deaths share. */
export abstract class HotichRequesterFields {
  /** Full name. */
  @FullName(REQUESTER, { ...A, required: true })
  nycHoTen?: string | null;

  /** Relation to the registered person, free text such as "Mẹ". */
  @Plain('Quan hệ với người được đăng ký', 'Relation to the registered person', { ...A, maxLength: 100 })
  nycQuanHe?: string | null;

  /** Kind of identity paper. */
  @PaperKind(REQUESTER, A)
  nycLoaiGiayToTuyThan?: string | null;

  /** Name of the paper when its kind is `8`. */
  @OtherPaper(REQUESTER, A)
  nycGiayToKhac?: string | null;

  /** Number of the paper. */
  @PaperNumber(REQUESTER, A)
  nycSoGiayToTuyThan?: string | null;

  /** Date of issue, `dd.MM.yyyy`. */
  @PaperDate(REQUESTER, A)
  nycNgayCapGiayToTuyThan?: string | null;

  /** Issuer of the paper. */
  @PaperIssuer(REQUESTER, A)
  nycNoiCapGiayToTuyThan?: string | null;

  /** Telephone. */
  @Plain('Số điện thoại của người yêu cầu', 'Telephone of the requester', { ...C, maxLength: 50 })
  nycSoDienThoai?: string | null;

  /** E-mail. */
  @Plain('Thư điện tử của người yêu cầu', 'E-mail of the requester', { ...C, maxLength: 250 })
  nycEmail?: string | null;

  /** Residence. */
  @Address({ vi: 'Nơi cư trú của người yêu cầu', en: 'Residence of the requester' }, C)
  nycNoiCuTru?: HotichAddress | null;

  /** Authentication flag, passed through from DVCLT. */
  @Authenticated(REQUESTER, C)
  nycXacThucThongTin?: string | null;
}
