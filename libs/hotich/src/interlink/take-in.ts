import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { atHand } from '../carrier';
import {
  type Base64Source,
  decodeInterlinkDetail,
  decodePushedDossier,
  type InterlinkDetail,
  interlinkedModule,
  type InterlinkedPayload,
  leftOut,
  padUnitCode,
  toRegisterPayload,
  validateAttachments,
  validateDossierCode,
  validateProcedureCode,
  validateUnitCode,
  type WireAttachment,
} from '../contract';
import { CatalogService, isMappedKind } from '../catalog';
import {
  attachmentViews,
  contentHash,
  ContentStore,
  DossierStore,
  Listeners,
  ReportQueue,
  type TakenFile,
  viewOf,
} from '../dossier';
import { HotichConflictError, HotichParseError, type HotichProblem, HotichValidationError } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { HotichContent, HotichDossier, ours, type UnitOfWork, uuid } from '../persistence';
import { filingsOf, lastAsked } from './filings';

/** What a citizen's message says. */
interface Said {
  readonly detail: InterlinkDetail;
  /** In DVCLT's own codes, as it is taken today: a list that is refreshed makes no other filing of it. */
  readonly form: InterlinkedPayload;
  /** Opens the content of a file. */
  readonly read: (content: string) => Base64Source;
  /** Of the form and the files. */
  readonly contentHash: string;
}

/** A citizen's message, checked so far that it can become a dossier. */
export interface Arrival extends Said {
  /** Its codes turned into the register's. */
  readonly payload: InterlinkedPayload;
  /** Those that hold something. */
  readonly files: readonly TakenFile[];
  /** For the timeline. */
  readonly remarks: Remarks;
}

/** What an officer is told of a message that was taken in. */
interface Remarks {
  /** Which files to be careful with, and which hold nothing that could be kept, by their ids; their names may say who somebody is. */
  readonly warnings?: readonly { readonly id: number; readonly rules: readonly string[] }[];
  /** Fields whose codes have no counterpart in the register's lists, and stay as they came. */
  readonly unmapped?: readonly string[];
  /** Filled elements of the citizen's form that the payload has no field for: their names. */
  readonly leftOut?: readonly string[];
}

/** DVCLT's XML may hold anything; a line of the timeline is there to be read. */
const MOST_NAMES = 50;

/** What is known of a filing besides what it says. */
export interface Offered {
  /** The id under which DVCLT lists it; undefined for one that was pushed. */
  readonly filing: string | undefined;
  /**
   * How long the dossier's timeline was when it came, however often it could not be read since: what was asked of the citizen later it
   * does not answer.
   */
  readonly cameAfter: number;
  /** Of the filing that came before under this code, whatever became of it; null when nobody knows. */
  readonly lastHash: string | null;
}

/** Of a filing's line in the timeline. */
interface Filed extends Pick<Remarks, 'leftOut'> {
  readonly version?: number;
  readonly filing?: string;
}

/** What was taken of a filing. */
interface Taken {
  readonly data: Record<string, unknown>;
  readonly contentHash: string;
  /** Names of what it said beyond its data. */
  readonly leftOut: readonly string[];
}

interface LastTaken extends Taken {
  /** What was pushed has no id. */
  readonly hasId: boolean;
  /** Ids of all filings that came, those included of which nothing was taken. */
  readonly filings: ReadonlySet<string>;
  /** What was taken of the filing that is looked at, where it came before this one: it is listed until it is acknowledged. */
  readonly before?: Taken;
  /** Of the timeline's line by which he was asked for more. */
  readonly asked: number;
}

/** Makes a dossier of what a citizen filed nationally, or a new version of the one he was asked to supplement. */
@Injectable()
export class TakeIn {
  constructor(
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly catalog: CatalogService,
    private readonly store: DossierStore,
    private readonly contents: ContentStore,
    private readonly listeners: Listeners,
    private readonly reports: ReportQueue,
  ) {}

  /**
   * What must be right before a dossier can exist at all: procedure, unit, files within the limits. The fields of the form are
   * not checked here: an officer can correct them, but only of a dossier that is there. Nor does a file keep a citizen out
   * because of what is in it, or is not: whoever opens it is warned, and one that holds nothing is left out, which the timeline tells.
   *
   * @param read opens the content of a file of the message.
   * @throws HotichValidationError
   */
  async check(detail: InterlinkDetail, read: Said['read']): Promise<Arrival> {
    const { payload, remarks } = await this.payloadOf(detail, this.extraFields(detail));
    const offered = filesOf(detail);
    const { attachmentBytes, dossierBytes } = this.options.limits;
    const found = validateAttachments(offered, { maxFileBytes: attachmentBytes, maxTotalBytes: dossierBytes });
    const problems = [
      ...this.procedureProblems(detail, payload.maDonVi),
      ...this.unitProblems(payload.maDonVi),
      ...found.filter(({ rule }) => rule === 'maxBytes'),
    ];
    if (problems.length > 0) throw new HotichValidationError(problems);
    const said = await this.saidIn(detail, read);
    const files = offered.map((file, index) => withWarnings(file, `fileDinhKem[${index}].`, found));
    const taken = files.filter(holdsSomething);
    return { ...said, payload, files: taken, remarks: { ...warned(files), ...remarks } };
  }

  /** @returns the dossier's id. @throws HotichConflictError when DVCLT's code is some other dossier's own. */
  async take(arrival: Arrival, offered: Offered, work: UnitOfWork): Promise<string> {
    const maHoSoLT = arrival.detail.maHoSo;
    const known = await this.store.lockWhere({ maHoSoLT }, work);
    const made = known ? undefined : await this.first(arrival, offered, work);
    if (made !== undefined) return made;
    // Another replica was faster between our look and our insert: its dossier is the one.
    const dossier = known ?? (await this.store.lockWhere({ maHoSoLT }, work));
    // Or it is some other dossier's own code, and what this citizen filed is nowhere.
    if (!dossier) throw new HotichConflictError(maHoSoLT);
    await this.reports.preload([dossier.id], work);
    await this.again(dossier, arrival, offered, work);
    return dossier.id;
  }

  /**
   * Whether a filing that cannot be taken in yet is another than those that were: not one of them, offered again. One of the list is told by
   * its id; where that tells nothing, by what it says.
   *
   * @param raw of the message, as it is kept.
   */
  async isAnother(
    dossierId: string,
    filing: string | undefined,
    raw: string | null,
    manager: EntityManager,
  ): Promise<boolean> {
    const last = await this.lastTaken(dossierId, filing, manager);
    if (filing !== undefined && last.hasId && !last.filings.has(filing)) return true;
    const detail = raw === null ? undefined : readable(raw, filing === undefined);
    // What was taken could be read. Of the list any answer may be kept, also one that is no message.
    if (!detail) return filing === undefined;
    // The files of a listed one are gone with the answer they came in.
    if (filing !== undefined) {
      const extraFields = Object.keys(last.data);
      const { payload } = await this.payloadOf(detail, extraFields);
      const said = [payload, toRegisterPayload(detail, { extraFields })];
      const same = said.some(({ data }) => isDeepStrictEqual(data, last.data));
      return !same || !isDeepStrictEqual(namesLeftOut(detail, payload), last.leftOut);
    }
    return !(await repeats(await this.saidIn(detail, atHand), last));
  }

  /** The payload, its codes turned into the register's. @throws what the database throws. */
  private async payloadOf(
    detail: InterlinkDetail,
    extraFields: readonly string[],
  ): Promise<{ payload: InterlinkedPayload; remarks: Remarks }> {
    await this.catalog.ready();
    const unmapped: string[] = [];
    const payload = toRegisterPayload(detail, {
      extraFields,
      mapCode: (kind, code, field) => {
        if (!isMappedKind(kind)) return undefined;
        const mapping = this.catalog.mapCode(kind, code, 'dvclt', 'register', detail.ngayTiepNhan);
        if (mapping.ok) return mapping;
        unmapped.push(field);
        return undefined;
      },
    });
    const names = namesLeftOut(detail, payload);
    const remarks = {
      ...(unmapped.length === 0 ? {} : { unmapped }),
      ...(names.length === 0 ? {} : { leftOut: names }),
    };
    return { payload, remarks };
  }

  private async saidIn(detail: InterlinkDetail, read: Said['read']): Promise<Said> {
    const form = toRegisterPayload(detail, { extraFields: this.extraFields(detail) });
    return { detail, form, read, contentHash: await hashOf({ detail, read }, form) };
  }

  private extraFields({ module }: InterlinkDetail): readonly string[] {
    return this.options.register.payloads[interlinkedModule(module)]?.extraFields ?? [];
  }

  /** @returns its id; undefined when a dossier has its code already, and then nothing is written. */
  private async first(
    { detail, payload, files, remarks, read, contentHash }: Arrival,
    { filing }: Offered,
    work: UnitOfWork,
  ): Promise<string | undefined> {
    const dossier = this.store.create(
      {
        id: uuid(),
        maHoSo: detail.maHoSo,
        maHoSoLT: detail.maHoSo,
        module: payload.module,
        maDonVi: payload.maDonVi,
        maTTHC: detail.maTTHC,
        state: 'received',
        ngayTiepNhan: null,
      },
      'receive',
      { actor: HOTICH_ACTOR, detail: { ...named(filing), ...remarks } },
      work,
    );
    if (!(await work.isNew())) return undefined;
    const attachments = await this.contents.add(
      { dossierId: dossier.id, version: 1, data: payload.data, contentHash, fileDinhKem: files, read },
      work,
    );
    const maHoSo = await this.listeners.received(
      { ...viewOf(dossier), data: payload.data, attachments: attachmentViews(attachments) },
      work.manager,
    );
    if (maHoSo !== undefined && maHoSo !== dossier.maHoSo) {
      const problems = validateDossierCode(maHoSo);
      if (problems.length > 0) throw new HotichValidationError(problems);
      this.store.note(dossier, 'number', { actor: HOTICH_ACTOR, detail: { maHoSo }, set: { maHoSo } }, work);
    }
    this.reports.owe(dossier, 1, {}, work);
    return dossier.id;
  }

  private async again(
    dossier: HotichDossier,
    arrival: Arrival,
    { filing, cameAfter, lastHash }: Offered,
    work: UnitOfWork,
  ): Promise<void> {
    const { payload, files, remarks, read, contentHash } = arrival;
    const last = await this.lastTaken(dossier.id, filing, work.manager);
    // The same under another id is the citizen's answer that he has nothing to change. What was pushed has no id: it is an answer only
    // when it says something else.
    const another = last.hasId && filing !== undefined && !last.filings.has(filing);
    if (!another && (await repeats(arrival, last))) return;
    // Nor is it an answer while it says what was taken of it before the last one came. Its id alone would not tell: it may come again with
    // other content.
    if (last.before && (await repeats(arrival, last.before))) return;
    if (dossier.state !== 'supplement' || last.asked > cameAfter) {
      // Nobody asked for a new version: what the officer works on stays, and the fact is there to be seen, once.
      if (lastHash === contentHash && !another) return;
      const detail = { state: dossier.state, ...named(filing) };
      this.store.note(dossier, 'redelivered', { actor: HOTICH_ACTOR, detail }, work);
      return;
    }
    const version = dossier.version + 1;
    // A unit that he has not changed an officer may have corrected; one that he changes is the one he wants.
    const unchanged = payload.maDonVi === last.data['noiDangKy'];
    const { maDonVi } = unchanged ? dossier : payload;
    const moved = maDonVi === dossier.maDonVi ? {} : { maDonVi: { from: dossier.maDonVi, to: maDonVi } };
    const attachments = await this.contents.add(
      { dossierId: dossier.id, version, data: payload.data, contentHash, fileDinhKem: files, read },
      work,
    );
    this.store.move(
      dossier,
      'supplemented',
      {
        actor: HOTICH_ACTOR,
        detail: { version, ...moved, ...named(filing), ...remarks },
        data: payload.data,
        attachments: attachmentViews(attachments),
        set: { version, maDonVi },
      },
      work,
    );
    // His answer proves that DVCLT asked him, whatever it has said of our asking.
    this.reports.putBack(dossier, work);
  }

  /** What the citizen filed last, of what was taken: an officer's correction is a version as well, but no filing. */
  private async lastTaken(dossierId: string, filing: string | undefined, manager: EntityManager): Promise<LastTaken> {
    const lines = await filingsOf(dossierId, manager);
    const details = lines.map(({ event, detail }) => ({ event, ...(detail as Filed | null) }));
    const taken: Filed[] = details.filter(({ event }) => event === 'receive' || event === 'supplemented');
    const last = taken.at(-1) ?? {};
    const before = filing === undefined ? undefined : taken.findLast((one) => one.filing === filing);
    return {
      ...(await this.takenOf(dossierId, last, manager)),
      hasId: last.filing !== undefined,
      filings: new Set(details.flatMap((one) => one.filing ?? [])),
      ...(before && before !== last ? { before: await this.takenOf(dossierId, before, manager) } : {}),
      asked: lastAsked(lines),
    };
  }

  private async takenOf(
    dossierId: string,
    { version = 1, leftOut = [] }: Filed,
    manager: EntityManager,
  ): Promise<Taken> {
    const of = { dossierId, version, ...ours(manager) };
    const { data, contentHash } = await manager.findOneByOrFail(HotichContent, of);
    return { data, contentHash, leftOut };
  }

  private procedureProblems({ maTTHC, ngayTiepNhan }: InterlinkDetail, maDonVi: string): HotichProblem[] {
    const shape = validateProcedureCode(maTTHC);
    if (shape.length > 0) return shape;
    try {
      this.catalog.procedure(maTTHC, ngayTiepNhan, padUnitCode(maDonVi)?.level);
      return [];
    } catch (error) {
      if (error instanceof HotichValidationError) return [...error.problems];
      throw error;
    }
  }

  private unitProblems(maDonVi: string): HotichProblem[] {
    const { units } = this.options;
    if (units?.includes(maDonVi)) return [];
    const shape = validateUnitCode(maDonVi);
    if (shape.length > 0 || !units) return shape;
    return [
      {
        path: 'maDonVi',
        rule: 'unit.notConfigured',
        message: { vi: `đơn vị ${maDonVi} chưa được cấu hình`, en: `unit ${maDonVi} is not configured` },
        remedy: {
          vi: 'Thêm mã đơn vị vào options.units; hồ sơ sẽ tự được nhận',
          en: 'Add the unit to options.units; the dossier is then taken in by itself',
        },
      },
    ];
  }
}

/** A message as it is kept; undefined where it is none. */
export function readable(raw: string, pushed: boolean): InterlinkDetail | undefined {
  try {
    return pushed ? decodePushedDossier(raw) : decodeInterlinkDetail(raw);
  } catch (error) {
    if (error instanceof HotichParseError) return undefined;
    throw error;
  }
}

/** Without those that were withdrawn. */
function filesOf({ attachments }: InterlinkDetail): WireAttachment[] {
  return attachments.filter((file) => file.huyGiayTo === 0);
}

function withWarnings(file: WireAttachment, path: string, found: readonly HotichProblem[]): TakenFile {
  const warnings = found.filter((problem) => problem.path.startsWith(path));
  return warnings.length === 0 ? file : { ...file, warnings };
}

/** Of one that is empty, or whose content is no base64, there is nothing to keep. */
function holdsSomething({ warnings = [] }: TakenFile): boolean {
  return !warnings.some(({ rule }) => rule === 'required' || rule === 'base64');
}

function hashOf({ detail, read }: Pick<Said, 'detail' | 'read'>, form: InterlinkedPayload): Promise<string> {
  return contentHash({ ...form, fileDinhKem: filesOf(detail) }, read);
}

/**
 * Whether it says what was taken, be it by other `extraFields` than those of today: the data tells them, as far as they were filled
 * in; and what was filled in beyond them is told by its names, lest it pass for the same once he fills in what he had left empty.
 */
async function repeats(said: Said, taken: Taken): Promise<boolean> {
  if (said.contentHash === taken.contentHash) return true;
  const { detail, form } = said;
  const asThen = toRegisterPayload(detail, { extraFields: Object.keys(taken.data) });
  // In the form of today its hash is the one that it has, and its documents need not be read again, with the dossier locked.
  if (isDeepStrictEqual(asThen, form) || !isDeepStrictEqual(namesLeftOut(detail, asThen), taken.leftOut)) return false;
  return (await hashOf(said, asThen)) === taken.contentHash;
}

function namesLeftOut(detail: InterlinkDetail, { data }: InterlinkedPayload): string[] {
  return leftOut(detail, data).slice(0, MOST_NAMES);
}

/** For the timeline: the id by which what is filed again is told from what is only listed again. */
function named(filing: string | undefined): { filing?: string } {
  return filing === undefined ? {} : { filing };
}

function warned(files: readonly TakenFile[]): Remarks {
  const warnings = files.flatMap(({ id, warnings: of }) => (of ? [{ id, rules: of.map(({ rule }) => rule) }] : []));
  return warnings.length === 0 ? {} : { warnings };
}
