import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { interlinkOff } from '../carrier';
import { CatalogService } from '../catalog';
import { decodePushedDossier, validateDossierCode } from '../contract';
import {
  assertAtOurDesk,
  ContentChecker,
  ContentStore,
  DossierStore,
  type DossierView,
  nextState,
  type Officer,
  officerOf,
  reasonOf,
  ReportQueue,
  submissionJob,
  viewOf,
} from '../dossier';
import { Engine, flowOf, LaneScheduler, type LaneSummary, TaskQueue } from '../engine';
import { HotichNotFoundError } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { HotichDelivery, ours } from '../persistence';
import { Deliveries, type DeliveryView, type ListSummary } from './deliveries';
import { IntakeLane } from './intake.lane';
import { deadlineOf, wordsOf } from './officer';
import { ReportLane } from './report.lane';

/** What an officer corrects when accepting: fields of the payload, laid over what the citizen's form says. */
export interface AcceptChanges {
  /** Stands through later supplements, unless the citizen himself names another unit than before. `noiDangKy` of the form follows it. */
  readonly maDonVi?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface SupplementRequest {
  /** In words the citizen understands; obligatory. */
  readonly reason: string;
  /** Still to come. Default: the catalog's period from today. */
  readonly deadline?: Date;
}

/** The conversation with DVCLT, and what an officer does with a dossier that came from there. */
@Injectable()
export class InterlinkService implements OnModuleInit {
  constructor(
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly engine: Engine,
    private readonly scheduler: LaneScheduler,
    private readonly queue: TaskQueue,
    private readonly known: Deliveries,
    private readonly intake: IntakeLane,
    private readonly reportLane: ReportLane,
    private readonly store: DossierStore,
    private readonly contents: ContentStore,
    private readonly checker: ContentChecker,
    private readonly reports: ReportQueue,
    private readonly catalog: CatalogService,
  ) {}

  onModuleInit(): void {
    if (!this.options.interlink) return;
    this.engine.register(this.intake);
    this.engine.register(this.reportLane);
    this.scheduler.onTick('intake', () => this.intake.askForListWhenOpen());
  }

  /**
   * Asks DVCLT for its list and takes in everything on it; resolves when each has been tried.
   *
   * @throws HotichSetupError without `interlink`; HotichEnvironmentError when the database is the other environment's; HotichRemoteError or
   * HotichParseError when DVCLT gave no list, or none that can be read: then nothing was tried.
   */
  async runIntakeOnce(): Promise<LaneSummary & ListSummary> {
    this.assertOn();
    const listed = await this.intake.askForList();
    return { ...listed, ...(await this.engine.run('intake')) };
  }

  /**
   * Takes in a dossier that DVCLT pushes, for provinces where it does not wait to be asked. The host exposes the address
   * DVCLT was told and passes the body on as it came; address and authentication are not published (wire contract 7.1).
   *
   * @returns the delivery: `acknowledged` when the dossier is in; `held` when it cannot be yet; `listed` when it is kept and will be tried
   * again (DVCLT is being left alone, or the first attempt failed: see `diagnosis`). All three are kept: answer DVCLT with success.
   * @throws HotichParseError when the body does not even name a dossier, or cannot be read while a message that can is waiting under its
   * code; nothing of it is kept, so let DVCLT see the failure. HotichSetupError without `interlink`; HotichEnvironmentError when the
   * database is the other environment's.
   */
  async receive(body: string): Promise<DeliveryView> {
    this.assertOn();
    const maHoSo = codeOfPushed(body);
    const id = await this.known.keepPushed(maHoSo, body);
    await this.engine.runUntilTried('intake', [id]);
    return (await this.known.find(maHoSo))!;
  }

  /**
   * Sends every status that is due, each dossier's in order.
   *
   * @throws HotichSetupError without `interlink`; HotichEnvironmentError when the database is the other environment's.
   */
  async runReportOnce(): Promise<LaneSummary> {
    this.assertOn();
    return this.engine.run('report');
  }

  /**
   * Deliveries that cannot be taken in yet, each with its reason; they are tried again by themselves where a replica has `schedule.intake`.
   *
   * @throws HotichSetupError without `interlink`.
   */
  async heldDeliveries(): Promise<DeliveryView[]> {
    this.assertOn();
    return this.known.list(['held']);
  }

  /**
   * Tries a held delivery, or the held reports of a dossier, again now.
   *
   * @param by who has it tried: stands in the dossier's timeline (`report.retry`), where reports of it were held. Default: the library.
   * @throws HotichNotFoundError when there is neither a delivery nor a dossier of this code; HotichSetupError without `interlink`;
   * HotichValidationError for an officer without an account.
   */
  async retry(maHoSoLT: string, by: string | Officer = HOTICH_ACTOR): Promise<void> {
    this.assertOn();
    const { account } = officerOf(by);
    await this.store.inTransaction(undefined, async (work) => {
      const { manager } = work;
      const delivery = await manager.findOneBy(HotichDelivery, {
        environment: this.options.environment,
        maHoSoLT,
        ...ours(manager),
      });
      const dossier = await this.store.lockCode(maHoSoLT, work);
      if (delivery && delivery.state !== 'acknowledged') await this.queue.hasten(manager, 'intake', [delivery.id]);
      if (!dossier && !delivery) throw new HotichNotFoundError(maHoSoLT);
      if (!dossier) return;
      await this.reports.preload([dossier.id], work);
      const again = this.reports.putBack(dossier, work);
      if (again.length > 0) this.store.note(dossier, 'report.retry', { actor: account, detail: { again } }, work);
    });
  }

  /**
   * The officer finds the dossier eligible: report 3, and it goes to the register.
   *
   * @param code either code. @param by the officer's account, which stays here; or what DVCLT is told of him besides.
   * @throws HotichNotFoundError
   * @throws HotichValidationError when nobody is named in `by`, or the register would not take it as it is; nothing changes, and `changes`
   * can mend it.
   * @throws HotichStateError when it is not waiting for an officer.
   */
  async accept(
    code: string,
    by: string | Officer,
    changes: AcceptChanges = {},
    manager?: EntityManager,
  ): Promise<DossierView> {
    return this.store.inTransaction(manager, async (work) => {
      const dossier = await this.store.lock(code, work);
      const officer = officerOf(by);
      const { now } = work;
      // Everything that can be refused is refused before the first write: the host may go on with its transaction.
      nextState(dossier, 'accept');
      const before = await this.store.content(dossier, work);
      const maDonVi = changes.maDonVi ?? dossier.maDonVi;
      const data = { ...before.data, noiDangKy: maDonVi, ...changes.data };
      const content = await this.checker.check({ module: dossier.module, maDonVi, data }, now, dossier);
      this.store.move(dossier, 'accept', { actor: officer.account, set: { ngayTiepNhan: now } }, work);
      // DVCLT writes in one style; the route may want another. And the unit may have been corrected in a version before.
      const corrected = changes.data !== undefined || before.data['noiDangKy'] !== maDonVi;
      const changed = corrected || content.data !== data;
      const version = changed ? dossier.version + 1 : dossier.version;
      if (changed) {
        await this.contents.add(
          {
            dossierId: dossier.id,
            version,
            data: content.data,
            contentHash: content.contentHash,
            fileDinhKem: { kept: before.attachments },
          },
          work,
        );
      }
      this.store.move(
        dossier,
        'queue',
        {
          actor: officer.account,
          detail: { version },
          data: changed ? content.data : undefined,
          set: { version, maDonVi, route: content.route },
        },
        work,
      );
      this.reports.owe(dossier, 3, wordsOf(officer), work);
      const sent = { data: changed ? content.data : before.data, attachments: before.attachments };
      const job = submissionJob(dossier, sent);
      this.queue.add(work, 'submission', dossier.id, { flow: flowOf(dossier), job });
      return viewOf(dossier);
    });
  }

  /**
   * The officer asks the citizen for more: report 2. Also of a dossier that is held because the register refused it.
   *
   * @throws HotichNotFoundError; HotichValidationError without a reason or an officer, or by a time that is over; HotichStateError, also once
   * the register may have it.
   */
  async requestSupplement(
    code: string,
    by: string | Officer,
    request: SupplementRequest,
    manager?: EntityManager,
  ): Promise<DossierView> {
    return this.store.inTransaction(manager, async (work) => {
      const reason = reasonOf(request.reason);
      const dossier = await this.store.lock(code, work);
      const officer = officerOf(by);
      assertAtOurDesk(dossier, 'requestSupplement');
      const deadline = request.deadline
        ? deadlineOf(request.deadline, work.now)
        : this.catalog.supplementDeadline(work.now);
      this.store.move(
        dossier,
        'requestSupplement',
        { actor: officer.account, reason, deadline: deadline.toISOString() },
        work,
      );
      this.reports.owe(
        dossier,
        2,
        { ...wordsOf(officer), noiDungXuLy: reason, ghiChu: reason, hanBoSungHoSo: deadline.toISOString() },
        work,
      );
      return viewOf(dossier);
    });
  }

  /**
   * The officer refuses: report 6, nothing more goes to the register. Also a dossier that is held because the register refused it.
   *
   * @throws HotichNotFoundError; HotichValidationError without a reason or an officer; HotichStateError, also once the register may have it.
   */
  async refuse(code: string, by: string | Officer, reason: string, manager?: EntityManager): Promise<DossierView> {
    return this.store.inTransaction(manager, async (work) => {
      const why = reasonOf(reason);
      const dossier = await this.store.lock(code, work);
      const officer = officerOf(by);
      assertAtOurDesk(dossier, 'refuse');
      this.store.move(dossier, 'refuse', { actor: officer.account, reason: why }, work);
      this.reports.owe(dossier, 6, { ...wordsOf(officer), noiDungXuLy: why, ghiChu: why }, work);
      return viewOf(dossier);
    });
  }

  /**
   * The result has been handed to the citizen, and the dossier ends; of one that came from DVCLT with report 5. Also the end of one that
   * was filed at the province, from which `retention.contentDays` is counted.
   *
   * @throws HotichNotFoundError; HotichValidationError without an officer; HotichStateError before it is registered.
   */
  async complete(code: string, by: string | Officer, manager?: EntityManager): Promise<DossierView> {
    return this.store.inTransaction(manager, async (work) => {
      const dossier = await this.store.lock(code, work);
      const officer = officerOf(by);
      this.store.move(dossier, 'complete', { actor: officer.account }, work);
      this.reports.owe(dossier, 5, wordsOf(officer), work);
      return viewOf(dossier);
    });
  }

  private assertOn(): void {
    if (!this.options.interlink) throw interlinkOff();
  }
}

/** The code, even of a message whose rest cannot be read: then it is kept, and explains itself. */
function codeOfPushed(body: string): string {
  try {
    return decodePushedDossier(body).maHoSo;
  } catch (error) {
    const [code] = /"maHoSo"\s*:\s*"([^"\\]+)"/.exec(body)?.slice(1) ?? [];
    if (code === undefined || validateDossierCode(code).length > 0) throw error;
    return code;
  }
}
