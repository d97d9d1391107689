import type { EntityManager } from 'typeorm';
import type { ModuleCode, ReportStatus } from '../contract';
import type { Bilingual, Diagnosis, HotichProblem } from '../errors';
import type { DossierState } from '../persistence';
import type { Move } from './state-machine';

/** A dossier as the host sees it. */
export interface DossierView {
  /** The province's code; DVCLT's code until the host has given its own. */
  readonly maHoSo: string;
  /** DVCLT's code; absent for a dossier filed at the province. */
  readonly maHoSoLT?: string;
  readonly module: ModuleCode;
  readonly maDonVi: string;
  readonly maTTHC?: string;
  readonly state: DossierState;
  /** Last status the register answered (1 received, 2 supplement, 3 eligible, 4 registered, 6 refused). */
  readonly registerStatus?: number;
  /** Version of the content; grows with each supplement. */
  readonly version: number;
  /** Why it stands still, when it does. */
  readonly diagnosis?: Diagnosis;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface AttachmentView {
  /** What the file store knows it by. */
  readonly storeId: string;
  /** @deprecated It is `storeId`, and not the id of a `HotichFile`. */
  readonly fileId: string;
  readonly tenGiayTo: string;
  readonly tenTepDinhKem: string;
  /** Bytes, decoded. */
  readonly size: number;
  readonly sha256: string;
  /** What speaks against opening it: it is not what its name says, is cut off, or holds something that can run. */
  readonly warnings?: readonly HotichProblem[];
}

/** A dossier that has come in from DVCLT, with what it says. */
export interface ReceivedDossier extends DossierView {
  /** The register payload drawn from the citizen's form; an officer may correct it when accepting. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly attachments: readonly AttachmentView[];
}

export interface StatusChange {
  readonly dossier: DossierView;
  readonly move: Move;
  readonly from: DossierState;
  readonly to: DossierState;
  /** The officer's account, or `hotich`. */
  readonly actor: string;
  /** Why: the officer's or the register's words; two sentences of the register's are two lines. */
  readonly reason?: string;
  /** Deadline of a supplement, as the register wrote it. */
  readonly deadline?: string;
  /**
   * What the dossier says now, with every move that brings a new version of it: `supplemented` by the citizen, and `queue` when
   * accept() or resubmit() changed something, or wrote it in the style the route wants.
   */
  readonly data?: Readonly<Record<string, unknown>>;
  /** With `supplemented`: the papers of the new version, all of them, as {@link ReceivedDossier} has those of the first. */
  readonly attachments?: readonly AttachmentView[];
}

/** A status that could not be told to DVCLT; nor are those after it, until `InterlinkService.retry()`. */
export interface ReportHeld {
  /** With why, in `diagnosis`, unless the dossier is itself held for something else. */
  readonly dossier: DossierView;
  readonly trangThai: ReportStatus;
  readonly diagnosis: Diagnosis;
}

export interface ResultReceived {
  readonly dossier: DossierView;
  /** Personal identification number, 12 digits; of a birth, when it is there. */
  readonly soDinhDanh?: string;
  /** Number, book and page of the entry in the civil-status register: text, also where the register sent numbers. */
  readonly soDangKy?: string;
  readonly quyenSo?: string;
  readonly trangSo?: string;
  /** As written by the register, normally `dd/MM/yyyy`. */
  readonly ngayDangKy?: string;
  /** The register's result object, without the document; its names and types differ from version to version. */
  readonly data: Readonly<Record<string, unknown>>;
  /**
   * The signed document, with the SHA-256 of its bytes; `id` is what the file store knows it by, not that of its `HotichFile`. Another may
   * be issued with the personal number: it comes in the place of the first, which is then removed.
   */
  readonly file?: { readonly id: string; readonly name: string; readonly sha256: string; readonly size: number };
  /** `number`: registered, but the personal number is still to come; called again when it does. */
  readonly pending?: 'number';
}

/**
 * What the host does when a dossier moves. Extend it in any provider of the host; every such provider is found at start
 * and called, in the order in which Nest made them. It must be a singleton, and so must all that it depends on: one that is made for
 * each request, or for each user of it, stops the boot (HT-1002).
 *
 * Whatever is written through `manager` commits or rolls back together with the library's own row, so the host's table and
 * the library's cannot disagree. Use it for every write, do no network calls, and keep it short: it runs inside a
 * transaction. Throwing undoes this dossier's step only; it is tried again later. Call the library with `manager` from the listener itself: a
 * call that a lock or a queue of the host's begins in somebody else's asynchronous context may wait three seconds beside the others.
 */
export abstract class DossierListener {
  /**
   * A dossier came in from DVCLT. It is not all written yet: a host that would accept or refuse it by a program does so in a
   * job of its own, once this transaction has committed.
   *
   * @returns the province's own code for it, when the host gives one; otherwise DVCLT's code is used towards the register. One that is
   * no dossier code is HT-2001, and undoes the step as throwing does.
   */
  onReceived?(dossier: ReceivedDossier, manager: EntityManager): Promise<{ maHoSo: string } | void>;

  /** A dossier moved; not called for the first arrival. */
  onStatusChanged?(change: StatusChange, manager: EntityManager): Promise<void>;

  /** DVCLT could not be told a status, and a person must see why. The dossier stands where it stood. */
  onReportHeld?(report: ReportHeld, manager: EntityManager): Promise<void>;

  /** The register issued its result; called after `onStatusChanged` to `registered`. */
  onResult?(result: ResultReceived, manager: EntityManager): Promise<void>;
}

/** The reason of a refusal or supplement, obligatory by law (Luật Hộ tịch, article 5.2). */
export const REASON_REQUIRED: { message: Bilingual; remedy: Bilingual } = {
  message: { vi: 'phải ghi rõ lý do', en: 'a reason is required' },
  remedy: { vi: 'Ghi lý do bằng tiếng Việt để người dân hiểu', en: 'Give the reason in words the citizen understands' },
};
