import type { HotichParseError } from '../../errors';
import type { InterlinkModule, InterlinkedModule } from '../modules';
import type { WireAttachment } from '../register/register.types';

/** One line of the list of undelivered dossiers. Source: wire contract 7.1, attested C. */
export interface InterlinkListItem {
  /** Key of the detail call, as text. */
  readonly id: string;
  /** Receiving unit as it came: an integer whose leading zeros are lost, written as text. */
  readonly maDonVi: string;
  readonly maTTHC: string;
  readonly module: InterlinkModule;
  /** DVCLT code, `G22…`. */
  readonly maHoSo: string;
  readonly ngayTiepNhan?: Date;
  readonly techId?: string;
}

/** A line that can be read, or the reason why it cannot; a bad line never spoils the others. */
export type InterlinkListEntry =
  | { readonly item: InterlinkListItem; readonly error?: undefined }
  | {
      readonly item?: undefined;
      readonly error: HotichParseError;
      /** What could still be read of the line, and used as a key. */
      readonly id?: string;
      readonly maHoSo?: string;
    };

/** A dossier as DVCLT hands it over, unwrapped. */
export interface InterlinkDetail {
  readonly maHoSo: string;
  readonly maTTHC: string;
  readonly module: InterlinkModule;
  /** Receiving unit, zeros put back: 5 digits or 3. */
  readonly maDonVi: string;
  /** False when the lost zeros leave more than one reading of {@link maDonVi}; the unit catalogue must decide. */
  readonly maDonViCertain: boolean;
  readonly ngayTiepNhan?: Date;
  /** Tracing value of the carrier, kept as it came. */
  readonly techId?: string;
  /** Children of `<hoTich>`, always text, in NFC. */
  readonly fields: Readonly<Record<string, string>>;
  /** Every file, the withdrawn ones too. */
  readonly attachments: readonly WireAttachment[];
}

export interface InterlinkDecodeOptions {
  /** Longest XML accepted, in characters; default 1,000,000. */
  readonly maxXmlLength?: number;
}

/** A DVCLT dossier in the register's words. */
export interface InterlinkedPayload {
  readonly module: InterlinkedModule;
  readonly maDonVi: string;
  readonly data: Record<string, unknown>;
}

/** Status reported to DVCLT. Source: wire contract 7.2. */
export type ReportStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** One status report to DVCLT (`capNhatTrangThai`). Source: wire contract 7.2, attested C in full and B in its keys. */
export interface InterlinkReport {
  /** Procedure code as received from DVCLT, not the local one. */
  readonly maTTHC: string;
  /** DVCLT code `G22…`. */
  readonly soHoSoLT: string;
  /** The province's dossier code. */
  readonly maHoSo: string;
  readonly trangThai: ReportStatus;
  /** When the event happened, not when it is sent. */
  readonly thoiGianThucHien: Date;
  /** Body that reports; default 5, the only value attested. */
  readonly coQuanXuLy?: number;
  readonly ghiChu?: string;
  /** Flattened result as JSON text, see `flattenResult`; status 4 only. */
  readonly ketQuaXuLy?: string;
  readonly nguoiXuLy?: string;
  readonly chucDanh?: string;
  readonly phongBanXuLy?: string;
  readonly noiDungXuLy?: string;
  /** With 1, 2, 3 and 6: the event. */
  readonly ngayBatDau?: Date;
  /** With 4, 5 and 7: a day after the event, as the one public client writes it. */
  readonly ngayKetThuc?: Date;
  /** With 1 and 3: when it is due. */
  readonly ngayKetThucTheoQuyDinh?: Date;
  readonly ngayHenTraTruoc?: Date;
  readonly ngayHenTraMoi?: Date;
  /** Deadline of the supplement: a moment, or the register's own text passed on. */
  readonly hanBoSungHoSo?: Date | string;
}

export interface AcknowledgementAnswer {
  readonly acknowledged: boolean;
  /** Sentence of the answer, for the record. */
  readonly sentence?: string;
}
