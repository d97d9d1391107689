import type { RegisterBehaviour } from '../behaviour';
import { asObject, parseJson } from '../http/received-request';
import type { Unit } from '../units';
import { checkPayload } from '../validation/check-payload';
import { isSlashedDateTime } from '../validation/formats';
import { sentence } from '../validation/sentences';
import { checkAttachments } from './check-attachments';
import { moduleProfile } from './module-profile';
import type { StoredAttachment } from './register-dossier';

/** A submission that has passed every check of the register. */
export interface Submission {
  readonly unit: Required<Unit>;
  readonly module: string;
  readonly maHoSoLT: string | null;
  readonly maHoSoMCDT: string;
  readonly ngayTiepNhan: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attachments: readonly StoredAttachment[];
  readonly ignoredFields: readonly string[];
}

export interface SubmissionRefusal {
  /** 106 unit code, 500 content (wire contract 5.2). */
  readonly errorCode: '106' | '500';
  readonly sentences: readonly string[];
}

const ENVELOPE_FIELDS = new Set(['maDonVi', 'module', 'maHoSoLT', 'maHoSoMCDT', 'ngayTiepNhan', 'data', 'fileDinhKem']);
const CODE_LIMIT = 50;

/** Reads the envelope of contract v3 (wire contract 2.3) with the payload doubly encoded inside. */
export function readSubmission(
  envelope: Readonly<Record<string, unknown>>,
  units: ReadonlyMap<string, Required<Unit>>,
  behaviour: RegisterBehaviour,
): Submission | SubmissionRefusal {
  const { maDonVi, module, maHoSoLT, maHoSoMCDT, ngayTiepNhan, data, fileDinhKem } = envelope;
  const unit = typeof maDonVi === 'string' ? units.get(maDonVi) : undefined;
  if (isFilledText(maDonVi) && !unit) return { errorCode: '106', sentences: [sentence.notInCatalog('maDonVi')] };
  const profile = typeof module === 'string' ? moduleProfile(module) : undefined;
  // Only a text that holds an object is a payload: an object in its place is the commonest mistake of a new client.
  const payload = typeof data === 'string' ? asObject(parseJson(data)) : undefined;
  const report = payload && profile ? checkPayload(payload, profile.fields, (code) => units.has(code)) : undefined;
  const files = checkAttachments(fileDinhKem, behaviour.maxAttachmentBytes);
  const sentences = [
    ...checkText('maDonVi', maDonVi),
    ...checkText('module', module),
    ...(isFilledText(module) && !profile ? [sentence.notInCatalog('module')] : []),
    ...(profile?.interlinked || !isAbsent(maHoSoLT) ? checkText('maHoSoLT', maHoSoLT) : []),
    ...checkText('maHoSoMCDT', maHoSoMCDT),
    ...checkText('ngayTiepNhan', ngayTiepNhan),
    ...(isFilledText(ngayTiepNhan) && !isSlashedDateTime(ngayTiepNhan) ? [sentence.wrongFormat('ngayTiepNhan')] : []),
    ...(payload ? [] : [isAbsent(data) ? sentence.missing('data') : sentence.wrongFormat('data')]),
    ...(report?.sentences ?? []),
    ...files.sentences,
  ];
  if (sentences.length > 0 || !unit || !payload || !report) return { errorCode: '500', sentences };
  return {
    unit,
    module: module as string,
    maHoSoLT: (maHoSoLT as string | null | undefined) ?? null,
    maHoSoMCDT: maHoSoMCDT as string,
    ngayTiepNhan: ngayTiepNhan as string,
    payload,
    attachments: files.attachments,
    ignoredFields: [...Object.keys(envelope).filter((name) => !ENVELOPE_FIELDS.has(name)), ...report.unknownFields],
  };
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const isFilledText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function checkText(name: string, value: unknown): string[] {
  if (isAbsent(value) || value === '') return [sentence.missing(name)];
  if (typeof value !== 'string') return [sentence.wrongFormat(name)];
  return value.length > CODE_LIMIT ? [sentence.tooLong(name)] : [];
}
