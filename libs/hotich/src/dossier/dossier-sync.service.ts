import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { atHand } from '../carrier';
import { Engine, flowOf, type LaneSummary, TaskQueue } from '../engine';
import { HotichConflictError, HotichNotFoundError, HotichStateError } from '../errors';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';
import {
  beforeItsEnd,
  databaseNow,
  HotichContent,
  type HotichDossier,
  HotichTask,
  HotichTimelineEntry,
  ours,
  type UnitOfWork,
  uuid,
} from '../persistence';
import { type CheckedContent, ContentChecker, contentHash } from './content-checker';
import { ContentStore } from './content-store';
import type { DossierView } from './dossier.listener';
import { DossierStore, viewOf } from './dossier-store';
import { type Officer, officerOf, reasonOf } from './officer';
import { type PersonQuery, SearchIndex } from './search-index';
import { assertAtOurDesk, isInDoubt, nextState, notNow } from './state-machine';
import { submissionJob } from './submission.lane';
import { assertInput, isGiven, momentOf, type ResubmitInput, type SubmitInput } from './submit-input';
import { timelineView, type TimelineView } from './timeline';

/** Dossiers on their way to the register. */
@Injectable()
export class DossierSyncService {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly store: DossierStore,
    private readonly contents: ContentStore,
    private readonly checker: ContentChecker,
    private readonly queue: TaskQueue,
    private readonly engine: Engine,
    private readonly index: SearchIndex,
  ) {}

  /**
   * Stores a dossier and puts it in line for the register. Once the transaction has committed it will be sent, whatever
   * dies meanwhile; roll back and nothing remains. Repeating the call with the same content changes nothing.
   *
   * @param manager the host's transaction, so that the host's own row and the dossier are stored together or not at all. It does not end
   * before the call has, nor does a savepoint begin beside it, unless a listener takes longer than three seconds; await the call all the
   * same, and where it throws what is not listed here, roll back. A call made while a savepoint is open is in that savepoint, whoever
   * makes it.
   * @throws HotichValidationError wrong data: every field with its rule and remedy; nothing is stored.
   * @throws HotichConflictError the code was submitted before with other content.
   * @throws HotichSetupError the manager's transaction, or its savepoint, has not begun, is ending or has ended; nothing is stored.
   */
  submit(input: SubmitInput, manager?: EntityManager): Promise<DossierView> {
    return beforeItsEnd(manager, async () => {
      assertInput(input);
      const { account } = officerOf(input.by ?? HOTICH_ACTOR);
      const ngayTiepNhan = momentOf(input.ngayTiepNhan) ?? (await databaseNow(manager ?? this.dataSource.manager));
      const { content, refusal } = await this.checked(input, ngayTiepNhan);
      return this.store.inTransaction(manager, (work) =>
        refusal
          ? this.repeated(input.maHoSo, content, work, refusal)
          : this.stored({ ...input, ngayTiepNhan, account }, content, work),
      );
    });
  }

  /**
   * Sends a dossier again: a supplemented one with its new content, or a held one after its cause was mended (with `input`
   * when the content was the cause, without when it was not). The supplement of a dossier that was taken in from DVCLT comes from
   * there by itself, for an officer to accept.
   *
   * @param code either code of the dossier.
   * @throws HotichNotFoundError
   * @throws HotichValidationError when the register would not take its content, or nobody is named in `by`; nothing changes.
   * @throws HotichStateError when it is neither waiting for a supplement nor held; or waits for what the citizen files at DVCLT; or is
   * to go to another unit while this one may hold it; or is to get new content where it is held over what the register has answered of it.
   */
  async resubmit(code: string, input: ResubmitInput = {}, manager?: EntityManager): Promise<DossierView> {
    return this.store.inTransaction(manager, async (work) => {
      assertInput(input);
      const actor = officerOf(input.by ?? HOTICH_ACTOR).account;
      const dossier = await this.store.lock(code, work);
      const changed = [input.data, input.fileDinhKem, input.maDonVi].some(isGiven);
      if (dossier.state === 'held' && dossier.heldFrom === 'sent') {
        // The register holds it: its content can change only after the register asks for a supplement.
        if (changed) throw unchangeable(dossier);
        return this.resume(dossier, actor, work);
      }
      // Refused before any file is stored: the host may go on with its transaction.
      nextState(dossier, 'queue');
      if (dossier.state === 'supplement' && (await this.takenIn(dossier, work))) throw awaitsCitizen(dossier);
      const held = dossier.state === 'held';
      // Held while nobody knew whether the register had this version, or one before it: it is asked before anything is sent.
      const inDoubt = held && isInDoubt(dossier);
      const maDonVi = input.maDonVi ?? dossier.maDonVi;
      if (inDoubt && maDonVi !== dossier.maDonVi) throw mayBeAtItsUnit(dossier);
      const before = await this.store.content(dossier, work);
      const content = await this.checker.check(
        {
          module: dossier.module,
          maDonVi,
          data: input.data ?? moved(before.data, input.maDonVi ?? undefined),
          unchanged: !changed,
          ...(input.fileDinhKem ? { fileDinhKem: input.fileDinhKem } : {}),
        },
        dossier.ngayTiepNhan ?? work.now,
        dossier,
      );
      // The route may have been mended to want another style; and to what the register asked for, the same again is an answer of its own.
      const rewritten = !changed && (content.data !== before.data || !held);
      const fresh = changed || rewritten;
      const version = fresh ? dossier.version + 1 : dossier.version;
      let { attachments } = before;
      if (fresh) {
        const fileDinhKem = input.fileDinhKem ? content.fileDinhKem : { kept: before.attachments };
        attachments = await this.contents.add(
          { dossierId: dossier.id, version, data: content.data, contentHash: content.contentHash, fileDinhKem },
          work,
        );
      }
      const unsureSince = inDoubt ? dossier.updatedAt : null;
      const sentBefore = !changed && held && dossier.sentVersion === dossier.version;
      // Written in another style it says the same: what the register may have of it is as good.
      const sentVersion = sentBefore ? version : dossier.sentVersion;
      this.store.move(
        dossier,
        'queue',
        {
          actor,
          // What it answers may be the version in doubt, and no longer the request for a supplement.
          set: {
            version,
            sentVersion,
            maDonVi: content.maDonVi,
            route: content.route,
            ...(changed && inDoubt ? { registerStatus: null } : {}),
          },
          detail: { version },
          data: fresh ? content.data : undefined,
        },
        work,
      );
      const job = submissionJob(dossier, { data: content.data, attachments });
      this.queue.add(work, 'submission', dossier.id, { flow: flowOf(dossier), unsureSince, job });
      return viewOf(dossier);
    });
  }

  /**
   * Takes back a dossier of the province's own that the register does not hold. A dossier from DVCLT cannot be withdrawn:
   * refuse it, so that the citizen is told.
   *
   * @param by who takes it back, for the timeline. Default: the library.
   * @throws HotichNotFoundError
   * @throws HotichValidationError without a reason, or when nobody is named in `by`.
   * @throws HotichStateError when the register has it, or it is being sent at this moment.
   */
  async withdraw(
    code: string,
    reason: string,
    manager?: EntityManager,
    by: string | Officer = HOTICH_ACTOR,
  ): Promise<DossierView> {
    const actor = officerOf(by).account;
    const why = reasonOf(reason);
    return this.store.inTransaction(manager, async (work) => {
      const dossier = await this.store.lock(code, work);
      assertAtOurDesk(dossier, 'withdraw');
      if (dossier.maHoSoLT !== null) throw notNow(dossier, 'withdraw');
      // Elsewhere it has no work, and a look that locks would, in a host's REPEATABLE READ, keep out whoever adds some where it would be.
      if (dossier.state === 'queued') await this.takeOutOfLine(dossier, work);
      this.store.move(dossier, 'withdraw', { actor, reason: why }, work);
      return viewOf(dossier);
    });
  }

  /** By the province's code or DVCLT's. @throws HotichNotFoundError */
  async find(code: string): Promise<DossierView> {
    return viewOf(await this.known(code));
  }

  /**
   * Dossiers that speak of a person, newest first, at most 200. Found by keyed hashes: needs `encryption.hashKey`.
   *
   * @throws HotichSetupError without that key; HotichValidationError when neither a number nor a name is given.
   */
  async search(query: PersonQuery): Promise<DossierView[]> {
    return (await this.index.find(query)).map(viewOf);
  }

  /** Everything that happened to a dossier, oldest first. @throws HotichNotFoundError */
  async timeline(code: string): Promise<TimelineView[]> {
    const dossier = await this.known(code);
    return (await this.store.timeline(dossier.id)).map(timelineView);
  }

  /**
   * Sends everything that is due, and resolves when it has been tried.
   *
   * @throws HotichEnvironmentError when the database is the other environment's.
   */
  runOnce(): Promise<LaneSummary> {
    return this.engine.run('submission');
  }

  private async known(code: string): Promise<HotichDossier> {
    const dossier = await this.store.find(code);
    if (!dossier) throw new HotichNotFoundError(code);
    return dossier;
  }

  /** What is refused only as new may stand already: it was held against the lists of its time, and comes with the refusal. */
  private async checked(input: SubmitInput, at: Date): Promise<{ content: CheckedContent; refusal?: Error }> {
    const given = { ...input, maHoSo: input.maHoSo };
    try {
      return { content: await this.checker.check(given, at) };
    } catch (error) {
      const refusal = error as Error;
      const standing = this.checker.check({ ...given, unchanged: true }, at);
      return { content: await standing.catch(() => Promise.reject(refusal)), refusal };
    }
  }

  private async stored(
    input: SubmitInput & { readonly ngayTiepNhan: Date; readonly account: string },
    content: CheckedContent,
    work: UnitOfWork,
  ): Promise<DossierView> {
    const dossier = this.store.create(
      {
        id: uuid(),
        maHoSo: input.maHoSo,
        maHoSoLT: input.maHoSoLT ?? null,
        module: content.module,
        maDonVi: content.maDonVi,
        maTTHC: input.maTTHC ?? null,
        state: 'queued',
        ngayTiepNhan: input.ngayTiepNhan,
        route: content.route,
      },
      'submit',
      { actor: input.account },
      work,
    );
    // Files are stored one by one, and only of a dossier that is not there yet.
    const known = content.fileDinhKem.length > 0 && !(await work.isNew());
    if (!known) {
      const attachments = await this.contents.add({ dossierId: dossier.id, version: 1, ...content }, work);
      const job = submissionJob(dossier, { data: content.data, attachments });
      this.queue.add(work, 'submission', dossier.id, { flow: flowOf(dossier), job });
    }
    if (known || !(await work.isNew())) return this.repeated(input.maHoSo, content, work);
    return viewOf(dossier);
  }

  /**
   * The same call again: fine when it says the same as the first.
   *
   * @param refusal of the content where there was no first; thrown before any write.
   */
  private async repeated(
    maHoSo: string,
    content: CheckedContent,
    work: UnitOfWork,
    refusal?: Error,
  ): Promise<DossierView> {
    const dossier = await this.store.lockWhere({ maHoSo }, work);
    if (!dossier && refusal) throw refusal;
    const first =
      dossier &&
      (await work
        .latest(work.manager.createQueryBuilder(HotichContent, 'c'))
        .where({ dossierId: dossier.id, version: 1, ...ours(work.manager) })
        .getOne());
    // An older row has the hash of what was converted.
    const same =
      first?.contentHash === content.contentHash || first?.contentHash === (await contentHash(content, atHand));
    if (!same) throw new HotichConflictError(maHoSo);
    return viewOf(dossier!);
  }

  /** @throws HotichStateError when it is being sent at this moment, or may have been. */
  private async takeOutOfLine(dossier: HotichDossier, { manager }: UnitOfWork): Promise<void> {
    const task = await manager.findOne(HotichTask, {
      where: { lane: 'submission', subjectId: dossier.id, ...ours(manager) },
      lock: { mode: 'pessimistic_write' },
    });
    // A lease, or an attempt whose outcome is unknown: the register may hold it by now.
    const isHeld = task && task.leaseOwner !== null && !this.queue.isUnbegun(manager, 'submission', dossier.id);
    if (isHeld || task?.unsure) throw notNow(dossier, 'withdraw');
    await this.queue.remove(manager, 'submission', dossier.id);
  }

  /** Whether it came from DVCLT by the intake lane; a host may take in from there by itself. */
  private async takenIn({ id: dossierId }: HotichDossier, work: UnitOfWork): Promise<boolean> {
    const first = await work
      .latest(work.manager.createQueryBuilder(HotichTimelineEntry, 't'))
      .where({ dossierId, seq: 1, ...ours(work.manager) })
      .getOne();
    return first?.event === 'receive';
  }

  /** The register holds it already; only the questions had stopped. */
  private resume(dossier: HotichDossier, actor: string, work: UnitOfWork): DossierView {
    this.store.move(dossier, 'resume', { actor }, work);
    this.queue.add(work, 'status', dossier.id);
    return viewOf(dossier);
  }
}

/** DVCLT has been told 2, and takes no 3 and 7 before the citizen has filed anew (wire contract 7.3). */
function awaitsCitizen({ maHoSo, state }: HotichDossier): HotichStateError {
  return new HotichStateError(maHoSo, state, 'resubmit', ['refuse'], {
    vi: 'Chờ công dân nộp bổ sung trên DVCLT: hồ sơ tự về, rồi tiếp nhận bằng accept(); hoặc từ chối bằng refuse()',
    en: 'Wait for what the citizen files at DVCLT: it comes in by itself, then accept() it; or refuse() it',
  });
}

/** What the register holds is what it was sent; its words alone open it again. */
function unchangeable({ maHoSo, state }: HotichDossier): HotichStateError {
  return new HotichStateError(maHoSo, state, 'change', ['resubmit'], {
    vi: 'Hệ thống hộ tịch đang giữ hồ sơ này: gọi resubmit() không kèm nội dung để hỏi tiếp; sửa nội dung khi hệ thống hộ tịch yêu cầu bổ sung',
    en: 'The register holds it: call resubmit() without any content to have it asked about; change it when the register asks for a supplement',
  });
}

/** The register knows a dossier by its unit and its code: of the one it may have at this unit it would not speak when asked at another. */
function mayBeAtItsUnit({ maHoSo, state, maDonVi }: HotichDossier): HotichStateError {
  return new HotichStateError(maHoSo, state, 'change', ['resubmit'], {
    vi: `Đơn vị ${maDonVi} có thể đang giữ hồ sơ này: gọi resubmit() không đổi maDonVi trước; khi hệ thống hộ tịch từ chối hoặc yêu cầu bổ sung thì mới đổi đơn vị`,
    en: `Unit ${maDonVi} may hold it: call resubmit() with the unit unchanged first; change it when the register refuses it or asks for a supplement`,
  });
}

/** A dossier that goes to another unit says so in both places. */
function moved(data: Record<string, unknown>, maDonVi: string | undefined): Record<string, unknown> {
  return maDonVi === undefined || !('noiDangKy' in data) ? data : { ...data, noiDangKy: maDonVi };
}
