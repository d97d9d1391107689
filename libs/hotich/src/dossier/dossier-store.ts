import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager, FindOptionsWhere } from 'typeorm';
import { type Diagnosis, HotichEnvironmentError, HotichNotFoundError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { databaseNow, HotichContent, HotichDossier, HotichTimelineEntry } from '../persistence';
import type { DossierView, StatusChange } from './dossier.listener';
import { Listeners } from './listeners';
import { MOVES, type Move, nextState } from './state-machine';

export interface MoveNote {
  readonly actor: string;
  readonly reason?: string | undefined;
  readonly exchangeId?: string | undefined;
  readonly deadline?: string | undefined;
  readonly detail?: Record<string, unknown> | undefined;
  /** Other columns that change with the move. */
  readonly set?: Partial<HotichDossier>;
  readonly data?: Readonly<Record<string, unknown>>;
}

export type NewDossier = Pick<
  HotichDossier,
  'id' | 'maHoSo' | 'maHoSoLT' | 'module' | 'maDonVi' | 'maTTHC' | 'state' | 'ngayTiepNhan'
>;

/** The only writer of `hotich_dossier` and `hotich_timeline`: no move without its row, no row without its move. */
@Injectable()
export class DossierStore {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly listeners: Listeners,
  ) {}

  /** Runs inside the caller's transaction when there is one, in one of its own otherwise. */
  inTransaction<T>(manager: EntityManager | undefined, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    if (manager?.queryRunner?.isTransactionActive) return work(manager);
    return (manager ?? this.dataSource.manager).transaction(work);
  }

  /** By either code. Waits for, and then keeps out, whoever else works on the dossier until the transaction ends. */
  async lock(code: string, manager: EntityManager): Promise<HotichDossier> {
    const dossier = await this.lockWhere([{ maHoSo: code }, { maHoSoLT: code }], manager);
    if (!dossier) throw new HotichNotFoundError(code);
    return dossier;
  }

  /** @returns null when there is no such dossier. */
  async lockWhere(
    where: FindOptionsWhere<HotichDossier> | FindOptionsWhere<HotichDossier>[],
    manager: EntityManager,
  ): Promise<HotichDossier | null> {
    const dossier = await manager.findOne(HotichDossier, { where, lock: { mode: 'pessimistic_write' } });
    if (dossier) this.fence(dossier);
    return dossier;
  }

  /** By either code; null when there is none. */
  async find(code: string): Promise<HotichDossier | null> {
    const dossier = await this.dataSource.manager.findOne(HotichDossier, {
      where: [{ maHoSo: code }, { maHoSoLT: code }],
    });
    if (dossier) this.fence(dossier);
    return dossier;
  }

  async timeline(dossierId: string): Promise<HotichTimelineEntry[]> {
    return this.dataSource.manager.find(HotichTimelineEntry, { where: { dossierId }, order: { seq: 'ASC' } });
  }

  async content(dossier: HotichDossier, manager: EntityManager): Promise<HotichContent> {
    return manager.findOneByOrFail(HotichContent, { dossierId: dossier.id, version: dossier.version });
  }

  /** The row and its first timeline entry; undefined when one of its codes is taken, and then nothing is written. */
  async create(
    created: NewDossier,
    event: string,
    note: MoveNote,
    manager: EntityManager,
  ): Promise<HotichDossier | undefined> {
    const now = await databaseNow(manager);
    const dossier = manager.create(HotichDossier, {
      ...created,
      environment: this.options.environment,
      heldFrom: null,
      diagnosis: null,
      version: 1,
      sentVersion: null,
      route: null,
      registerStatus: null,
      timelineLength: 1,
      createdAt: now,
      updatedAt: now,
    });
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(HotichDossier)
      .values(dossier)
      .orIgnore()
      .returning(['id'])
      .execute();
    if ((inserted.raw as unknown[]).length === 0) return undefined;
    await this.append(dossier, event, null, note, now, manager);
    return dossier;
  }

  /**
   * Moves a locked dossier, writes its timeline and tells the host's listeners, all through `manager`.
   *
   * @throws HotichStateError when the state machine does not know the move from here.
   */
  async move(dossier: HotichDossier, move: Move, note: MoveNote, manager: EntityManager): Promise<StatusChange> {
    const from = dossier.state;
    const to = nextState(dossier.maHoSo, from, move);
    const now = await databaseNow(manager);
    await this.write(
      dossier,
      { ...note.set, state: to, heldFrom: to === 'held' ? from : null, ...(to === 'held' ? {} : { diagnosis: null }) },
      now,
      manager,
    );
    await this.append(dossier, move, from, note, now, manager);
    const change: StatusChange = {
      dossier: viewOf(dossier),
      move,
      from,
      to: MOVES[move].to,
      actor: note.actor,
      ...(note.reason === undefined ? {} : { reason: note.reason }),
      ...(note.deadline === undefined ? {} : { deadline: note.deadline }),
      ...(note.data === undefined ? {} : { data: note.data }),
    };
    await this.listeners.statusChanged(change, manager);
    return change;
  }

  /** Records something that happened without moving the locked dossier. */
  async note(dossier: HotichDossier, event: string, note: MoveNote, manager: EntityManager): Promise<void> {
    const now = await databaseNow(manager);
    await this.write(dossier, { ...note.set }, now, manager);
    await this.append(dossier, event, dossier.state, note, now, manager);
  }

  /** What it waits for, shown until the next thing that goes well. Not a timeline event: it may repeat for hours. */
  async diagnose(dossierId: string, diagnosis: Diagnosis | null, manager: EntityManager): Promise<void> {
    await manager.update(HotichDossier, { id: dossierId }, { diagnosis });
  }

  private async write(
    dossier: HotichDossier,
    set: Partial<HotichDossier>,
    now: Date,
    manager: EntityManager,
  ): Promise<void> {
    const changed: Partial<HotichDossier> = { ...set, timelineLength: dossier.timelineLength + 1, updatedAt: now };
    await manager.update(HotichDossier, { id: dossier.id }, changed);
    Object.assign(dossier, changed);
  }

  private async append(
    dossier: HotichDossier,
    event: string,
    from: HotichDossier['state'] | null,
    note: MoveNote,
    at: Date,
    manager: EntityManager,
  ): Promise<void> {
    await manager.insert(HotichTimelineEntry, {
      dossierId: dossier.id,
      seq: dossier.timelineLength,
      event,
      fromState: from,
      toState: dossier.state,
      actor: note.actor,
      reason: note.reason ?? null,
      exchangeId: note.exchangeId ?? null,
      detail: (note.detail ?? null) as never,
      at,
    });
  }

  private fence(dossier: HotichDossier): void {
    if (dossier.environment === this.options.environment) return;
    throw new HotichEnvironmentError(dossier.maHoSo, dossier.environment, this.options.environment);
  }
}

export function viewOf(dossier: HotichDossier): DossierView {
  return {
    maHoSo: dossier.maHoSo,
    ...(dossier.maHoSoLT === null ? {} : { maHoSoLT: dossier.maHoSoLT }),
    module: dossier.module,
    maDonVi: dossier.maDonVi,
    ...(dossier.maTTHC === null ? {} : { maTTHC: dossier.maTTHC }),
    state: dossier.state,
    ...(dossier.registerStatus === null ? {} : { registerStatus: dossier.registerStatus }),
    version: dossier.version,
    ...(dossier.diagnosis === null ? {} : { diagnosis: dossier.diagnosis }),
    createdAt: dossier.createdAt,
    updatedAt: dossier.updatedAt,
  };
}
