import type { HotichProblem } from '../../errors';
import type { ModuleCode } from '../modules';
import type { ContractVersion } from '../routes';

/**
 * One file of a dossier, the same shape on both conversations (`fileDinhKem[]`). Source: wire contract 3, attested C.
 */
export interface WireAttachment {
  /** File id, positive 32-bit integer; DVCLT's own id is kept when the file came from there. */
  readonly id: number;
  /** Kind of paper; the list is not public, `1` is what public clients send for papers of their own. */
  readonly loaiGiayTo: number;
  /** Name of the document component. */
  readonly tenGiayTo: string;
  /** File name with extension. */
  readonly tenTepDinhKem: string;
  /** `0` valid; anything else withdrawn, and then not forwarded. */
  readonly huyGiayTo: number;
  /** Content, plain base64 without a data-URL prefix. */
  readonly duLieuTepDinhKem: string;
}

/** A dossier ready to be written into the register's envelope. */
export interface RegisterSubmission {
  /** Registering unit: 5 digits (commune) or, until 30/6/2025, 3 digits (district). */
  readonly maDonVi: string;
  readonly module: ModuleCode;
  /** DVCLT code `G22…`; obligatory for LTKS and LTKT. */
  readonly maHoSoLT?: string;
  /** The province's dossier code (`maHoSoMCDT`): idempotency key and key of the status query. */
  readonly maHoSo: string;
  /** When the one-stop system accepted the dossier. */
  readonly ngayTiepNhan: Date;
  /** Payload of the module, already validated. */
  readonly data: object;
  readonly fileDinhKem: readonly WireAttachment[];
}

/** What an error code of the register asks for. Source: wire contract 5.2. */
export type RegisterErrorClass = 'configuration' | 'data' | 'wait' | 'defect';

/** What every answer of the register begins with. */
export interface AnswerHead {
  /** `status` as text, whatever its JSON type was; `1` is success. */
  readonly status: string;
  readonly statusDescription?: string;
  readonly errorCode?: string;
  readonly errorDescription?: string;
  /** Meaning of the error code when the register's list knows it; `configuration` is never the dossier's fault. */
  readonly errorClass?: RegisterErrorClass;
}

export interface SubmissionAnswer extends AnswerHead {
  /** `accepted` and `alreadyReceived` both mean that the register holds the dossier. */
  readonly outcome: 'accepted' | 'alreadyReceived' | 'refused';
  /** The refusal text taken apart field by field; empty when it names no field. */
  readonly problems: readonly HotichProblem[];
}

export interface StatusQuery {
  /** Province dossier codes, all of one module. */
  readonly maHoSo: readonly string[];
  /** Province code of the statistics office, 2 digits. */
  readonly maTinh: string;
  /** The module under which the dossiers were submitted. */
  readonly module: ModuleCode;
}

/** One dossier in a status answer. */
export interface StatusItem {
  /** Province dossier code, as it was asked. */
  readonly maHoSo: string;
  readonly maHoSoLT?: string;
  /** Module echoed by the register. */
  readonly module?: string;
  /** Above zero: 1 received, 2 supplement, 3 eligible, 4 registered, 6 refused; others are not attested (wire contract 4.3). */
  readonly trangThai: number;
  readonly thoiGianThucHien?: Date;
  readonly ghiChu?: string;
  readonly noiDungXuLy?: string;
  readonly nguoiXuLy?: string;
  readonly chucDanh?: string;
  readonly phongBanXuLy?: string;
  /** Deadline of the supplement, as written by the register. */
  readonly hanBoSungHoSo?: string;
  readonly errors?: string;
  /** `ketQuaXuLy` untouched; present only with status 4. */
  readonly result?: Readonly<Record<string, unknown>>;
  /** Registered, and what came for a result is none: neither absent nor an object. */
  readonly resultUnreadable?: boolean;
  /** The no to the question for the result, where results are kept apart (version 1.0); "not finished yet" is none. */
  readonly resultRefused?: AnswerHead;
}

/** Answer of the status query. `ok: false` says the call as a whole failed: it proves nothing about any dossier. */
export type StatusAnswer =
  | {
      readonly ok: true;
      readonly items: readonly StatusItem[];
      /** Codes answered though nobody asked for them; their items are dropped. */
      readonly foreign: readonly string[];
      /** How many items had no readable code or status. */
      readonly unreadable: number;
      /** What some of those say of dossiers that were asked about, in place of a status; absent when none does. */
      readonly remarks?: readonly { readonly maHoSo: string; readonly words: string }[];
    }
  | ({ readonly ok: false } & AnswerHead);

/** The certificate or extract found in a result. */
export interface ResultDocument {
  /** Field in which it was found. */
  readonly key: string;
  /** Plain base64, white space and data-URL prefix removed; or the note of a document kept aside ({@link readNote}). */
  readonly base64: string;
  /** True when the content begins with `%PDF`. */
  readonly isPdf: boolean;
}

/** What the register issued, read from `ketQuaXuLy`. */
export interface RegisterResult {
  /** Personal identification number, 12 digits; birth only. */
  readonly soDinhDanh?: string;
  readonly soDangKy?: string;
  readonly quyenSo?: string;
  readonly trangSo?: string;
  /** As written by the register, normally `dd/MM/yyyy`. */
  readonly ngayDangKy?: string;
  /** Result-document code, for example `KQ.G15.000031`. */
  readonly maGiayToKetQua?: string;
  readonly document?: ResultDocument;
  /**
   * The object as received, without the document's content; `soDinhDanh` as above: with its zeros and without words beside it, left out
   * where it says that there is none yet, and as it came where no one number can be read in it.
   */
  readonly raw: Readonly<Record<string, unknown>>;
  /** A birth registered while its personal number is still to come. */
  readonly numberPending: boolean;
  /** Registered, but the signed document is not there yet; never true where none is expected. */
  readonly documentPending: boolean;
}

export interface ReadResultOptions {
  /** Fields in which the document may stand, in order of preference; default {@link DEFAULT_DOCUMENT_KEYS}. */
  readonly documentKeys?: readonly string[];
  /** Version of the route that brought the result; default `3.0`. */
  readonly version?: ContractVersion;
  /**
   * Whether a document is still to be waited for. Default: true but for version 1.0, whose record carries none as far as is known
   * (wire contract 4.5 and 10).
   */
  readonly documentExpected?: boolean;
  /** Whether a birth still waits for its personal number. Default: true but for version 1.0, whose columns have no place for it. */
  readonly numberExpected?: boolean;
}
