import type { HotichProblem } from '../errors';

/** Where a dossier stands. The moves between these are in `dossier/state-machine.ts`. */
export type DossierState =
  | 'received'
  | 'accepted'
  | 'queued'
  | 'sent'
  | 'supplement'
  | 'registered'
  | 'completed'
  | 'refused'
  | 'withdrawn'
  | 'held';

/** What the register still owes after it has registered an event. */
export type ResultPending = 'number';

/** An attachment of a dossier: its wire fields, and where the file store keeps its content. */
export interface AttachmentRecord {
  /** What the file store knows it by, which `HotichFile` calls `storeId` where it is not its own `id`. */
  readonly fileId: string;
  readonly sha256: string;
  /** Bytes, decoded. */
  readonly size: number;
  /** `id` on the wire: a positive 32-bit integer, unique within the dossier. */
  readonly id: number;
  readonly loaiGiayTo: number;
  readonly tenGiayTo: string;
  readonly tenTepDinhKem: string;
  /** What speaks against its content, where it was taken all the same. */
  readonly warnings?: readonly HotichProblem[];
}

/** What a report says beside its status; its days follow from the status and the event. */
export interface ReportFields {
  readonly ghiChu?: string;
  readonly noiDungXuLy?: string;
  readonly nguoiXuLy?: string;
  readonly chucDanh?: string;
  readonly phongBanXuLy?: string;
  /** Deadline of a supplement as the register wrote it, or an instant in ISO 8601. */
  readonly hanBoSungHoSo?: string;
}
