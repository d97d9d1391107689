import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CarrierGate, DocumentTray, isFailureWithin, isWithoutAnswer, type Turn } from '../carrier';
import { decodeInterlinkDetail, decodePushedDossier } from '../contract';
import { DossierStore } from '../dossier';
import { again, DONE, type Job, Lane, type Outcome, pauseWhileHeld, type Task, type Verdict } from '../engine';
import { type Diagnosis, diagnosisOf, HotichError, HotichParseError, HotichRemoteError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { HotichDelivery, HotichDossier, HotichReport, ours, readRows, type UnitOfWork } from '../persistence';
import { Deliveries, type ListSummary, PUSHED } from './deliveries';
import { InterlinkClient } from './interlink.client';
import { type Arrival, TakeIn } from './take-in';

interface IntakeJob extends Job {
  readonly tasks: readonly [Task];
  readonly delivery: HotichDelivery;
  /** Where its code has one already. Read after the delivery: what is asked of the citizen from then on, no filing read by now answers. */
  readonly dossier: Pick<HotichDossier, 'id' | 'timelineLength'> | undefined;
}

/** A delivery that cannot be taken in is looked at again this often: its cause is usually mended by people. */
const HELD_RETRY_MS = 15 * 60_000;

/**
 * Takes in what DVCLT offers. First the dossier with the host's own row and report 1, in one transaction; only then the
 * acknowledgement: what dies in between is offered again, and recognised.
 */
@Injectable()
export class IntakeLane extends Lane<IntakeJob> {
  override readonly name = 'intake';
  override readonly carrier = 'interlink';
  override readonly ofDossiers = false;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly client: InterlinkClient,
    private readonly deliveries: Deliveries,
    private readonly takeIn: TakeIn,
    private readonly gate: CarrierGate,
    private readonly store: DossierStore,
  ) {
    super();
  }

  /** Asks DVCLT for its list, and gives the lane its work. */
  async askForList(): Promise<ListSummary> {
    return this.deliveries.remember(await this.client.list());
  }

  /** A list is asked for on a tick only while DVCLT is not to be left alone. */
  async askForListWhenOpen(): Promise<void> {
    if (!(await this.gate.shut(this.carrier))) await this.askForList();
  }

  override async load(tasks: readonly Task[]): Promise<IntakeJob[]> {
    const { manager } = this.dataSource;
    const ids = tasks.map((task) => task.subjectId);
    const rows = await readRows(manager, HotichDelivery, 'id', ids);
    const byId = new Map(rows.map((row) => [row.id, row]));
    // By the code: a delivery may be younger than the dossier, or the dossier the host's own.
    const codes = rows
      .filter((row) => row.state !== 'acknowledged' && row.state !== 'taken')
      .map((row) => row.maHoSoLT);
    const known = await readRows(manager, HotichDossier, 'maHoSoLT', codes, {
      properties: ['id', 'maHoSoLT', 'timelineLength'],
    });
    const dossiers = new Map(known.map((dossier) => [dossier.maHoSoLT, dossier]));
    return tasks.flatMap((task) => {
      const delivery = byId.get(task.subjectId);
      // Asked for again by whoever brought the same filing while it was being taken in.
      const done = !delivery || delivery.state === 'acknowledged';
      return done ? [] : [{ tasks: [task] as const, delivery, dossier: dossiers.get(delivery.maHoSoLT) }];
    });
  }

  override async call({ tasks: [task], delivery, dossier }: IntakeJob, turn: Turn): Promise<Outcome[]> {
    if (delivery.state === 'taken') return [await this.acknowledge(task, delivery, turn)];
    const tray = new DocumentTray(this.options);
    try {
      const cameAfter = (await this.deliveries.cameAfter(delivery)) ?? dossier?.timelineLength ?? 0;
      const settle = await this.read(task, delivery, cameAfter, tray, turn);
      const locks = dossier ? { locks: dossier.id } : {};
      return [{ task, settle, ...locks, ...(tray.used ? { release: () => void tray.close() } : {}) }];
    } catch (error) {
      await tray.close();
      throw error;
    }
  }

  /** Reads the message, its documents into the tray. @returns how it is stored. */
  private async read(
    task: Task,
    delivery: HotichDelivery,
    cameAfter: number,
    tray: DocumentTray,
    turn: Turn,
  ): Promise<Outcome['settle']> {
    const pushed = delivery.remoteId === PUSHED;
    const raw = pushed ? (delivery.raw ?? '') : await this.fetch(task, delivery, tray, turn);
    let arrival: Arrival;
    try {
      const detail = pushed ? decodePushedDossier(raw) : decodeInterlinkDetail(raw);
      if (detail.maHoSo !== delivery.maHoSoLT) throw otherDossier();
      arrival = await this.takeIn.check(detail, (content) => tray.content(content));
    } catch (error) {
      if (!(error instanceof HotichError)) throw error;
      return this.whileStanding(delivery, (row, work) => this.hold(row, diagnosisOf(error), raw, work));
    }
    return this.whileStanding(delivery, (row, work) => this.take(row, arrival, cameAfter, work));
  }

  private async fetch(
    { attempt }: Task,
    { remoteId, maHoSoLT, state }: HotichDelivery,
    tray: DocumentTray,
    turn: Turn,
  ): Promise<string> {
    try {
      return await this.client.detail(remoteId, maHoSoLT, tray, turn);
    } catch (error) {
      // Time after time it may be too large for whatever stands in between; where others are given, somebody has to see that.
      const persists = state === 'held' || attempt > this.options.engine.maxAttempts;
      throw (persists && isWithoutAnswer(error)) || isFailureWithin(error) ? notGiven(error) : error;
    }
  }

  override prepare(dossierIds: readonly string[], work: UnitOfWork): Promise<void> {
    return this.store.lockWithReports(dossierIds, work);
  }

  override async retrying(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<void> {
    await work.manager.update(HotichDelivery, { id: task.subjectId, ...ours(work.manager) }, { diagnosis });
  }

  override async giveUp(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<Verdict> {
    const delivery = await locked(task.subjectId, work);
    if (!delivery) return DONE;
    // What was taken stays taken: only its acknowledgement is still owed.
    if (delivery.state === 'taken') {
      await this.deliveries.update(delivery, { diagnosis }, work);
      return again(pauseWhileHeld(diagnosis, HELD_RETRY_MS));
    }
    return this.hold(delivery, diagnosis, delivery.raw, work);
  }

  private async take(
    delivery: HotichDelivery,
    arrival: Arrival,
    cameAfter: number,
    work: UnitOfWork,
  ): Promise<Verdict> {
    const pushed = delivery.remoteId === PUSHED;
    const filing = pushed ? undefined : delivery.remoteId;
    const dossierId = await this.takeIn.take(arrival, { filing, cameAfter, lastHash: delivery.contentHash }, work);
    // A push that was answered needs no acknowledgement.
    const state = pushed ? 'acknowledged' : 'taken';
    await this.deliveries.update(
      delivery,
      {
        state,
        dossierId,
        contentHash: arrival.contentHash,
        raw: null,
        cameAfter: null,
        cameWith: null,
        diagnosis: null,
      },
      work,
    );
    return state === 'taken' ? again(0) : DONE;
  }

  private async hold(
    delivery: HotichDelivery,
    diagnosis: Diagnosis,
    raw: string | null,
    work: UnitOfWork,
  ): Promise<Verdict> {
    await this.deliveries.update(delivery, { state: 'held', diagnosis, raw: raw?.replaceAll('\0', '') ?? null }, work);
    return again(pauseWhileHeld(diagnosis, HELD_RETRY_MS));
  }

  /**
   * An acknowledgement speaks of a code, not of a filing: said late, it would cover a supplement that nobody has read. So
   * whenever there may be one, the list is looked at first: it was not said at once, or DVCLT was asked for one, however soon it is.
   */
  private async acknowledge(task: Task, delivery: HotichDelivery, turn: Turn): Promise<Outcome> {
    const settle = this.whileStanding(delivery, async (row, work) => {
      await this.deliveries.update(row, { state: 'acknowledged', diagnosis: null }, work);
      return DONE;
    });
    const acknowledged = { task, settle };
    if (task.attempt > 1 || task.unsure || (await this.supplementAsked(delivery))) {
      const listed = await this.client.newestFiling(delivery.maHoSoLT, turn);
      // It was taken before, and only its answer was lost; if not, it is offered again.
      if (!listed) return acknowledged;
      if (listed.id !== delivery.remoteId) {
        return { task, settle: this.whileStanding(delivery, (row, work) => this.newer(row, listed.id, work)) };
      }
    }
    const answer = await this.client.acknowledge(delivery.maHoSoLT, turn);
    if (!answer.acknowledged) throw notAcknowledged();
    return acknowledged;
  }

  private supplementAsked({ dossierId }: HotichDelivery): Promise<boolean> {
    const { manager } = this.dataSource;
    return manager.existsBy(HotichReport, { dossierId: dossierId!, trangThai: 2, ...ours(manager) });
  }

  private async newer(delivery: HotichDelivery, remoteId: string, work: UnitOfWork): Promise<Verdict> {
    await this.deliveries.relist(delivery, { remoteId }, work);
    return again(0);
  }

  /** A newer filing may have been listed or pushed meanwhile: then that is what stands, and is read next. */
  private whileStanding(
    seen: HotichDelivery,
    settle: (delivery: HotichDelivery, work: UnitOfWork) => Promise<Verdict>,
  ): Outcome['settle'] {
    return async (work) => {
      // After the dossier's row, where it has one: whoever brings a filing locks this row alone, and holds nothing that we shall want.
      const delivery = await locked(seen.id, work);
      return delivery && sameFiling(delivery, seen) ? settle(delivery, work) : again(0);
    };
  }
}

function locked(id: string, work: UnitOfWork): Promise<HotichDelivery | null> {
  return work.manager.findOne(HotichDelivery, {
    where: { id, ...ours(work.manager) },
    lock: { mode: 'pessimistic_write' },
  });
}

/** Those that are pushed have no ids of their own, and are told apart by what they say. */
function sameFiling(one: HotichDelivery, other: HotichDelivery): boolean {
  return (
    one.state === other.state && one.remoteId === other.remoteId && (one.remoteId !== PUSHED || one.raw === other.raw)
  );
}

function otherDossier(): HotichParseError {
  return new HotichParseError([
    {
      path: 'maHoSo',
      rule: 'mismatch',
      message: {
        vi: 'DVCLT trả về hồ sơ khác với hồ sơ được hỏi',
        en: 'DVCLT answered with another dossier than the one asked for',
      },
      remedy: {
        vi: 'Báo nhóm hỗ trợ DVCLT của C06 kèm mã hồ sơ',
        en: 'Report the code to the DVCLT support group of C06',
      },
    },
  ]);
}

/** It may be this dossier that DVCLT chokes on: counts against it, unless DVCLT fails for everyone. */
function notGiven(cause: HotichRemoteError): HotichRemoteError {
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'unknown',
    httpStatus: cause.httpStatus,
    message: {
      vi: 'DVCLT lỗi khi được hỏi nội dung hồ sơ này',
      en: 'DVCLT failed when it was asked for this dossier',
    },
    remedy: {
      vi: 'Hệ thống sẽ tự hỏi lại; nếu chỉ hồ sơ này còn lỗi, báo nhóm hỗ trợ DVCLT của C06 kèm mã hồ sơ',
      en: 'It is asked for again by itself; if only this one goes on failing, report the code to the DVCLT support group of C06',
    },
    cause,
  });
}

function notAcknowledged(): HotichRemoteError {
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'transient',
    message: { vi: 'DVCLT chưa ghi nhận việc đã nhận hồ sơ', en: 'DVCLT did not take the acknowledgement' },
    remedy: { vi: 'Hệ thống sẽ tự báo lại', en: 'It is said again by itself' },
  });
}
