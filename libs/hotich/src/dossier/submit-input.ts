import { localDay, type ModuleCode, parseInstant, parseIsoDay } from '../contract';
import { isObject } from '../contract/wire-json';
import { type HotichProblem, HotichValidationError } from '../errors';
import type { Officer } from './officer';

/** A document given with a dossier. */
export interface AttachmentInput {
  /** Name of the document component, for example `Giấy chứng sinh`. */
  readonly tenGiayTo: string;
  /** File name with extension. */
  readonly tenTepDinhKem: string;
  /** The content: bytes, or plain base64 without a data-URL prefix. */
  readonly duLieuTepDinhKem: Buffer | string;
  /** Kind of paper. The register's list is not public; default 1, what public clients send. */
  readonly loaiGiayTo?: number;
  /** File id on the wire, a positive 32-bit integer unique within the dossier. Default: its position, from 1. */
  readonly id?: number;
}

/** A dossier for the register. */
export interface SubmitInput {
  /** The province's code: the register's idempotency key (`maHoSoMCDT`). */
  readonly maHoSo: string;
  readonly module: ModuleCode;
  /** Registering unit, as in `noiDangKy` of `data`: 5 digits (commune) or, for dossiers before 1/7/2025, 3 digits (district), as text. */
  readonly maDonVi: string;
  /** The module's payload; see the class of the module, for example {@link HotichBirthPayload}. */
  readonly data: object;
  readonly fileDinhKem?: readonly AttachmentInput[];
  /** When the counter accepted it; as text in ISO 8601, of Vietnamese time where it names no zone. Default now. */
  readonly ngayTiepNhan?: Date | string;
  /**
   * DVCLT's code, for a dossier the host took in from DVCLT by itself: with LTKS and LTKT only, of which its progress is then reported to
   * DVCLT, and obligatory with these.
   */
  readonly maHoSoLT?: string;
  /** Procedure code; obligatory with `maHoSoLT`, where it must be the one DVCLT gave. */
  readonly maTTHC?: string;
  /**
   * Who files it, for the timeline. Default: the library (`hotich`). The account of whoever is logged in, and never what a request says of
   * its sender: laid over a body, not taken from it.
   */
  readonly by?: string | Officer;
}

/** What a supplement changes; what is left out stays as it was. */
export interface ResubmitInput {
  /** `noiDangKy` follows it, unless `data` is given. */
  readonly maDonVi?: string;
  readonly data?: object;
  /** Replaces all attachments. */
  readonly fileDinhKem?: readonly AttachmentInput[];
  /** Who sends it again, for the timeline; as {@link SubmitInput.by}. */
  readonly by?: string | Officer;
}

/** @throws HotichValidationError for what is no object: no body, say. */
export function assertInput(input: unknown): void {
  if (isObject(input)) return;
  throw new HotichValidationError([objectExpected('')]);
}

export function objectExpected(path: string): HotichProblem {
  return {
    path,
    rule: 'type',
    message: { vi: 'phải là một đối tượng', en: 'must be an object' },
    remedy: {
      vi: 'Gửi một đối tượng JSON; xem kiểu SubmitInput, ResubmitInput',
      en: 'Send a JSON object; see the types SubmitInput and ResubmitInput',
    },
  };
}

/** Null, which JSON has for what is left out, counts as that. */
export const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const ISO_8601 = /^\d{4}-\d{2}-\d{2}(?:T|$)/;

/** The moment that is meant by `ngayTiepNhan`; undefined for what is none. */
export function momentOf(given: unknown): Date | undefined {
  if (given instanceof Date) return parseIsoDay(localDay(given)) && given;
  if (typeof given !== 'string' || !ISO_8601.test(given) || !parseIsoDay(given.slice(0, 10))) return undefined;
  return parseInstant(given);
}
