import { Inject, Injectable } from '@nestjs/common';
import { type DataSource, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { type Route, storable } from '../contract';
import { type Diagnosis, HotichEnvironmentError, HotichNotFoundError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  AtRest,
  beforeItsEnd,
  type Digest,
  type DossierState,
  EnvironmentFence,
  HotichContent,
  HotichDossier,
  HotichTimelineEntry,
  ours,
  ownTransaction,
  readRows,
  SubjectError,
  UnitOfWork,
} from '../persistence';
import type { AttachmentView, DossierView, StatusChange } from './dossier.listener';
import { Listeners } from './listeners';
import { ReportQueue } from './report-queue';
import { MOVES, type Move, nextState } from './state-machine';
import { chainHash } from './timeline-chain';

export interface MoveNote {
  readonly actor: string;
  readonly reason?: string | undefined;
  readonly exchangeId?: string | undefined;
  readonly deadline?: string | undefined;
  readonly detail?: Record<string, unknown> | undefined;
  /** Other columns that change with the move. */
  readonly set?: Partial<HotichDossier>;
  /** What the version says that the move brings. */
  readonly data?: Readonly<Record<string, unknown>> | undefined;
  /** Its papers. */
  readonly attachments?: readonly AttachmentView[];
}

const UNCHANGED = {};
const CLEARED = { diagnosis: null };

/** What changes with each entry of the timeline. */
const WITH_EVERY_ENTRY = ['timelineLength', 'timelineHash', 'updatedAt'] as const;

export type NewDossier = Pick<
  HotichDossier,
  'id' | 'maHoSo' | 'maHoSoLT' | 'module' | 'maDonVi' | 'maTTHC' | 'state' | 'ngayTiepNhan'
> &
  Partial<Pick<HotichDossier, 'route'>>;

/** The only writer of `hotich_dossier` and `hotich_timeline`: no move without its row, no row without its move. */
@Injectable()
export class DossierStore {
  private readonly digest: Digest = (purpose, text) => this.atRest.digest(purpose, text);

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly listeners: Listeners,
    private readonly atRest: AtRest,
    private readonly environment: EnvironmentFence,
    private readonly reports: ReportQueue,
  ) {}

  /**
   * Runs inside the caller's transaction when there is one, in one of its own otherwise; then writes, then tells the listeners. Without a
   * savepoint: TypeORM counts them by depth, and a rollback beside a call that nobody waits for would go back to ours only.
   *
   * @throws HotichSetupError when the manager has a connection of its own whose transaction is not open.
   */
  inTransaction<T>(manager: EntityManager | undefined, step: (work: UnitOfWork) => Promise<T>): Promise<T> {
    const run = async (tx: EntityManager): Promise<T> => {
      await this.environment.admit(tx);
      const work = await UnitOfWork.begin(tx);
      const result = await step(work);
      const told = await work.flush().catch((error: unknown) => {
        throw error instanceof SubjectError ? error.cause : error;
      });
      // A listener may have swallowed an error with which the database has undone everything; a commit would not say so.
      if (told) await tx.query('select 1');
      return result;
    };
    if (manager?.queryRunner) return beforeItsEnd(manager, () => run(manager));
    return ownTransaction(manager ?? this.dataSource.manager, run);
  }

  /** By either code. Waits for, and then keeps out, whoever else works on the dossier until the transaction ends. */
  async lock(code: string, work: UnitOfWork): Promise<HotichDossier> {
    const dossier = await this.lockCode(code, work);
    if (!dossier) throw new HotichNotFoundError(code);
    await this.reports.preload([dossier.id], work);
    return dossier;
  }

  /**
   * By either code, one after the other: asked for both at once, MariaDB and MySQL may read, and lock, the whole table.
   *
   * @returns null when there is no such dossier.
   */
  async lockCode(code: string, work: UnitOfWork): Promise<HotichDossier | null> {
    if (!isCode(code)) return null;
    return (await this.lockWhere({ maHoSo: code }, work)) ?? (await this.lockWhere({ maHoSoLT: code }, work));
  }

  /** By a key. @returns null when there is no such dossier. */
  async lockWhere(where: FindOptionsWhere<HotichDossier>, work: UnitOfWork): Promise<HotichDossier | null> {
    const dossier = await work.manager.findOne(HotichDossier, {
      where: { ...where, ...ours(work.manager) },
      lock: { mode: 'pessimistic_write' },
    });
    if (dossier) this.fence(dossier);
    // What this transaction has already changed of it stands in memory, not yet in the table.
    return dossier && remembered(dossier, work);
  }

  /** By id; one that the batch has locked costs nothing. */
  async lockId(id: string, work: UnitOfWork): Promise<HotichDossier | null> {
    return work.locked.get(id) ?? this.lockWhere({ id }, work);
  }

  /** Locks many in one statement, in the order of their ids: two batches wait for each other in one direction only. */
  async lockAll(ids: readonly string[], work: UnitOfWork): Promise<void> {
    if (ids.length === 0) return;
    const lock = work.passing ? 'passing' : 'update';
    const dossiers = await readRows(work.manager, HotichDossier, 'id', ids, { orderBy: 'id', lock });
    for (const dossier of dossiers) {
      this.fence(dossier);
      remembered(dossier, work);
    }
    if (work.passing) await this.passOver(ids, work);
  }

  /** What is not there at all is nobody's to wait for. */
  private async passOver(ids: readonly string[], work: UnitOfWork): Promise<void> {
    const others = ids.filter((id) => !work.locked.has(id));
    const there = await readRows(work.manager, HotichDossier, 'id', others, { properties: ['id'] });
    for (const { id } of there) work.passedOver.add(id);
  }

  /** As {@link lockAll}, and reads their reports, in one statement as well. */
  async lockWithReports(ids: readonly string[], work: UnitOfWork): Promise<void> {
    await this.lockAll(ids, work);
    await this.reports.preload(ids, work);
  }

  /** By either code; null when there is none. */
  async find(code: string): Promise<HotichDossier | null> {
    if (!isCode(code)) return null;
    const mine = ours(this.dataSource.manager);
    const dossier = await this.dataSource.manager.findOne(HotichDossier, {
      where: [
        { maHoSo: code, ...mine },
        { maHoSoLT: code, ...mine },
      ],
    });
    if (dossier) this.fence(dossier);
    return dossier;
  }

  async timeline(dossierId: string, manager = this.dataSource.manager): Promise<HotichTimelineEntry[]> {
    return manager.find(HotichTimelineEntry, { where: { dossierId, ...ours(manager) }, order: { seq: 'ASC' } });
  }

  async content(dossier: HotichDossier, work: UnitOfWork): Promise<HotichContent> {
    return work
      .latest(work.manager.createQueryBuilder(HotichContent, 'c'))
      .where({ dossierId: dossier.id, version: dossier.version, ...ours(work.manager) })
      .getOneOrFail();
  }

  /** The row and its first timeline entry; `work.isNew` says whether its codes were free. */
  create(created: NewDossier, event: string, note: MoveNote, work: UnitOfWork): HotichDossier {
    // In two steps: V8 makes a slow object of so many properties spread and assigned at once, at a hundred times the cost.
    const dossier = Object.assign(new HotichDossier(), created);
    dossier.environment = this.options.environment;
    dossier.heldFrom = null;
    dossier.diagnosis = null;
    dossier.version = 1;
    dossier.sentVersion = null;
    dossier.route = created.route ?? null;
    dossier.registerStatus = null;
    dossier.timelineLength = 1;
    dossier.timelineHash = null;
    dossier.createdAt = work.now;
    dossier.updatedAt = work.now;
    const entry = this.chained(dossier, event, null, note, work);
    work.insertFirst(HotichDossier, dossier);
    work.insert(HotichTimelineEntry, entry);
    return remembered(dossier, work);
  }

  /**
   * Moves a locked dossier and writes its timeline; the host's listeners are told when all is written, in the same
   * transaction.
   *
   * @throws HotichStateError when the state machine does not know the move from here.
   */
  move(dossier: HotichDossier, move: Move, note: MoveNote, work: UnitOfWork): void {
    const from = dossier.state;
    const to = nextState(dossier, move);
    // Its own reason goes with it, in whose place nobody saw that of a report.
    if (from === 'held') this.reports.putBack(dossier, work);
    // One after the other: spread into one object, they would cost more than all the rest of the move.
    if (to !== 'held') this.change(dossier, from === 'held' ? CLEARED : this.doubtless(dossier, work), work);
    this.write(dossier, note.set, work);
    this.change(dossier, { heldFrom: to === 'held' ? from : null, state: to }, work);
    work.insert(HotichTimelineEntry, this.chained(dossier, move, from, note, work));
    if (!this.listeners.any) return;
    const change: StatusChange = {
      dossier: viewOf(dossier),
      move,
      from,
      to: MOVES[move].to,
      actor: note.actor,
      ...(note.reason === undefined ? {} : { reason: note.reason }),
      ...(note.deadline === undefined ? {} : { deadline: note.deadline }),
      ...(note.data === undefined ? {} : { data: note.data }),
      ...(note.attachments === undefined ? {} : { attachments: note.attachments }),
    };
    work.tell(() => this.listeners.statusChanged(change, work.manager));
  }

  /** Records something that happened without moving the locked dossier. */
  note(dossier: HotichDossier, event: string, note: MoveNote, work: UnitOfWork): void {
    this.write(dossier, note.set, work);
    work.insert(HotichTimelineEntry, this.chained(dossier, event, dossier.state, note, work));
  }

  /** By which way what surely never went out is to go now. Not a timeline event: that it was sent is, and by which way. */
  reroute(dossier: HotichDossier, route: Route, work: UnitOfWork): void {
    dossier.route = route;
    work.update(HotichDossier, dossier, ['route']);
  }

  /**
   * What it waits for, shown until the next thing that goes well. Not a timeline event: it may repeat for hours. Of what is held the
   * reason stands, and so does that of a report that is held.
   */
  async diagnose(dossierId: string, diagnosis: Diagnosis | null, work: UnitOfWork): Promise<void> {
    const dossier = await this.lockId(dossierId, work);
    if (!dossier) return;
    await this.reports.preload([dossierId], work);
    if (this.stands(dossier, work)) return;
    dossier.diagnosis = diagnosis;
    work.update(HotichDossier, dossier, ['diagnosis']);
  }

  /** What to set after something that went well. */
  doubtless(dossier: HotichDossier, work: UnitOfWork): { readonly diagnosis?: null } {
    return this.stands(dossier, work) ? UNCHANGED : CLEARED;
  }

  /** Whether people must go on seeing the diagnosis until they have mended its cause: the dossier's, or that of a report of it. */
  private stands(dossier: HotichDossier, work: UnitOfWork): boolean {
    return dossier.state === 'held' || this.reports.anyHeld(dossier, work);
  }

  /** With an entry of its timeline. */
  private write(dossier: HotichDossier, set: Partial<HotichDossier> | undefined, work: UnitOfWork): void {
    if (set) this.change(dossier, set, work);
    dossier.timelineLength++;
    dossier.updatedAt = work.now;
    work.update(HotichDossier, dossier, WITH_EVERY_ENTRY);
  }

  private change(dossier: HotichDossier, set: Partial<HotichDossier>, work: UnitOfWork): void {
    Object.assign(dossier, set);
    work.update(HotichDossier, dossier, Object.keys(set) as (keyof HotichDossier)[]);
  }

  /** The next row of the timeline; its hash becomes the dossier's, which is locked and will be written. */
  private chained(
    dossier: HotichDossier,
    event: string,
    from: DossierState | null,
    note: MoveNote,
    work: UnitOfWork,
  ): HotichTimelineEntry {
    const entry: HotichTimelineEntry = {
      dossierId: dossier.id,
      seq: dossier.timelineLength,
      event,
      fromState: from,
      toState: dossier.state,
      // As a database gives it back, or the row would not fit its hash.
      actor: storable(note.actor),
      reason: note.reason === undefined ? null : storable(note.reason),
      exchangeId: note.exchangeId ?? null,
      detail: note.detail ?? null,
      at: work.now,
      hash: null,
    };
    entry.hash = chainHash(dossier.timelineHash, entry, this.digest);
    dossier.timelineHash = entry.hash;
    return entry;
  }

  private fence(dossier: HotichDossier): void {
    if (dossier.environment === this.options.environment) return;
    throw new HotichEnvironmentError(dossier.maHoSo, dossier.environment, this.options.environment);
  }
}

/** Asked for what is undefined, TypeORM 0.3 gives any row. */
const isCode = (code: unknown): boolean => typeof code === 'string';

/** One object per dossier and transaction, so that its changes add up. */
function remembered(dossier: HotichDossier, work: UnitOfWork): HotichDossier {
  const known = work.locked.get(dossier.id);
  if (!known) work.locked.set(dossier.id, dossier);
  return known ?? dossier;
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
