import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DocumentTray, type Turn } from '../carrier';
import {
  asksByUnit,
  NO_SUCH_UNIT,
  type Route,
  routeFor,
  saysNoSuchDossier,
  type StatusItem,
  type SubmissionAnswer,
  supplementRequestOf,
} from '../contract';
import {
  again,
  DONE,
  Engine,
  type Job,
  Lane,
  type Outcome,
  type Result,
  type Task,
  TaskQueue,
  type Verdict,
} from '../engine';
import { type Diagnosis, HotichError, HotichRefusedError, HotichRemoteError } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { HotichContent, HotichDossier, ownTransaction, readRows, UnitOfWork } from '../persistence';
import { leavesOpen, questionFailed, RegisterClient } from '../register';
import { DossierStore } from './dossier-store';
import { nextRoute } from './next-route';
import { ReportQueue } from './report-queue';
import { isInDoubt } from './state-machine';
import { lastRequest, lastSent } from './timeline';

/** What is read of a dossier to send it. */
const OF_DOSSIER = [
  'id',
  'maHoSo',
  'maHoSoLT',
  'module',
  'maDonVi',
  'state',
  'version',
  'sentVersion',
  'route',
  'registerStatus',
  'ngayTiepNhan',
  'createdAt',
] as const;
const OF_CONTENT = ['dossierId', 'version', 'data', 'attachments'] as const;

type Sent = Pick<HotichDossier, (typeof OF_DOSSIER)[number]>;
type SentContent = Pick<HotichContent, 'data' | 'attachments'>;

/** What the register says that it has. */
interface Known {
  /** This version, or one before it in doubt. */
  readonly held: boolean;
  /** An earlier one, which it wants supplemented still. */
  readonly waits: boolean;
  /** It has registered or refused what it has, and opens it to no other version. */
  readonly final: boolean;
  readonly exchangeId: string;
}

interface SubmissionJob extends Job {
  readonly tasks: readonly [Task];
  readonly dossier: Sent;
  readonly content: SentContent;
  /** Where it has been reckoned already. */
  inForce?: Route;
}

/**
 * What a dossier that is being put in line will be sent from. The data is the host's own object, which may change it before its
 * transaction ends; sent is what is stored.
 */
export function submissionJob(dossier: HotichDossier, { data, attachments }: SentContent): (task: Task) => Job {
  return (task): SubmissionJob => ({
    tasks: [task],
    dossier,
    content: { data: JSON.parse(JSON.stringify(data)) as SentContent['data'], attachments },
  });
}

/** Sends queued dossiers to the register, each once: after an attempt whose outcome is unknown it asks before it sends. */
@Injectable()
export class SubmissionLane extends Lane<SubmissionJob> implements OnModuleInit {
  override readonly name = 'submission';
  override readonly carrier = 'gateway';
  override readonly asksFirst = true;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly engine: Engine,
    private readonly queue: TaskQueue,
    private readonly register: RegisterClient,
    private readonly store: DossierStore,
    private readonly reports: ReportQueue,
  ) {
    super();
  }

  onModuleInit(): void {
    this.engine.register(this);
  }

  override async load(tasks: readonly Task[]): Promise<SubmissionJob[]> {
    const { manager } = this.dataSource;
    // By the ids alone: asked for a state as well, a database without statistics would rather walk all of that state.
    const ids = tasks.map((task) => task.subjectId);
    // Side by side: should a version come in between, its task is another one, and this claim is void.
    const [dossiers, contents] = await Promise.all([
      readRows(manager, HotichDossier, 'id', ids, { properties: OF_DOSSIER }),
      readRows(manager, HotichContent, 'dossierId', ids, { properties: OF_CONTENT }),
    ]);
    const queued = dossiers.filter((dossier) => dossier.state === 'queued');
    const dossierOf = new Map(queued.map((dossier) => [dossier.id, dossier]));
    const current = contents.filter(({ dossierId, version }) => dossierOf.get(dossierId)?.version === version);
    const contentOf = new Map(current.map((content) => [content.dossierId, content]));
    const jobs: SubmissionJob[] = [];
    for (const task of tasks) {
      const dossier = dossierOf.get(task.subjectId);
      const content = contentOf.get(task.subjectId);
      if (dossier && content) jobs.push({ tasks: [task], dossier, content });
    }
    await this.reroute(jobs);
    return jobs;
  }

  /**
   * What surely never went out goes by the version in force: that of the day it was put in line may not be it any more. This is written
   * down before the call, so that whoever has to ask what became of it asks there.
   */
  private async reroute(jobs: readonly SubmissionJob[]): Promise<void> {
    const unsent = jobs.filter(({ tasks: [task], dossier }) => !task.unsure && dossier.sentVersion === null);
    for (const job of unsent) job.inForce = this.routeInForce(job.dossier);
    const astray = unsent.filter(({ dossier, inForce }) => dossier.route?.version !== inForce!.version);
    if (astray.length === 0) return;
    await ownTransaction(this.dataSource.manager, async (manager) => {
      const work = await UnitOfWork.begin(manager, { passing: true });
      await this.store.lockAll(
        astray.map(({ dossier }) => dossier.id),
        work,
      );
      const ours = new Set(
        await this.queue.held(
          manager,
          astray.flatMap(({ tasks }) => tasks),
        ),
      );
      for (const { tasks, dossier, inForce } of astray) {
        const locked = work.locked.get(dossier.id);
        // Who has it locked may be long about it: this once it goes by what is written down.
        if (!locked || !ours.has(tasks[0])) continue;
        dossier.route = inForce!;
        this.store.reroute(locked, dossier.route, work);
      }
      await work.flush();
    });
  }

  private routeInForce({ module, ngayTiepNhan, createdAt }: Sent): Route {
    return routeFor(this.options.register.routes, module, ngayTiepNhan ?? createdAt);
  }

  override async call({ tasks, dossier, content, inForce }: SubmissionJob, turn: Turn): Promise<Result[]> {
    const [task] = tasks;
    const route = nextRoute(dossier, () => inForce ?? this.routeInForce(dossier));
    // It may also have been put back in line while it was in doubt.
    const asks = task.unsure || dossier.sentVersion === dossier.version;
    const known = asks ? await this.ask(dossier, route, turn) : undefined;
    if (known?.held && speaksOfThis(dossier)) return [this.outcome(task, dossier, route, known.exchangeId, 'found')];
    // The citizen is to hear its last word, whichever version it speaks of.
    if (known?.final) return [this.outcome(task, dossier, route, known.exchangeId, 'final')];
    const lacks = known !== undefined && !known.held;
    const patience = lacks ? this.options.register.unknownGraceMs - task.sinceCalledMs : 0;
    if (patience > 0) return [{ task, settle: () => ({ ...again(patience), unsure: true }) }];
    let submitted: { readonly answer: SubmissionAnswer; readonly exchangeId: string };
    try {
      submitted = await this.register.submit(dossier, content, route, this.dataSource.manager, turn);
      if (submitted.answer.outcome === 'refused') throw refusal(submitted.answer, dossier.maHoSo);
    } catch (error) {
      // What has surely not gone out, a document that cannot be read say, is asked about again before it is sent.
      const answered =
        error instanceof HotichRefusedError || (error instanceof HotichError && error.kind === 'unknown');
      if (!lacks || !isInDoubt(dossier) || !answered) throw error;
      // What was in doubt is not there: what is found from now on is this, or nothing is.
      return [{ task, error, learned: (work) => this.lacks(dossier.id, known, work) }];
    }
    const { answer, exchangeId } = submitted;
    if (answer.outcome === 'alreadyReceived' && !isFirstOf(dossier)) {
      // It may speak of the version before; and asked this soon, the register may know of none but that one.
      if (!task.unsure) return [{ task, settle: () => ({ ...again(0), unsure: true, calledNow: true }) }];
      if (!(await this.means(dossier, route, turn))) throw notTaken();
    }
    return [this.outcome(task, dossier, route, exchangeId, answer.outcome)];
  }

  override prepare(dossierIds: readonly string[], work: UnitOfWork): Promise<void> {
    return this.store.lockWithReports(dossierIds, work);
  }

  override async retrying(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<void> {
    await this.store.diagnose(task.subjectId, diagnosis, work);
  }

  override async giveUp(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<Verdict> {
    const dossier = await this.store.lockId(task.subjectId, work);
    if (dossier?.state !== 'queued') return DONE;
    // What may have reached the register counts as sent, so that "already received" is understood later; where it may also speak of the
    // version before, nothing can be understood from it.
    const inDoubt = task.unsure && speaksOfThis(dossier);
    const set = { diagnosis, ...(inDoubt ? { sentVersion: dossier.version } : {}) };
    const detail = { code: diagnosis.code };
    this.store.move(dossier, 'hold', { actor: HOTICH_ACTOR, reason: diagnosis.text.vi, detail, set }, work);
    return DONE;
  }

  private outcome(
    task: Task,
    { id, version, sentVersion }: Sent,
    route: Route,
    exchangeId: string,
    how: string,
  ): Outcome {
    // Until it is stored nothing else of the dossier is kept.
    const sent = { id, version, sentVersion };
    return { task, locks: id, settle: (work) => this.accepted(sent, route, exchangeId, how, work) };
  }

  /** Whether "already received" speaks of this version and not of the one before: only the register's own status can tell. */
  private async means(dossier: Sent, route: Route, turn: Turn): Promise<boolean> {
    return dossier.registerStatus === 2 && (await this.ask(dossier, route, turn)).held;
  }

  /** Whether the register holds this version: it knows the code, and does not (still) wait for a supplement of what it has. */
  private async ask(dossier: Sent, route: Route, turn: Turn): Promise<Known> {
    const tray = new DocumentTray(this.options);
    // A result that is there already is not wanted here.
    const { answer, exchangeId } = await this.register.status([dossier], route, tray, turn).finally(() => tray.close());
    if (!answer.ok) {
      const nowhere =
        saysNoSuchDossier(answer) ||
        (answer.errorCode === NO_SUCH_UNIT && asksByUnit(route) && (await this.neverTaken(dossier)));
      if (nowhere) return { held: false, waits: false, final: false, exchangeId };
      throw questionFailed(dossier.maHoSo, answer);
    }
    const item = answer.items.find((found) => found.maHoSo === dossier.maHoSo);
    // It speaks of something else, and so does not say that the register lacks this one.
    if (!item && leavesOpen(answer)) throw questionFailed(dossier.maHoSo, answer);
    const waits = item?.trangThai === 2 && (await this.waitsStill(dossier, item));
    const final = item?.trangThai === 4 || item?.trangThai === 6;
    return { held: item !== undefined && !waits, waits, final, exchangeId };
  }

  /** At a unit that the register does not know it can have nothing; where it has taken a version before, it knew the unit, and has it. */
  private async neverTaken({ id }: Sent): Promise<boolean> {
    return lastSent(await this.store.timeline(id)) === null;
  }

  /** Whether a request for a supplement is the one that was answered with this version: then it has not seen that answer. */
  private async waitsStill({ id, registerStatus }: Sent, item: StatusItem): Promise<boolean> {
    const answered = lastRequest(await this.store.timeline(id));
    return answered === undefined ? registerStatus === 2 : answered === supplementRequestOf(item);
  }

  /** The register does not have what was in doubt, and so cannot go on with it. */
  private async lacks(id: string, { waits, exchangeId }: Known, work: UnitOfWork): Promise<void> {
    const dossier = await this.store.lockId(id, work);
    if (dossier?.state !== 'queued') return;
    const has = waits ? lastSent(await this.store.timeline(id, work.manager)) : null;
    const set = { sentVersion: has, registerStatus: waits ? 2 : null };
    const note = { actor: HOTICH_ACTOR, exchangeId, detail: { doubted: dossier.sentVersion, has }, set };
    this.store.note(dossier, 'register.lacks', note, work);
  }

  private accepted(
    sent: Pick<Sent, 'id' | 'version' | 'sentVersion'>,
    route: Route,
    exchangeId: string,
    how: string,
    work: UnitOfWork,
  ): Verdict | Promise<Verdict> {
    const dossier = work.locked.get(sent.id);
    if (dossier?.state !== 'queued') return DONE;
    const set = { route, sentVersion: sent.version, registerStatus: null };
    // By name, as they are hashed: then they need not be put in order.
    const detail = {
      apiVersion: route.version,
      how,
      module: dossier.module,
      version: how === 'final' ? null : sent.version,
    };
    this.store.move(dossier, 'send', { actor: HOTICH_ACTOR, exchangeId, detail, set }, work);
    this.reports.owe(dossier, 7, {}, work);
    this.queue.add(work, 'status', dossier.id, { delayMs: this.options.register.cadence.firstMs });
    if (sent.version === 1 && sent.sentVersion === null) return DONE;
    // While it waited for its supplement it was asked about more and more rarely; what is added is written later, in the place of that.
    return this.queue.remove(work.manager, 'status', dossier.id).then(() => DONE);
  }
}

/** Whether no other version than this one can be at the register. */
function isFirstOf({ sentVersion, version }: Sent): boolean {
  return sentVersion === null || sentVersion === version;
}

/** Whether what the register says of a dossier can speak of this version: it has had no other, or waits for this one. */
function speaksOfThis(dossier: Sent): boolean {
  return isFirstOf(dossier) || dossier.registerStatus === 2;
}

/** What a refusal asks for: to correct the dossier, to correct the configuration, or to wait. */
function refusal(answer: SubmissionAnswer, maHoSo: string): Error {
  const sentence = answer.errorDescription ?? answer.statusDescription ?? '';
  if (answer.errorClass === 'configuration' || answer.errorClass === 'wait') {
    return new HotichRemoteError({
      carrier: 'gateway',
      kind: answer.errorClass === 'wait' ? 'transient' : 'configuration',
      ...(answer.errorCode === undefined ? {} : { remoteCode: answer.errorCode }),
      message: {
        vi: `Hệ thống hộ tịch báo lỗi ${answer.errorCode}`,
        en: `The register answered error ${answer.errorCode}`,
      },
      remedy: {
        vi: 'Kiểm tra khóa, địa chỉ IP được phép và mã đơn vị, mã tỉnh với Bộ Tư pháp',
        en: 'Check the key, the allowed IP address, the unit and province codes with the Ministry of Justice',
      },
    });
  }
  return new HotichRefusedError('register', sentence, answer.problems, answer.errorCode, undefined, [maHoSo]);
}

function notTaken(): HotichRefusedError {
  return new HotichRefusedError(
    'register',
    'Hồ sơ đã được tiếp nhận nhưng nội dung bổ sung chưa được nhận',
    [],
    undefined,
    {
      vi: 'Đề nghị cán bộ hộ tịch mở lại hồ sơ trên phần mềm hộ tịch, rồi gửi lại bằng resubmit(); nếu hồ sơ đã được đăng ký hoặc bị từ chối, resubmit() nhận kết quả đó về',
      en: 'Ask the civil-status officer to reopen it in the register, then call resubmit(); once it is registered or refused as it was, resubmit() brings that home',
    },
  );
}
