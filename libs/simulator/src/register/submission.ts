import type { RegisterBehaviour } from '../behaviour';
import { asObject, parseJson } from '../http/received-request';
import type { Unit } from '../units';
import { isSlashedDate, isSlashedDateTime } from '../validation/formats';
import { sentence } from '../validation/sentences';
import { checkAttachments } from './check-attachments';
import { checkCode, checkPlace, isAbsent, isFilledText, isInterlinkCode } from './envelope-values';
import { knownFields } from './known-fields';
import { moduleProfile, type ModuleProfile } from './module-profile';
import { isModule, type Module } from './modules';
import { readPayload } from './read-payload';
import type { StoredAttachment } from './register-dossier';

/** A submission that has passed every check of the register. */
export interface Submission {
  readonly unit: Required<Unit>;
  readonly module: Module;
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

/** Where the JSON contracts differ. */
export interface EnvelopeRules {
  readonly modules: readonly Module[];
  /** `fileDinhKem` must be there, though it may be empty; nobody knows of it in contract 2.0. */
  readonly filesRequired: boolean;
  readonly units: ReadonlyMap<string, Required<Unit>>;
  readonly behaviour: RegisterBehaviour;
}

type Envelope = Readonly<Record<string, unknown>>;

const ENVELOPE_FIELDS = new Set(['maDonVi', 'module', 'maHoSoLT', 'maHoSoMCDT', 'ngayTiepNhan', 'data', 'fileDinhKem']);

/** Reads the envelope of the JSON contracts (wire contract 2.3) with the payload doubly encoded inside. */
export function readSubmission(envelope: Envelope, rules: EnvelopeRules): Submission | SubmissionRefusal {
  const { maDonVi, maHoSoLT, maHoSoMCDT, ngayTiepNhan, data, fileDinhKem } = envelope;
  const { units, behaviour } = rules;
  const unit = typeof maDonVi === 'string' ? units.get(maDonVi) : undefined;
  if (isFilledText(maDonVi) && !unit) return { errorCode: '106', sentences: [sentence.notInCatalog('maDonVi')] };
  const module = readModule(envelope['module'], rules.modules);
  const profile = module && moduleProfile(module);
  // Only a text that holds an object is a payload: an object in its place is the commonest mistake of a new client.
  const payload = typeof data === 'string' ? asObject(parseJson(data)) : undefined;
  const report = payload && module && readPayload(payload, module, behaviour, (code) => units.has(code));
  const files =
    isAbsent(fileDinhKem) && !rules.filesRequired
      ? { sentences: [], attachments: [] }
      : checkAttachments(fileDinhKem, behaviour.maxAttachmentBytes);
  const sentences = [
    ...checkCode('maDonVi', maDonVi),
    ...checkCode('module', envelope['module']),
    ...(isFilledText(envelope['module']) && !module ? [sentence.notInCatalog('module')] : []),
    ...checkInterlinkCode(envelope, profile, behaviour),
    ...checkCode('maHoSoMCDT', maHoSoMCDT),
    ...checkCode('ngayTiepNhan', ngayTiepNhan),
    ...(isFilledText(ngayTiepNhan) && !isAcceptanceTime(ngayTiepNhan, profile, behaviour)
      ? [sentence.wrongFormat('ngayTiepNhan')]
      : []),
    ...(payload ? [] : [isAbsent(data) ? sentence.missing('data') : sentence.wrongFormat('data')]),
    ...(report?.sentences ?? []),
    ...checkPlace(unit, payload ?? {}, units, behaviour),
    ...files.sentences,
  ];
  if (sentences.length > 0 || !unit || !module || !payload || !report) return { errorCode: '500', sentences };
  return {
    unit,
    module,
    maHoSoLT: (maHoSoLT as string | null | undefined) ?? null,
    maHoSoMCDT: maHoSoMCDT as string,
    ngayTiepNhan: ngayTiepNhan as string,
    payload: knownFields(payload, report.unknownFields),
    attachments: files.attachments,
    ignoredFields: [...Object.keys(envelope).filter((name) => !ENVELOPE_FIELDS.has(name)), ...report.unknownFields],
  };
}

export function readModule(value: unknown, modules: readonly Module[]): Module | undefined {
  return isModule(value) && modules.includes(value) ? value : undefined;
}

function checkInterlinkCode(
  envelope: Envelope,
  profile: ModuleProfile | undefined,
  { envelope: strictness }: RegisterBehaviour,
): string[] {
  const { maHoSoLT } = envelope;
  const rule = profile?.maHoSoLT ?? 'optional';
  if (rule === 'optional' || (rule !== 'interlinkCode' && strictness === 'lenient')) {
    return isAbsent(maHoSoLT) || maHoSoLT === '' ? [] : checkCode('maHoSoLT', maHoSoLT);
  }
  const faults = checkCode('maHoSoLT', maHoSoLT);
  if (faults.length > 0 || strictness === 'lenient') return faults;
  const asSeen = rule === 'interlinkCode' ? isInterlinkCode(maHoSoLT) : maHoSoLT === envelope[rule];
  return asSeen ? [] : [sentence.wrongFormat('maHoSoLT')];
}

/** The one known date without a time ends in a stray blank; either way it is read (wire contract 2.3). */
function isAcceptanceTime(value: string, profile: ModuleProfile | undefined, { envelope }: RegisterBehaviour): boolean {
  const text = value.trimEnd();
  if (envelope === 'lenient') return isSlashedDateTime(text, true);
  return profile?.ngayTiepNhan === 'date' ? isSlashedDate(text) : isSlashedDateTime(value);
}
