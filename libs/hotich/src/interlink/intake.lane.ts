import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, type EntityManager, In } from 'typeorm';
import { decodeInterlinkDetail } from '../contract';
import { again, DONE, type Job, Lane, type Outcome, type Task, type Verdict } from '../engine';
import { type Diagnosis, diagnosisOf, HotichError, HotichParseError, HotichRemoteError } from '../errors';
import { HOTICH_DATA_SOURCE } from '../hotich.internal-constants';
import { HotichDelivery } from '../persistence';
import { Deliveries } from './deliveries';
import { InterlinkClient } from './interlink.client';
import { type Arrival, TakeIn } from './take-in';

interface IntakeJob extends Job {
  readonly tasks: readonly [Task];
  readonly delivery: HotichDelivery;
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

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly client: InterlinkClient,
    private readonly deliveries: Deliveries,
    private readonly takeIn: TakeIn,
  ) {
    super();
  }

  override async load(tasks: readonly Task[]): Promise<IntakeJob[]> {
    const rows = await this.dataSource.manager.findBy(HotichDelivery, { id: In(tasks.map((t) => t.subjectId)) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return tasks.flatMap((task) => {
      const delivery = byId.get(task.subjectId);
      return delivery ? [{ tasks: [task] as const, delivery }] : [];
    });
  }

  override async call({ tasks: [task], delivery }: IntakeJob): Promise<Outcome[]> {
    if (delivery.state === 'taken') return [await this.acknowledge(task, delivery)];
    const { raw } = await this.client.detail(delivery.remoteId, delivery.maHoSoLT);
    let arrival: Arrival;
    try {
      const detail = decodeInterlinkDetail(raw);
      if (detail.maHoSo !== delivery.maHoSoLT) throw otherDossier();
      arrival = this.takeIn.check(detail);
    } catch (error) {
      if (!(error instanceof HotichError)) throw error;
      return [{ task, settle: (manager) => this.hold(delivery, diagnosisOf(error), raw, manager) }];
    }
    return [{ task, settle: (manager) => this.take(delivery, arrival, manager) }];
  }

  override async retrying(task: Task, diagnosis: Diagnosis, manager: EntityManager): Promise<void> {
    await manager.update(HotichDelivery, { id: task.subjectId }, { diagnosis });
  }

  override async giveUp(task: Task, diagnosis: Diagnosis, manager: EntityManager): Promise<Verdict> {
    const delivery = await manager.findOneBy(HotichDelivery, { id: task.subjectId });
    if (!delivery) return DONE;
    // What was taken stays taken: only its acknowledgement is still owed.
    if (delivery.state === 'taken') {
      await this.deliveries.update(delivery, { diagnosis }, manager);
      return again(HELD_RETRY_MS);
    }
    return this.hold(delivery, diagnosis, delivery.raw, manager);
  }

  private async take(delivery: HotichDelivery, arrival: Arrival, manager: EntityManager): Promise<Verdict> {
    const dossierId = await this.takeIn.take(arrival, manager);
    await this.deliveries.update(
      delivery,
      { state: 'taken', dossierId, contentHash: arrival.contentHash, raw: null, diagnosis: null },
      manager,
    );
    return again(0);
  }

  private async hold(
    delivery: HotichDelivery,
    diagnosis: Diagnosis,
    raw: string | null,
    manager: EntityManager,
  ): Promise<Verdict> {
    await this.deliveries.update(
      delivery,
      { state: 'held', diagnosis, raw: raw?.replaceAll('\0', '') ?? null },
      manager,
    );
    return again(HELD_RETRY_MS);
  }

  private async acknowledge(task: Task, delivery: HotichDelivery): Promise<Outcome> {
    const answer = await this.client.acknowledge(delivery.maHoSoLT);
    if (!answer.acknowledged) throw notAcknowledged();
    return {
      task,
      settle: async (manager) => {
        await this.deliveries.update(delivery, { state: 'acknowledged', diagnosis: null }, manager);
        return DONE;
      },
    };
  }
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

function notAcknowledged(): HotichRemoteError {
  return new HotichRemoteError({
    carrier: 'interlink',
    kind: 'transient',
    message: { vi: 'DVCLT chưa ghi nhận việc đã nhận hồ sơ', en: 'DVCLT did not take the acknowledgement' },
    remedy: { vi: 'Hệ thống sẽ tự báo lại', en: 'It is said again by itself' },
  });
}
