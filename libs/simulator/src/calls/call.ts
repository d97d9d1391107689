import type { Operation } from './operation';

/**
 * What a call is about, read from its body before anything else happens to it. Codes only, nothing personal: the log has `?` for what is
 * none.
 */
export interface CallSubject {
  /** Dossier codes as sent: maHoSoMCDT for the register, `G22…` for DVCLT. */
  readonly dossiers: readonly string[];
  readonly module?: string;
  /** `trangThai` of a report to DVCLT. */
  readonly statusSent?: number;
}

/** One call of the call log. */
export interface Call extends CallSubject {
  readonly id: number;
  readonly operation: Operation;
  /** Value of the caller header, when the client sends one. */
  readonly caller: string | undefined;
  readonly requestBytes: number;
  /** SHA-256 of the request body, hexadecimal: two calls that say the very same have the same. */
  readonly bodySha256: string;
  /** Milliseconds since the epoch: the request was read to its end. */
  readonly startedAt: number;
  /** The answer was written, or the connection ended. */
  endedAt: number | undefined;
  /** HTTP status written; undefined when the connection was cut before one was. */
  httpStatus: number | undefined;
  /** `cut`: the simulator cut the connection on purpose; `abandoned`: the client went away first. */
  outcome: 'open' | 'answered' | 'cut' | 'abandoned';
  /** The remote took something in: a submission, a report or an acknowledgement had its effect. */
  effect: boolean;
  /** Name of the scripted fault that touched the call. */
  fault: string | undefined;
}
