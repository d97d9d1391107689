import { type BeforeApplicationShutdown, Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type DataSource, type EntityTarget, In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import { LaneScheduler } from '../engine';
import { HOTICH_ACTOR } from '../hotich.constants';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  databaseNow,
  DocumentStore,
  EnvironmentFence,
  HotichContent,
  HotichDelivery,
  HotichDossier,
  HotichExchange,
  HotichReport,
  HotichResult,
  HotichSearch,
  HotichTask,
  inOrder,
  logLine,
  ours,
  provincesOf,
  type UnitOfWork,
  updateRows,
} from '../persistence';
import { DossierStore } from './dossier-store';
import { TERMINAL_STATES } from './state-machine';

/** What one sweep cleared away. */
export interface RetentionSummary {
  /** Raw answers removed from the exchange log. */
  raws: number;
  exchanges: number;
  deliveries: number;
  /** Dossiers whose content, documents, result and search terms were removed. */
  dossiers: number;
}

/** A row as a sweep finds it. */
interface Found {
  readonly id: string;
  readonly since: string;
}

const BATCH = 1_000;
const DAY_MS = 86_400_000;

/** Clears away what has been kept long enough. Begun again after any interruption it goes on where it was. */
@Injectable()
export class RetentionService implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = loggerOf(this.options);
  private stopped = false;

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly documents: DocumentStore,
    private readonly store: DossierStore,
    private readonly scheduler: LaneScheduler,
    private readonly environment: EnvironmentFence,
  ) {}

  onModuleInit(): void {
    this.scheduler.onTick('retention', () => this.runOnce());
  }

  /** A sweep that is under way ends with its batch. */
  beforeApplicationShutdown(): void {
    this.stopped = true;
  }

  /**
   * One sweep, in statements of at most 1,000 rows. The timeline stays whole, and tells of every dossier what was removed when.
   *
   * @throws HotichEnvironmentError when the database is the other environment's.
   */
  async runOnce(): Promise<RetentionSummary> {
    await this.environment.passed();
    const { rawDays, exchangeDays, deliveryDays, contentDays } = this.options.retention;
    const now = (await databaseNow(this.dataSource.manager)).getTime();
    const before = (days: number) => now - days * DAY_MS;
    return {
      exchanges: exchangeDays ? await this.exchanges(before(exchangeDays)) : 0,
      raws: rawDays ? await this.raws(before(rawDays)) : 0,
      deliveries: deliveryDays ? await this.deliveries(before(deliveryDays)) : 0,
      dossiers: contentDays ? await this.dossiers(before(contentDays)) : 0,
    };
  }

  private exchanges(before: number): Promise<number> {
    const { manager } = this.dataSource;
    return this.sweep(
      HotichExchange,
      'at',
      (query) => query.andWhere('r.at < :before', { before }),
      async (ids) => (await manager.delete(HotichExchange, { id: In(ids), ...ours(manager) })).affected ?? 0,
    );
  }

  private raws(before: number): Promise<number> {
    const { manager } = this.dataSource;
    return this.sweep(
      HotichExchange,
      'at',
      (query) => query.andWhere('r.at < :before and r.raw is not null', { before }),
      async (ids) =>
        (await manager.update(HotichExchange, { id: In(ids), ...ours(manager) }, { raw: null })).affected ?? 0,
    );
  }

  /** One that is offered again afterwards is known by its dossier. */
  private deliveries(before: number): Promise<number> {
    const { manager } = this.dataSource;
    const state = 'acknowledged';
    return this.sweep(
      HotichDelivery,
      'updatedAt',
      (query) => query.andWhere('r.state = :state and r.updatedAt < :before', { state, before }),
      async (ids) => (await manager.delete(HotichDelivery, { id: In(ids), state, ...ours(manager) })).affected ?? 0,
    );
  }

  private async dossiers(before: number): Promise<number> {
    let purged = 0;
    for (const state of TERMINAL_STATES) {
      purged += await this.sweep(
        HotichDossier,
        'updatedAt',
        (query) =>
          query
            .andWhere('r.state = :state and r.updatedAt < :before', { state, before })
            .setParameters({ provinces: provincesOf(this.dataSource.manager) })
            .andWhere((sub) => `exists ${about(sub, HotichContent, 'dossierId', 'a.purgedAt is null')}`)
            .andWhere((sub) => `not exists ${about(sub, HotichTask, 'subjectId')}`)
            .andWhere((sub) => `not exists ${about(sub, HotichReport, 'dossierId', "a.state in ('pending', 'held')")}`),
        (ids) => this.purgeAll(ids),
      );
    }
    return purged;
  }

  private async purgeAll(ids: readonly string[]): Promise<number> {
    let purged = 0;
    for (const id of ids) {
      if (this.stopped) break;
      try {
        if (await this.store.inTransaction(undefined, (work) => this.purge(id, work))) purged++;
      } catch (error) {
        this.logger.warn(`retention: dossier ${id} not purged: ${logLine(error)}`);
      }
    }
    return purged;
  }

  /**
   * The hashes of its contents stay: a repeated call or delivery is still known as such. Whatever of it must be read is read before the
   * documents go, which no store gives back; what it says need not be, and may be damaged.
   *
   * @returns false when there is nothing left to purge: another sweep was faster.
   */
  private async purge(dossierId: string, work: UnitOfWork): Promise<boolean> {
    const { manager } = work;
    const dossier = await this.store.lockId(dossierId, work);
    if (!dossier || !TERMINAL_STATES.includes(dossier.state)) return false;
    const whose = { dossierId, ...ours(manager) };
    const contents = await manager.findBy(HotichContent, whose);
    if (contents.every((content) => content.purgedAt !== null)) return false;
    const result = await manager.findOneBy(HotichResult, whose);
    const named = contents.flatMap((content) => content.attachments.map((file) => file.fileId));
    if (result?.fileId) named.push(result.fileId);
    await updateRows(
      manager,
      HotichContent,
      contents.map(({ version }) => ({ dossierId, version, data: {}, attachments: [], purgedAt: work.now })),
      ['data', 'attachments', 'purgedAt'],
    );
    const files = await this.documents.removeOf(dossierId, named, manager);
    await manager.delete(HotichResult, whose);
    await manager.delete(HotichSearch, whose);
    const detail = { versions: contents.length, files };
    this.store.note(dossier, 'purge', { actor: HOTICH_ACTOR, detail }, work);
    return true;
  }

  /**
   * From the oldest on, each row once: what cannot be cleared away is left to the next sweep, and stands in nobody's way in this one.
   *
   * @param clear answers how many it cleared.
   */
  private async sweep<T extends ObjectLiteral>(
    entity: EntityTarget<T>,
    since: keyof T & string,
    narrow: (query: SelectQueryBuilder<T>) => SelectQueryBuilder<T>,
    clear: (ids: string[]) => Promise<number>,
  ): Promise<number> {
    const { manager } = this.dataSource;
    const { environment } = this.options;
    let cleared = 0;
    let last: Found | undefined;
    while (!this.stopped) {
      const query = manager
        .createQueryBuilder(entity, 'r')
        .select('r.id', 'id')
        .addSelect(`r.${since}`, 'since')
        .where(ours(manager))
        .andWhere('r.environment = :environment', { environment })
        .limit(BATCH);
      const after = last && { [since]: Number(last.since), id: last.id };
      const found = await narrow(inOrder(query, [since, 'id'], after)).getRawMany<Found>();
      if (found.length > 0) cleared += await clear(found.map((row) => row.id));
      if (found.length < BATCH) break;
      last = found.at(-1);
    }
    return cleared;
  }
}

/** A look for rows that speak of `r`. */
function about(
  query: SelectQueryBuilder<ObjectLiteral>,
  entity: EntityTarget<ObjectLiteral>,
  key: string,
  condition = '1 = 1',
): string {
  return query
    .subQuery()
    .select('1')
    .from(entity, 'a')
    .where(`a.${key} = r.id and a.maTinh in (:...provinces) and ${condition}`)
    .getQuery();
}
