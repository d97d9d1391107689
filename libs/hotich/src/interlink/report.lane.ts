import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { flattenResult, type InterlinkReport, type ReportAnswer } from '../contract';
import { base64Length, type BodyPart } from '../carrier';
import { DossierStore, reportsOfRound } from '../dossier';
import { again, DONE, type Job, Lane, type Outcome, type Task, type Verdict } from '../engine';
import { type Diagnosis, HotichRefusedError, HotichRemoteError } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_FILE_STORE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  databaseNow,
  HotichDossier,
  HotichFile,
  type HotichFileStore,
  HotichReport,
  HotichResult,
  type ReportState,
} from '../persistence';
import { InterlinkClient } from './interlink.client';

interface ReportJob extends Job {
  readonly tasks: readonly [Task];
  readonly dossier: HotichDossier;
  readonly report: HotichReport;
}

/** Tells DVCLT every status of a dossier, one after the other: only the oldest unsent one is ever worked on. */
@Injectable()
export class ReportLane extends Lane<ReportJob> {
  override readonly name = 'report';
  override readonly carrier = 'interlink';

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly client: InterlinkClient,
    private readonly store: DossierStore,
  ) {
    super();
  }

  override async load(tasks: readonly Task[]): Promise<ReportJob[]> {
    const ids = tasks.map((task) => task.subjectId);
    const { manager } = this.dataSource;
    const dossiers = new Map(
      (await manager.findBy(HotichDossier, { id: In(ids) })).map((dossier) => [dossier.id, dossier]),
    );
    const heads = new Map<string, HotichReport>();
    const owed = await manager.find(HotichReport, {
      where: { dossierId: In(ids), state: In(['pending', 'held']) },
      order: { seq: 'ASC' },
    });
    for (const report of owed) if (!heads.has(report.dossierId)) heads.set(report.dossierId, report);
    return tasks.flatMap((task) => {
      const dossier = dossiers.get(task.subjectId);
      const report = heads.get(task.subjectId);
      // A held report blocks those behind it until somebody has looked.
      return dossier && report?.state === 'pending' ? [{ tasks: [task] as const, dossier, report }] : [];
    });
  }

  override async call({ tasks: [task], dossier, report }: ReportJob): Promise<Outcome[]> {
    const result = report.trangThai === 4 ? await this.result(dossier) : undefined;
    const answer = await this.client.report(wireReport(dossier, report, result?.ketQuaXuLy), result?.document);
    return [{ task, settle: this.reading(dossier, report, answer) }];
  }

  override async retrying(task: Task, diagnosis: Diagnosis, manager: EntityManager): Promise<void> {
    await this.store.diagnose(task.subjectId, diagnosis, manager);
  }

  override async giveUp(task: Task, diagnosis: Diagnosis, manager: EntityManager): Promise<Verdict> {
    const dossier = await this.store.lockWhere({ id: task.subjectId }, manager);
    const report = await manager.findOne(HotichReport, {
      where: { dossierId: task.subjectId, state: 'pending' },
      order: { seq: 'ASC' },
    });
    if (!dossier || !report) return DONE;
    await this.close(report, 'held', diagnosis.code, manager);
    await this.store.note(
      dossier,
      'report.held',
      { actor: HOTICH_ACTOR, reason: diagnosis.text.vi, detail: { trangThai: report.trangThai }, set: { diagnosis } },
      manager,
    );
    return DONE;
  }

  private reading(
    dossier: HotichDossier,
    report: HotichReport,
    answer: ReportAnswer & { exchangeId: string },
  ): Outcome['settle'] {
    switch (answer.outcome) {
      case 'delivered':
      case 'settled':
        return (manager) => this.closed(dossier.id, report, answer, manager);
      case 'prerequisiteMissing':
        if (report.refills === 0) return (manager) => this.refill(dossier.id, report, answer, manager);
        throw notTakenYet(answer);
      case 'retry':
        throw remoteTrouble(answer);
      case 'refused':
        // Said again only because a later one was missed: DVCLT is past it, and says so by refusing.
        if (report.closedAt !== null) return (manager) => this.closed(dossier.id, report, answer, manager);
        throw refused(answer);
      case 'unknownDossier':
        throw refused(answer);
      case 'unrecognised':
        throw notTakenYet(answer);
    }
  }

  private async closed(
    dossierId: string,
    report: HotichReport,
    answer: ReportAnswer & { exchangeId: string },
    manager: EntityManager,
  ): Promise<Verdict> {
    const dossier = await this.store.lockWhere({ id: dossierId }, manager);
    if (!dossier) return DONE;
    const state = answer.outcome === 'delivered' ? 'delivered' : 'settled';
    await this.close(report, state, answer.rule ?? null, manager);
    await this.store.note(
      dossier,
      `report.${state}`,
      {
        actor: HOTICH_ACTOR,
        exchangeId: answer.exchangeId,
        detail: { trangThai: report.trangThai, ...(answer.rule ? { rule: answer.rule } : {}) },
        set: { diagnosis: null },
      },
      manager,
    );
    return this.next(dossierId, manager);
  }

  /** DVCLT says it misses an earlier status of this round: say those again, once; what it has it answers as such. */
  private async refill(
    dossierId: string,
    report: HotichReport,
    answer: ReportAnswer & { exchangeId: string },
    manager: EntityManager,
  ): Promise<Verdict> {
    const dossier = await this.store.lockWhere({ id: dossierId }, manager);
    if (!dossier) return DONE;
    const all = await manager.find(HotichReport, { where: { dossierId }, order: { seq: 'ASC' } });
    const earlier = reportsOfRound(all).filter((other) => other.seq < report.seq);
    if (earlier.length > 0)
      await manager.update(HotichReport, { id: In(earlier.map((other) => other.id)) }, { state: 'pending' });
    await manager.update(HotichReport, { id: report.id }, { refills: 1 });
    await this.store.note(
      dossier,
      'report.refill',
      {
        actor: HOTICH_ACTOR,
        exchangeId: answer.exchangeId,
        detail: { trangThai: report.trangThai, again: earlier.map((other) => other.trangThai) },
      },
      manager,
    );
    return again(0);
  }

  /** The lock of the dossier's row is held, so a report added meanwhile is either seen here or brings its own task. */
  private async next(dossierId: string, manager: EntityManager): Promise<Verdict> {
    return (await manager.existsBy(HotichReport, { dossierId, state: 'pending' })) ? again(0) : DONE;
  }

  private async close(
    report: HotichReport,
    state: ReportState,
    rule: string | null,
    manager: EntityManager,
  ): Promise<void> {
    await manager.update(HotichReport, { id: report.id }, { state, rule, closedAt: await databaseNow(manager) });
  }

  /** The register's result as DVCLT wants it, the document left in the file store and only marked. */
  private async result(
    dossier: HotichDossier,
  ): Promise<{ ketQuaXuLy: string; document?: { mark: string; content: BodyPart } }> {
    const { manager } = this.dataSource;
    const result = await manager.findOneByOrFail(HotichResult, { dossierId: dossier.id });
    const file = result.fileId === null ? null : await manager.findOneBy(HotichFile, { id: result.fileId });
    const mark = file ? `hotich-file-${uuid()}` : '';
    const code = this.options.interlink!.resultDocumentCodes[dossier.module];
    const ketQuaXuLy = flattenResult(dossier.module, result.data, {
      documentBase64: mark,
      ...(code === undefined ? {} : { maGiayToKetQua: code }),
    });
    if (!file) return { ketQuaXuLy };
    const content = { length: base64Length(file.size), read: () => this.files.readBase64(file.id, manager) };
    return { ketQuaXuLy, document: { mark, content } };
  }
}

function wireReport(
  dossier: HotichDossier,
  { trangThai, fields, eventAt }: HotichReport,
  ketQuaXuLy: string | undefined,
): InterlinkReport {
  const { ngayBatDau, ngayKetThuc, ngayKetThucTheoQuyDinh, hanBoSungHoSo, ...words } = fields;
  const dates = Object.fromEntries(
    Object.entries({ ngayBatDau, ngayKetThuc, ngayKetThucTheoQuyDinh }).flatMap(([key, iso]) =>
      iso === undefined ? [] : [[key, new Date(iso)]],
    ),
  );
  return {
    maTTHC: dossier.maTTHC ?? '',
    soHoSoLT: dossier.maHoSoLT ?? '',
    maHoSo: dossier.maHoSo,
    trangThai,
    thoiGianThucHien: eventAt,
    ...words,
    ...dates,
    ...(hanBoSungHoSo === undefined
      ? {}
      : { hanBoSungHoSo: isIso(hanBoSungHoSo) ? new Date(hanBoSungHoSo) : hanBoSungHoSo }),
    ...(ketQuaXuLy === undefined ? {} : { ketQuaXuLy }),
  };
}

const isIso = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(text);

function refused(answer: ReportAnswer): HotichRefusedError {
  return new HotichRefusedError('interlink', answer.sentence ?? '', [], answer.rule, {
    vi: 'Đối chiếu trạng thái hồ sơ trên DVCLT; nếu DVCLT sai, báo nhóm hỗ trợ của C06 kèm mã hồ sơ, rồi cho gửi lại',
    en: 'Compare with the dossier on DVCLT; if DVCLT is wrong, report the code to the C06 support group, then replay',
  });
}

/** DVCLT's own trouble: the report is fine and is said again, however long it takes. */
function remoteTrouble(answer: ReportAnswer): HotichRemoteError {
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'transient',
    ...(answer.rule === undefined ? {} : { remoteCode: answer.rule }),
    message: {
      vi: 'DVCLT đang gặp sự cố, chưa nhận trạng thái',
      en: 'DVCLT is in trouble and did not take the status',
    },
    remedy: { vi: 'Hệ thống sẽ tự gửi lại', en: 'It is sent again by itself' },
  });
}

/** Not taken, for a reason that may pass or may need a person: tried again a limited number of times. */
function notTakenYet(answer: ReportAnswer): HotichRemoteError {
  const sentence = (answer.sentence ?? '').replace(/\d{9,}/g, '…').slice(0, 300);
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'unknown',
    ...(answer.rule === undefined ? {} : { remoteCode: answer.rule }),
    message: { vi: `DVCLT trả lời: ${sentence}`, en: `DVCLT answered: ${sentence}` },
    remedy: {
      vi: 'Đối chiếu các trạng thái 1, 3, 7 trên DVCLT; nếu câu trả lời này lạ, thêm quy tắc vào interlink.answerRules',
      en: 'Compare statuses 1, 3, 7 on DVCLT; if this answer is new, add a rule to interlink.answerRules',
    },
  });
}
