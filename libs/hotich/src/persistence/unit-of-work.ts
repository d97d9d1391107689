import type { EntityManager, EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { keysReady } from './at-rest';
import { databaseNow, type Instant, instant } from './database-clock';
import { dialectOf } from './dialect';
import { HotichSearch, HotichTask, TASK_KEY, type HotichDossier, type HotichReport } from './entities';
import { type EntityWrite, writeIfNew, writeRows } from './rows';

type Row = ObjectLiteral & { readonly id: string };
type Inserts = Map<EntityTarget<ObjectLiteral>, ObjectLiteral[]>;

const ASKED_AGAIN = { key: TASK_KEY, mark: 'asked_again' };

/** A row of which nobody knows yet whether its keys are free. */
interface First {
  readonly entity: EntityTarget<ObjectLiteral>;
  readonly row: ObjectLiteral;
  /** What was to be inserted before it, and does not belong to it. */
  readonly before: Inserts;
}

/** A listener or settle that failed, and whose it was. */
export class SubjectError extends Error {
  constructor(
    readonly subject: string,
    override readonly cause: unknown,
  ) {
    super('a step of this subject failed');
  }
}

/**
 * What one transaction is going to write. Writes are kept back and made together, so that a batch of a hundred dossiers
 * costs as many statements as one; the host's listeners run after them, and see what they speak of.
 */
export class UnitOfWork {
  private inserts: Inserts = new Map();
  private updates = new Map<EntityTarget<ObjectLiteral>, { rows: Map<string, Row>; changed: Set<string> }>();
  private first?: First | undefined;
  private readonly muted = new Set<string>();
  private events: { subject: string; tell: () => Promise<void> }[] = [];
  /** Whose step is being made; a listener that throws is laid at its door. */
  subject = '';
  /** Rows locked by this transaction, by id. */
  readonly locked = new Map<string, HotichDossier>();
  /** Ids of dossiers that were to be locked, and that somebody else has locked: where {@link passing}. */
  readonly passedOver = new Set<string>();
  /** Reports of locked dossiers, oldest first, by dossier. */
  readonly reports = new Map<string, HotichReport[]>();

  private constructor(
    readonly manager: EntityManager,
    /** The database's clock at the beginning: the instant of everything that happens in this transaction. */
    readonly now: Date,
    /** Before {@link now} was read. */
    readonly begunAt: Instant,
    /** Dossiers that somebody has locked are passed over, not waited for. */
    readonly passing: boolean,
  ) {}

  static async begin(manager: EntityManager, { passing = false } = {}): Promise<UnitOfWork> {
    await keysReady(manager);
    const begunAt = instant();
    return new UnitOfWork(manager, await databaseNow(manager), begunAt, passing);
  }

  /** Makes a query see what others have committed by now: a host's transaction may look at an older state. */
  latest<T extends ObjectLiteral>(query: SelectQueryBuilder<T>): SelectQueryBuilder<T> {
    return dialectOf(this.manager.connection).lockLatest ? query.setLock('pessimistic_write') : query;
  }

  insert<T extends ObjectLiteral>(entity: EntityTarget<T>, ...rows: T[]): void {
    const waiting = this.inserts.get(entity);
    if (waiting) waiting.push(...rows);
    else this.inserts.set(entity, rows);
  }

  /**
   * A row to which all belongs that is inserted until {@link isNew} is asked: both are written together, or none of them.
   *
   * @param row its primary key is nobody else's.
   */
  insertFirst<T extends ObjectLiteral>(entity: EntityTarget<T>, row: T): void {
    this.first = { entity, row, before: this.inserts };
    this.inserts = new Map();
  }

  /** @returns false when a key of the row that was inserted first is taken: nothing that belongs to it is written then. */
  async isNew(): Promise<boolean> {
    if (!this.first) return true;
    const { entity, row, before } = this.first;
    const belonging = this.takeInserts();
    this.first = undefined;
    // Of the batch's other subjects.
    this.inserts = before;
    return writeIfNew(this.manager, entity, row, belonging);
  }

  /** Writes what has changed of the row back; its lock, or its dossier's, is held. */
  update<T extends Row>(entity: EntityTarget<T>, row: T, changed: readonly (keyof T & string)[]): void {
    const waiting = this.updates.get(entity) ?? { rows: new Map<string, Row>(), changed: new Set<string>() };
    waiting.rows.set(row.id, row);
    for (const property of changed) waiting.changed.add(property);
    this.updates.set(entity, waiting);
  }

  /** Told once everything is written, inside the transaction. */
  tell(tell: () => Promise<void>): void {
    if (!this.muted.has(this.subject)) this.events.push({ subject: this.subject, tell });
  }

  /** Nobody is told what happens to the subject of this step: the telling itself is what goes wrong. */
  mute(): void {
    this.muted.add(this.subject);
  }

  /**
   * Writes everything, then tells the listeners.
   *
   * @returns whether anybody was told anything.
   * @throws SubjectError of the first listener that throws.
   */
  async flush(): Promise<boolean> {
    await this.write();
    const events = this.events;
    this.events = [];
    for (const { subject, tell } of events) {
      try {
        await tell();
      } catch (error) {
        throw new SubjectError(subject, error);
      }
    }
    await this.write();
    return events.length > 0;
  }

  private async write(): Promise<void> {
    if (this.first) throw new Error('hotich: nobody asked whether the dossier is new');
    const { updates } = this;
    this.updates = new Map();
    await writeRows(this.manager, [
      // The columns that any of the rows has changed, of all of them.
      ...[...updates].map(([entity, { rows, changed }]) => ({
        how: 'update' as const,
        entity,
        rows: [...rows.values()],
        changed,
      })),
      ...this.takeInserts(),
    ]);
  }

  private takeInserts(): EntityWrite[] {
    const { inserts } = this;
    this.inserts = new Map();
    return [...inserts].map(([entity, rows]): EntityWrite => {
      // A task that is there already does the work, and comes back where it was begun before it knew of it.
      if (entity === HotichTask) return { how: 'insertNew', entity, rows: onePerSubject(rows), taken: ASKED_AGAIN };
      // A term once indexed needs no second row.
      return { how: entity === HotichSearch ? 'insertNew' : 'insert', entity, rows };
    });
  }
}

function onePerSubject(tasks: readonly ObjectLiteral[]): ObjectLiteral[] {
  const bySubject = new Map<string, ObjectLiteral>();
  for (const task of tasks as HotichTask[]) {
    const key = `${task.lane} ${task.subjectId}`;
    if (!bySubject.has(key)) bySubject.set(key, task);
  }
  return [...bySubject.values()];
}
