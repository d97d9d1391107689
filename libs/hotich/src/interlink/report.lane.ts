import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { base64Length, flattenResult, padUnitCode, type ReportAnswer, reportNotTaken } from '../contract';
import type { BodyPart, Turn } from '../carrier';
import { addressPartsOf, CatalogService } from '../catalog';
import { DossierStore, leadsToResult, Listeners, ReportQueue, reportsOfRound, viewOf } from '../dossier';
import { again, DONE, type Job, Lane, type Outcome, type Task, type Verdict } from '../engine';
import { type Diagnosis, HotichRefusedError, HotichRemoteError } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_FILE_STORE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  HotichDossier,
  HotichFile,
  type HotichFileStore,
  HotichReport,
  HotichResult,
  ours,
  readRows,
  type ReportState,
  storeIdOf,
  type UnitOfWork,
  uuid,
} from '../persistence';
import { CitizenAnswers } from './citizen-answers';
import { InterlinkClient } from './interlink.client';
import { wireReport } from './wire-report';

type Answer = ReportAnswer & { readonly exchangeId?: string };

/** The citizen's new filing is being taken in: a moment later it is known whether it answers us. */
const ARRIVAL_MS = 1_000;

interface ReportJob extends Job {
  readonly tasks: readonly [Task];
  readonly dossier: HotichDossier;
  readonly report: HotichReport;
}

/** Tells DVCLT every status of a dossier, one after the other: only the oldest unsent one is ever worked on. */
@Injectable()
export class ReportLane extends Lane<ReportJob> {
  /** Of the dossiers that a batch has locked. */
  private readonly open = new WeakMap<UnitOfWork, ReadonlyMap<string, readonly HotichReport[]>>();
  override readonly name = 'report';
  override readonly carrier = 'interlink';

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly catalog: CatalogService,
    private readonly client: InterlinkClient,
    private readonly citizens: CitizenAnswers,
    private readonly store: DossierStore,
    private readonly reports: ReportQueue,
    private readonly listeners: Listeners,
  ) {
    super();
  }

  override async load(tasks: readonly Task[]): Promise<ReportJob[]> {
    const ids = tasks.map((task) => task.subjectId);
    const { manager } = this.dataSource;
    const [known, open] = await Promise.all([readRows(manager, HotichDossier, 'id', ids), openReports(manager, ids)]);
    const dossiers = new Map(known.map((one) => [one.id, one]));
    return tasks.flatMap((task) => {
      const dossier = dossiers.get(task.subjectId);
      const report = head(open.get(task.subjectId) ?? []);
      return dossier && report ? [jobOf(task, dossier, report)] : [];
    });
  }

  override async call({ tasks: [task], dossier, report }: ReportJob, turn: Turn): Promise<Outcome[]> {
    // Held, it may have gone through before.
    if (report.trangThai === 2 && (task.unsure || report.rule !== null)) {
      const answered = await this.citizens.came(dossier, report.eventAt, turn);
      if (answered === undefined) return [{ task, settle: () => ({ ...again(ARRIVAL_MS), unsure: true }) }];
      const taken: Answer = { outcome: 'settled', rule: 'report.answeredByCitizen' };
      if (answered) return [{ task, locks: dossier.id, settle: this.reading(task, dossier, report, taken) }];
    }
    const result = report.trangThai === 4 ? await this.result(dossier) : undefined;
    const answer = await this.client.report(
      wireReport(dossier, report, result?.ketQuaXuLy, this.catalog),
      turn,
      result?.document,
    );
    return [{ task, locks: dossier.id, settle: this.reading(task, dossier, report, answer) }];
  }

  override async prepare(dossierIds: readonly string[], work: UnitOfWork): Promise<void> {
    await this.store.lockAll(dossierIds, work);
    // Of what somebody else has locked the reports are locked too, and are passed over with it.
    const locked = dossierIds.filter((id) => work.locked.has(id));
    this.open.set(work, await openReports(work.manager, locked, 'latest'));
  }

  override async retrying(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<void> {
    await this.store.diagnose(task.subjectId, diagnosis, work);
  }

  override async giveUp(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<Verdict> {
    const owed = await this.owed(task.subjectId, work);
    const report = owed?.reports.find((one) => one.state === 'pending');
    if (!owed || !report) return DONE;
    close(report, 'held', diagnosis.code, work);
    const { trangThai } = report;
    const set = owed.dossier.state === 'held' ? {} : { diagnosis };
    const note = { actor: HOTICH_ACTOR, reason: diagnosis.text.vi, detail: { trangThai }, set };
    this.store.note(owed.dossier, 'report.held', note, work);
    const held = { dossier: viewOf(owed.dossier), trangThai, diagnosis };
    work.tell(() => this.listeners.reportHeld(held, work.manager));
    return DONE;
  }

  private reading(task: Task, dossier: HotichDossier, report: HotichReport, answer: Answer): Outcome['settle'] {
    switch (answer.outcome) {
      case 'delivered':
      case 'settled':
        return (work) => this.closed(task, report.seq, answer, work);
      case 'prerequisiteMissing':
        if (report.refills === 0) return (work) => this.refill(dossier.id, report.seq, answer, work);
        throw notTakenYet(answer);
      case 'retry':
      case 'inDoubt':
        throw remoteTrouble(answer);
      case 'refused':
        // Said again only because a later one was missed, or because nobody knew: DVCLT is past it, and says so by refusing.
        if (report.closedAt !== null || (isInDoubt(task, report) && leadsToResult(report.trangThai)))
          return (work) => this.closed(task, report.seq, answer, work);
        throw refused(answer);
      case 'unknownDossier':
        throw refused(answer);
      case 'unrecognised':
        throw notTakenYet(answer);
    }
  }

  private async closed(task: Task, seq: number, answer: Answer, work: UnitOfWork): Promise<Verdict> {
    const dossier = await this.store.lockId(task.subjectId, work);
    const open = this.open.get(work)?.get(task.subjectId) ?? [];
    const report = open.find((one) => one.seq === seq);
    if (!dossier) return DONE;
    if (report) this.record(dossier, report, answer, work);
    // The lock of the dossier's row is held, so a report added meanwhile is either seen here or brings its own task.
    const next = head(open);
    return next ? { task: 'next', job: jobOf(task, dossier, next) } : DONE;
  }

  private record(dossier: HotichDossier, report: HotichReport, answer: Answer, work: UnitOfWork): void {
    const state = answer.outcome === 'delivered' ? 'delivered' : 'settled';
    close(report, state, answer.rule ?? null, work);
    const detail = { trangThai: report.trangThai, ...(answer.rule ? { rule: answer.rule } : {}) };
    const set = this.store.doubtless(dossier, work);
    const note = { actor: HOTICH_ACTOR, exchangeId: answer.exchangeId, detail, set };
    this.store.note(dossier, `report.${state}`, note, work);
  }

  /** DVCLT says it misses an earlier status of this round: say those again, once; what it has it answers as such. */
  private async refill(dossierId: string, seq: number, answer: Answer, work: UnitOfWork): Promise<Verdict> {
    const owed = await this.owed(dossierId, work);
    const report = owed?.reports.find((one) => one.seq === seq);
    if (!owed || !report) return DONE;
    report.refills = 1;
    work.update(HotichReport, report, ['refills']);
    const earlier = reportsOfRound(owed.reports.filter((one) => one.seq < seq));
    for (const one of earlier) {
      one.state = 'pending';
      work.update(HotichReport, one, ['state']);
    }
    const detail = { trangThai: report.trangThai, again: earlier.map((one) => one.trangThai) };
    this.store.note(
      owed.dossier,
      'report.refill',
      { actor: HOTICH_ACTOR, exchangeId: answer.exchangeId, detail },
      work,
    );
    return again(0);
  }

  private async owed(
    dossierId: string,
    work: UnitOfWork,
  ): Promise<{ dossier: HotichDossier; reports: readonly HotichReport[] } | undefined> {
    const dossier = await this.store.lockId(dossierId, work);
    if (!dossier) return undefined;
    await this.reports.preload([dossierId], work);
    return { dossier, reports: work.reports.get(dossierId) ?? [] };
  }

  /** The register's result as DVCLT wants it, the document left in the file store and only marked. */
  private async result(
    dossier: HotichDossier,
  ): Promise<{ ketQuaXuLy: string; document?: { mark: string; content: BodyPart } }> {
    const { manager } = this.dataSource;
    const result = await manager.findOneByOrFail(HotichResult, { dossierId: dossier.id, ...ours(manager) });
    const file =
      result.fileId === null
        ? null
        : await manager.findOneByOrFail(HotichFile, { id: result.fileId, ...ours(manager) });
    const mark = file ? `hotich-file-${uuid()}` : '';
    const { module, maTTHC, maDonVi } = dossier;
    const day = dossier.ngayTiepNhan ?? dossier.createdAt;
    // What is said of the procedure is more exact than what is said of all of its module (wire contract 7.2).
    const ofProcedure =
      maTTHC === null ? undefined : this.catalog.ownResultDocument(maTTHC, day, padUnitCode(maDonVi)?.level);
    const code = ofProcedure ?? this.options.interlink!.resultDocumentCodes[module];
    const ketQuaXuLy = flattenResult(module, result.data, {
      documentBase64: mark,
      // With the names of its units, where its codes are theirs: DVCLT's form has one text for it (wire contract 8).
      addressText: (address) => {
        const { text, problems } = this.catalog.formatAddress(addressPartsOf(address), day);
        return problems.length === 0 ? text : undefined;
      },
      ...(code === undefined ? {} : { maGiayToKetQua: code }),
    });
    if (!file) return { ketQuaXuLy };
    const content = { length: base64Length(file.size), read: () => this.files.readBase64(storeIdOf(file), manager) };
    return { ketQuaXuLy, document: { mark, content } };
  }
}

/** By dossier what has not been said, oldest first. */
async function openReports(
  manager: EntityManager,
  dossierIds: readonly string[],
  lock?: 'latest',
): Promise<ReadonlyMap<string, readonly HotichReport[]>> {
  const open = new Map<string, HotichReport[]>();
  const rows = await readRows(manager, HotichReport, 'dossierId', dossierIds, {
    only: { property: 'state', values: ['pending', 'held'] },
    orderBy: 'seq',
    ...(lock ? { lock } : {}),
  });
  for (const report of rows) {
    const beside = open.get(report.dossierId);
    if (beside) beside.push(report);
    else open.set(report.dossierId, [report]);
  }
  return open;
}

/** The oldest that has not been said; a held one blocks those behind it until somebody has looked. */
function head(reports: readonly HotichReport[]): HotichReport | undefined {
  const first = reports.find((one) => one.state === 'pending' || one.state === 'held');
  return first?.state === 'pending' ? first : undefined;
}

/** Whether an attempt before may have been taken, also of one that was held and put back in line: unless it was held for a refusal. */
function isInDoubt(task: Task, { rule }: HotichReport): boolean {
  return task.unsure || (rule !== null && rule !== HotichRefusedError.code);
}

function jobOf(task: Task, dossier: HotichDossier, report: HotichReport): ReportJob {
  return { tasks: [task], dossier, report };
}

function close(report: HotichReport, state: ReportState, rule: string | null, work: UnitOfWork): void {
  Object.assign(report, { state, rule, closedAt: work.now });
  work.update(HotichReport, report, ['state', 'rule', 'closedAt']);
}

function refused(answer: ReportAnswer): HotichRefusedError {
  return new HotichRefusedError('interlink', answer.sentence ?? '', [], answer.rule, {
    vi: 'Đối chiếu trạng thái hồ sơ trên DVCLT; nếu DVCLT sai, báo nhóm hỗ trợ của C06 kèm mã hồ sơ, rồi gọi InterlinkService.retry()',
    en: 'Compare with the dossier on DVCLT; if DVCLT is wrong, report the code to the C06 support group, then call InterlinkService.retry()',
  });
}

/** DVCLT's own trouble: the report is fine and is said again, however long it takes. */
function remoteTrouble(answer: ReportAnswer): HotichRemoteError {
  const unsure = answer.outcome === 'inDoubt';
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'transient',
    unsure,
    ...(answer.rule === undefined ? {} : { remoteCode: answer.rule }),
    message: unsure
      ? {
          vi: 'DVCLT đang gặp sự cố, có thể đã nhận trạng thái',
          en: 'DVCLT is in trouble and may have taken the status',
        }
      : { vi: 'DVCLT đang gặp sự cố, chưa nhận trạng thái', en: 'DVCLT is in trouble and did not take the status' },
    remedy: { vi: 'Hệ thống sẽ tự gửi lại', en: 'It is sent again by itself' },
  });
}

/** Not taken, for a reason that may pass or may need a person: tried again a limited number of times. */
function notTakenYet(answer: ReportAnswer): HotichRemoteError {
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'unknown',
    ...(answer.rule === undefined ? {} : { remoteCode: answer.rule }),
    ...reportNotTaken(answer.sentence ?? ''),
  });
}
