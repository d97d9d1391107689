import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, In } from 'typeorm';
import { decodePushedDossier, type InterlinkListEntry } from '../contract';
import { DossierStore } from '../dossier';
import { type Entry, TaskQueue } from '../engine';
import type { Diagnosis } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  AtRest,
  type DeliveryState,
  HotichDelivery,
  HotichDossier,
  insertRows,
  isTransactionLost,
  logLine,
  ours,
  type UnitOfWork,
  updateRows,
  uuid,
} from '../persistence';
import { filingOf, type ListedFiling, newestFilings } from './listed-filings';
import { readable, TakeIn } from './take-in';

type NewFiling = Pick<HotichDelivery, 'remoteId'> & Partial<Pick<HotichDelivery, 'raw'>>;

/** What came, or should have come, from DVCLT. */
export interface DeliveryView {
  readonly maHoSoLT: string;
  readonly state: DeliveryState;
  /** Why it has not been taken in, or acknowledged, yet. It is tried again by itself where a replica has `schedule.intake`. */
  readonly diagnosis?: Diagnosis;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface ListSummary {
  /** Lines of DVCLT's list. */
  listed: number;
  /** Of those, not seen before, or offered again. */
  fresh: number;
  /** Lines that could not be read even so far as to name a dossier. */
  unreadable: number;
}

/** `remoteId` of what DVCLT pushed by itself: there is nothing to fetch, and nothing to acknowledge. */
export const PUSHED = 'push';

/** Remembers what DVCLT offers, and gives the intake lane its work. */
@Injectable()
export class Deliveries {
  private readonly logger = loggerOf(this.options);

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly queue: TaskQueue,
    private readonly store: DossierStore,
    private readonly takeIn: TakeIn,
    private readonly atRest: AtRest,
  ) {}

  async remember(entries: readonly InterlinkListEntry[]): Promise<ListSummary> {
    const unreadable = entries.filter((entry) => filingOf(entry) === undefined).length;
    const summary: ListSummary = { listed: entries.length, fresh: 0, unreadable };
    if (unreadable > 0) this.logger.warn(`intake: ${unreadable} line(s) of the list name no dossier`);
    const newest = newestFilings(entries);
    const open = await this.open([...newest.keys()]);
    for (const filing of newest.values()) {
      // The same filing is being worked on; under another id it is a newer one of the same code.
      if (open.get(filing.maHoSo) === filing.id) continue;
      if (await this.offered(filing)) summary.fresh++;
    }
    return summary;
  }

  /**
   * What cannot be kept of one line is said, and looked at again with the next list; the lines after it are not kept waiting.
   *
   * @returns whether it has its work now.
   */
  async offered(filing: ListedFiling): Promise<boolean> {
    try {
      return await this.store.inTransaction(undefined, (work) => this.offer(filing, work));
    } catch (error) {
      if (isTransactionLost(error)) throw error;
      this.logger.warn(`intake: ${filing.maHoSo} of the list cannot be kept: ${logLine(error)}`);
      return false;
    }
  }

  /**
   * Keeps a message that DVCLT pushed, and gives the intake lane its work, before all else.
   *
   * @returns the delivery's id.
   * @throws HotichParseError when it cannot be read, and one that can waits in its place: that one is kept.
   */
  async keepPushed(maHoSoLT: string, body: string): Promise<string> {
    // PostgreSQL takes no NUL.
    const raw = body.replaceAll('\0', '');
    return this.store.inTransaction(undefined, async (work) => {
      const filing = { id: PUSHED, maHoSo: maHoSoLT };
      const delivery = await this.known(filing, work);
      // Whoever sends this one can be told that it is no message.
      if (onlyWeHave(delivery)) decodePushedDossier(raw);
      const repeated = await this.repeatsTaken(delivery, raw, work);
      await this.renew(delivery, { remoteId: PUSHED, ...(repeated ? {} : { raw }) }, work, { awaited: true });
      await this.queue.hasten(work.manager, 'intake', [delivery.id]);
      return delivery.id;
    });
  }

  /** Whether a newer message waits, and this is the one before it once more: it would take its place. */
  private async repeatsTaken(
    { remoteId, maHoSoLT, raw }: HotichDelivery,
    again: string,
    { manager }: UnitOfWork,
  ): Promise<boolean> {
    if (remoteId !== PUSHED || raw === null || raw === again) return false;
    const dossier = await manager.findOneBy(HotichDossier, { maHoSoLT, ...ours(manager) });
    return dossier !== null && !(await this.takeIn.isAnother(dossier.id, undefined, again, manager));
  }

  async find(maHoSoLT: string): Promise<DeliveryView | undefined> {
    const row = await this.dataSource.manager.findOneBy(HotichDelivery, {
      environment: this.options.environment,
      maHoSoLT,
      ...ours(this.dataSource.manager),
    });
    return row ? view(row) : undefined;
  }

  async list(states: readonly DeliveryState[]): Promise<DeliveryView[]> {
    const rows = await this.dataSource.manager.find(HotichDelivery, {
      where: { environment: this.options.environment, state: In([...states]), ...ours(this.dataSource.manager) },
      order: { updatedAt: 'ASC' },
    });
    return rows.map(view);
  }

  async update(delivery: HotichDelivery, set: Partial<HotichDelivery>, work: UnitOfWork): Promise<void> {
    Object.assign(delivery, set, { updatedAt: work.now });
    await updateRows(work.manager, HotichDelivery, [delivery]);
  }

  /** Another filing in the place of the one before. */
  async relist(delivery: HotichDelivery, filing: NewFiling, work: UnitOfWork): Promise<void> {
    const cameAfter = await timelineLength(delivery.maHoSoLT, work);
    await this.update(delivery, { ...filing, state: 'listed', cameAfter, cameWith: this.markOf(filing) }, work);
  }

  /** How long its dossier's timeline was when this filing came; undefined where a version of the library from before has brought it. */
  async cameAfter(delivery: HotichDelivery): Promise<number | undefined> {
    await this.atRest.keyring.ready();
    return delivery.cameWith === this.markOf(delivery) ? (delivery.cameAfter ?? undefined) : undefined;
  }

  /** Tells one filing of a code from another; those that are pushed have no ids of their own. */
  private markOf({ remoteId, raw }: NewFiling): string {
    return remoteId === PUSHED ? this.atRest.digest('hotich filing', raw ?? '') : remoteId;
  }

  /** Those that already have their work: DVCLT lists a dossier until it is acknowledged. */
  private async open(codes: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (let i = 0; i < codes.length; i += 500) {
      const rows = await this.dataSource.manager.find(HotichDelivery, {
        select: { maHoSoLT: true, remoteId: true },
        where: {
          environment: this.options.environment,
          maHoSoLT: In(codes.slice(i, i + 500)),
          state: In(['listed', 'taken', 'held']),
          ...ours(this.dataSource.manager),
        },
      });
      for (const row of rows) found.set(row.maHoSoLT, row.remoteId);
    }
    return found;
  }

  /** @returns false while one that was pushed has its place: once that one is in, DVCLT still lists this one, whichever is the newer. */
  private async offer(filing: ListedFiling, work: UnitOfWork): Promise<boolean> {
    const delivery = await this.known(filing, work);
    const waits = onlyWeHave(delivery);
    await this.renew(delivery, { remoteId: waits ? PUSHED : filing.id }, work);
    return !waits;
  }

  /** The delivery of this code, locked; made where there is none. */
  private async known({ id: remoteId, maHoSo: maHoSoLT }: ListedFiling, work: UnitOfWork): Promise<HotichDelivery> {
    const fresh = work.manager.create(HotichDelivery, {
      id: uuid(),
      environment: this.options.environment,
      maHoSoLT,
      remoteId,
      state: 'listed',
      dossierId: null,
      contentHash: null,
      raw: null,
      cameAfter: await timelineLength(maHoSoLT, work),
      cameWith: this.markOf({ remoteId }),
      diagnosis: null,
      createdAt: work.now,
      updatedAt: work.now,
    });
    await insertRows(work.manager, HotichDelivery, [fresh], { ignoreConflicts: true });
    return work.manager.findOneOrFail(HotichDelivery, {
      where: { environment: this.options.environment, maHoSoLT, ...ours(work.manager) },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Gives it its work, by which another filing may take the place of the one before. */
  private async renew(
    delivery: HotichDelivery,
    { remoteId, raw = delivery.raw }: NewFiling,
    work: UnitOfWork,
    entry: Entry = {},
  ): Promise<void> {
    if (delivery.state === 'acknowledged' || delivery.remoteId !== remoteId || delivery.raw !== raw) {
      await this.relist(delivery, { remoteId, raw }, work);
      // The one before may be waiting for somebody to mend it.
      await this.queue.hasten(work.manager, 'intake', [delivery.id]);
    }
    this.queue.add(work, 'intake', delivery.id, entry);
  }
}

/** A message that was pushed, answered with success, and is not in yet: nobody would send it again. */
function onlyWeHave({ remoteId, raw }: HotichDelivery): boolean {
  return remoteId === PUSHED && raw !== null && readable(raw, true) !== undefined;
}

/** Of the dossier of this code; 0 where there is none yet: whatever is asked of its citizen is asked later. */
async function timelineLength(maHoSoLT: string, { manager }: UnitOfWork): Promise<number> {
  const select = { timelineLength: true } as const;
  const dossier = await manager.findOne(HotichDossier, { select, where: { maHoSoLT, ...ours(manager) } });
  return dossier?.timelineLength ?? 0;
}

function view(row: HotichDelivery): DeliveryView {
  return {
    maHoSoLT: row.maHoSoLT,
    state: row.state,
    ...(row.diagnosis ? { diagnosis: row.diagnosis } : {}),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
