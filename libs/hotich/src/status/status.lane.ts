import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CatalogService, ifDeclared } from '../catalog';
import { DocumentTray, type Turn } from '../carrier';
import { MODULES, type ModuleFamily, readResult, type Route, type StatusItem, supplementRequestOf } from '../contract';
import { again, DONE, Engine, type Job, Lane, pauseWhileHeld, type Result, type Task, type Verdict } from '../engine';
import type { Diagnosis } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { type DossierState, HotichDossier, readRows, type UnitOfWork } from '../persistence';
import { leavesOpen, questionFailed, RegisterClient } from '../register';
import { DossierStore, lastRequest, ReportQueue } from '../dossier';
import { askTogether } from './ask-together';
import { queryRefused, resultFailed } from './query-refused';
import { ResultStore } from './result-store';
import { nextQuestion } from './status-cadence';

/** The citizen must be told something, and that it was not said is worth knowing. */
const UNEXPLAINED = 'Cơ quan đăng ký hộ tịch không nêu lý do';

/** States in which the register may still have news. */
const ASKED_ABOUT: ReadonlySet<DossierState> = new Set(['sent', 'supplement', 'registered', 'completed']);
/** Of those, where only the personal number may still be to come. */
const REGISTERED: ReadonlySet<DossierState> = new Set(['registered', 'completed']);

/** What is read of a dossier to ask about it. */
const OF_DOSSIER = [
  'id',
  'maHoSo',
  'module',
  'maDonVi',
  'state',
  'diagnosis',
  'route',
  'registerStatus',
  'ngayTiepNhan',
  'createdAt',
  'updatedAt',
] as const;

type AskedAbout = Pick<HotichDossier, (typeof OF_DOSSIER)[number]>;

interface Question {
  readonly task: Task;
  readonly dossier: AskedAbout;
  readonly route: Route;
  /** What may share a query: a route is one module's. */
  readonly group: string;
}

/** An answer about one dossier, and where its documents wait. */
interface Answered extends StatusItem {
  readonly tray: DocumentTray;
}

/** What was said of a dossier, and is to be stored. */
interface News {
  readonly question: Question;
  readonly item: Answered;
  readonly exchangeId: string;
}

interface StatusJob extends Job {
  readonly questions: readonly Question[];
}

/** Asks the register about the dossiers it holds, several in one query, and brings its answers home. */
@Injectable()
export class StatusLane extends Lane<StatusJob> implements OnModuleInit {
  override readonly name = 'status';
  override readonly carrier = 'gateway';
  override readonly tasksPerRequest: number;
  override readonly yields = true;
  override readonly asksFirst = true;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly engine: Engine,
    private readonly register: RegisterClient,
    private readonly catalog: CatalogService,
    private readonly store: DossierStore,
    private readonly reports: ReportQueue,
    private readonly results: ResultStore,
  ) {
    super();
    this.tasksPerRequest = options.register.statusBatchSize;
  }

  onModuleInit(): void {
    this.engine.register(this);
  }

  /** One job per route, module and batch: a query speaks of one module only (wire contract 4.1). */
  override async load(tasks: readonly Task[]): Promise<StatusJob[]> {
    const { manager } = this.dataSource;
    const ids = tasks.map((task) => task.subjectId);
    const dossiers = await readRows(manager, HotichDossier, 'id', ids, { properties: OF_DOSSIER });
    const byId = new Map<string, AskedAbout>();
    for (const dossier of dossiers) byId.set(dossier.id, dossier);
    const groups = new Map<string, Question[]>();
    // Dossiers read together share their routes.
    const names = new Map<Route, string>();
    for (const task of tasks) {
      const dossier = byId.get(task.subjectId);
      if (!dossier?.route || !ASKED_ABOUT.has(dossier.state)) continue;
      const { route } = dossier;
      let group = names.get(route);
      if (group === undefined) {
        group = JSON.stringify(route);
        names.set(route, group);
        if (!groups.has(group)) groups.set(group, []);
      }
      groups.get(group)!.push({ task, dossier, route, group });
    }
    return [...groups.values()].flatMap((group) => {
      const size = this.register.statusBatch(group[0]!.route);
      const jobs: StatusJob[] = [];
      for (let i = 0; i < group.length; i += size) {
        const questions = group.slice(i, i + size);
        jobs.push({ questions, tasks: questions.map((q) => q.task) });
      }
      return jobs;
    });
  }

  override call({ questions }: StatusJob, turn: Turn): Promise<Result[]> {
    return askTogether(questions, (part) => this.ask(part, turn));
  }

  private async ask(questions: readonly Question[], turn: Turn): Promise<Result[]> {
    const [first, ...others] = questions.map((question) => question.dossier) as [AskedAbout, ...AskedAbout[]];
    const codes = questions.map(({ dossier }) => dossier.maHoSo);
    const tray = new DocumentTray(this.options);
    try {
      const { answer, exchangeId } = await this.register.status([first, ...others], questions[0]!.route, tray, turn);
      if (!answer.ok) throw queryRefused(answer, codes);
      const said = new Map<string, StatusItem>();
      for (const item of answer.items) said.set(item.maHoSo, item);
      const results: Result[] = [];
      const news: News[] = [];
      for (const question of questions) {
        const { task, dossier } = question;
        const item = said.get(dossier.maHoSo);
        const error = item ? resultFailed(item) : leavesOpen(answer) && questionFailed(dossier.maHoSo, answer);
        const told =
          item && (error || isNews(dossier, item)) ? { question, item: { ...item, tray }, exchangeId } : undefined;
        if (error) results.push({ task, error, ...(told && { learned: (work) => this.learned(told, work) }) });
        else if (told) news.push(told);
        else results.push(this.nothingNew(question));
      }
      // The others look at no document.
      if (news.length === 0) await tray.close();
      const release = tray.used ? afterAll(news.length, () => tray.close()) : undefined;
      return [...results, ...news.map((one) => this.newsOf(one, release))];
    } catch (error) {
      await tray.close();
      throw error;
    }
  }

  override prepare(dossierIds: readonly string[], work: UnitOfWork): Promise<void> {
    return this.store.lockWithReports(dossierIds, work);
  }

  override async retrying(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<void> {
    await this.store.diagnose(task.subjectId, diagnosis, work);
  }

  override async giveUp(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<Verdict> {
    const dossier = await this.store.lockId(task.subjectId, work);
    if (!dossier || !ASKED_ABOUT.has(dossier.state)) return DONE;
    if (dossier.state !== 'sent') {
      // Its personal number is still to come, or the citizen's supplement: nothing is held for that, and it is asked about as rarely as
      // can be, or when somebody asks.
      await this.store.diagnose(dossier.id, diagnosis, work);
      return again(pauseWhileHeld(diagnosis, this.options.register.cadence.maxMs));
    }
    const detail = { code: diagnosis.code };
    this.store.move(
      dossier,
      'hold',
      { actor: HOTICH_ACTOR, reason: diagnosis.text.vi, detail, set: { diagnosis } },
      work,
    );
    return DONE;
  }

  private newsOf(news: News, release?: () => void): Result {
    const { task, dossier } = news.question;
    return { task, locks: dossier.id, settle: (work) => this.news(news, work), ...(release && { release }) };
  }

  private nothingNew(question: Question): Result {
    const { task, dossier } = question;
    if (!dossier.diagnosis) return { task, settle: (work) => this.askedAgain(question, work) };
    return { task, locks: dossier.id, settle: (work) => this.noLongerInDoubt(question, work) };
  }

  private async news({ question, item, exchangeId }: News, work: UnitOfWork): Promise<Verdict> {
    const locked = work.locked.get(question.dossier.id);
    const verdict = locked ? await this.apply(locked, item, exchangeId, work) : DONE;
    if (!verdict && locked?.diagnosis) await this.store.diagnose(locked.id, null, work);
    return verdict ?? this.askedAgain(question, work);
  }

  /** The status that came without its result: to be asked for again either way. */
  private async learned({ question, item, exchangeId }: News, work: UnitOfWork): Promise<void> {
    const locked = work.locked.get(question.dossier.id);
    if (locked) await this.apply(locked, item, exchangeId, work);
  }

  private async noLongerInDoubt(question: Question, work: UnitOfWork): Promise<Verdict> {
    await this.store.diagnose(question.dossier.id, null, work);
    return this.askedAgain(question, work);
  }

  private askedAgain(question: Question, { now }: UnitOfWork): Verdict {
    return again(this.nextQuestion(question, now).getTime() - now.getTime());
  }

  private nextQuestion({ dossier, group }: Question, now: Date): Date {
    const ageMs = now.getTime() - dossier.updatedAt.getTime();
    const { register, catalog } = this.options;
    return nextQuestion({ now, ageMs, group, dueAt: () => this.deadline(dossier) }, register.cadence, catalog.calendar);
  }

  private deadline({ module, ngayTiepNhan, createdAt }: AskedAbout): Date | undefined {
    return ifDeclared(() => this.catalog.dueDate(module, ngayTiepNhan ?? createdAt));
  }

  /** @returns undefined when the dossier is to be asked about again at its cadence. */
  private async apply(
    dossier: HotichDossier,
    item: Answered,
    exchangeId: string,
    work: UnitOfWork,
  ): Promise<Verdict | undefined> {
    const { trangThai } = item;
    if (!ASKED_ABOUT.has(dossier.state)) return DONE;
    if (trangThai === 4 && item.result) return this.registered(dossier, item, item.result, exchangeId, work);
    // An answer that says less is an old one.
    if (REGISTERED.has(dossier.state)) return undefined;
    // The citizen has been asked already; whatever else is made of it meanwhile is not decided yet.
    if (dossier.state === 'supplement' && trangThai !== 6) return undefined;
    if (trangThai === 2 && (await this.answeredJustNow(dossier, item, work))) return undefined;
    if (trangThai === 2 || trangThai === 6) return this.sentBack(dossier, item, exchangeId, work);
    if (trangThai !== dossier.registerStatus) {
      const set = { registerStatus: trangThai };
      this.store.note(
        dossier,
        'register.status',
        { actor: HOTICH_ACTOR, exchangeId, detail: { trangThai }, set },
        work,
      );
    }
    return undefined;
  }

  /**
   * Whether this is the request that was answered, of a register that may not have seen the answer yet. It may ask for the same again in
   * the same words, and without a time; but not that soon.
   */
  private async answeredJustNow(dossier: HotichDossier, item: StatusItem, work: UnitOfWork): Promise<boolean> {
    if (dossier.registerStatus !== null) return false;
    const timeline = await this.store.timeline(dossier.id, work.manager);
    const sentAt = timeline.findLast(({ event }) => event === 'send')?.at.getTime() ?? 0;
    const soon = work.now.getTime() - sentAt < this.options.register.unknownGraceMs;
    return soon && lastRequest(timeline) === supplementRequestOf(item);
  }

  /**
   * 2 asks for a supplement, 6 refuses: both with the register's words, all of which the citizen must be told. The register may register
   * or refuse what waits for a supplement without one, so that is asked about further.
   */
  private sentBack(dossier: HotichDossier, item: Answered, exchangeId: string, work: UnitOfWork): Verdict | undefined {
    const supplement = item.trangThai === 2;
    const words = supplement ? [item.noiDungXuLy, item.ghiChu] : [item.ghiChu, item.noiDungXuLy];
    const reason = [...new Set(words.filter(Boolean))].join('\n') || UNEXPLAINED;
    const set = { registerStatus: item.trangThai };
    const detail = supplement ? { request: supplementRequestOf(item) } : undefined;
    const hanBoSungHoSo = supplement ? this.deadlineOf(item, work) : item.hanBoSungHoSo;
    const note = { actor: HOTICH_ACTOR, exchangeId, reason, deadline: hanBoSungHoSo, detail, set };
    this.store.move(dossier, supplement ? 'requestSupplement' : 'refuse', note, work);
    const said = { noiDungXuLy: reason, ghiChu: reason, ...wordsOf(item), ...(hanBoSungHoSo && { hanBoSungHoSo }) };
    this.reports.owe(dossier, supplement ? 2 : 6, said, work);
    return supplement ? undefined : DONE;
  }

  /** The register's own, or what it is when nobody names one. */
  private deadlineOf({ hanBoSungHoSo }: StatusItem, { now }: UnitOfWork): string {
    return hanBoSungHoSo?.trim() ? hanBoSungHoSo : this.catalog.supplementDeadline(now).toISOString();
  }

  private async registered(
    dossier: HotichDossier,
    item: Answered,
    raw: Readonly<Record<string, unknown>>,
    exchangeId: string,
    work: UnitOfWork,
  ): Promise<Verdict | undefined> {
    const { documentKeys } = this.options.register;
    const { version } = dossier.route!;
    const result = readResult(dossier.module, raw, { version, ...(documentKeys ? { documentKeys } : {}) });
    const note = { actor: HOTICH_ACTOR, exchangeId };
    if (REGISTERED.has(dossier.state)) {
      // Asked about since for the personal number only.
      if (result.numberPending) return undefined;
      this.store.note(dossier, 'register.number', { ...note, set: this.store.doubtless(dossier, work) }, work);
      await this.results.keep(dossier, result, item.tray, work);
      return DONE;
    }
    const set = { registerStatus: 4 };
    if (result.documentPending && !(await this.hasWaited(dossier, work))) {
      // Registered, but not signed and issued yet: the result does not exist before the document does.
      const news = dossier.registerStatus !== 4;
      if (news) this.store.note(dossier, 'register.documentPending', { ...note, detail: { trangThai: 4 }, set }, work);
      return undefined;
    }
    this.store.move(dossier, 'register', { ...note, detail: { numberPending: result.numberPending }, set }, work);
    await this.results.keep(dossier, result, item.tray, work);
    this.reports.owe(dossier, 4, wordsOf(item), work);
    return result.numberPending ? undefined : DONE;
  }

  /** Whether the result of a module that may bring no document at all is taken without one: else nobody would ever see it. */
  private async hasWaited({ id, module }: HotichDossier, { manager, now }: UnitOfWork): Promise<boolean> {
    if (DOCUMENTED.has(MODULES[module].family)) return false;
    const timeline = await this.store.timeline(id, manager);
    const sentAt = timeline.findLastIndex(({ event }) => event === 'send');
    const since = timeline.slice(sentAt + 1).find(({ event }) => event === 'register.documentPending')?.at ?? now;
    return now.getTime() - since.getTime() >= this.options.register.documentPatienceMs;
  }
}

/** Families whose result comes with a document for certain. Source: wire contract 4.4, attested C. */
const DOCUMENTED: ReadonlySet<ModuleFamily> = new Set(['birth', 'death']);

/** Most answers bring nothing new: they cost no lock and no query. */
function isNews(dossier: AskedAbout, item: StatusItem): boolean {
  return item.trangThai !== dossier.registerStatus || item.trangThai === 4;
}

/** Calls `last` when it has been called `times` times. */
function afterAll(times: number, last: () => Promise<void>): () => void {
  let left = times;
  return () => {
    left -= 1;
    if (left === 0) void last();
  };
}

/** What the register said beside the status, passed on to DVCLT. */
function wordsOf(item: StatusItem) {
  const { ghiChu, noiDungXuLy, nguoiXuLy, chucDanh, phongBanXuLy, hanBoSungHoSo } = item;
  return Object.fromEntries(
    Object.entries({ ghiChu, noiDungXuLy, nguoiXuLy, chucDanh, phongBanXuLy, hanBoSungHoSo }).filter(
      ([, text]) => text !== undefined,
    ),
  );
}
