import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { keysReady } from './at-rest';
import { databaseNow } from './database-clock';
import { HotichContent, HotichDossier, HotichReport, HotichSearch, HotichTask, HotichTimelineEntry } from './entities';
import { insertRows, updateRows } from './rows';

type Row = ObjectLiteral & { readonly id: string };

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
  private readonly inserts = new Map<EntityTarget<ObjectLiteral>, ObjectLiteral[]>();
  private readonly updates = new Map<EntityTarget<ObjectLiteral>, Map<string, Row>>();
  private events: { subject: string; tell: () => Promise<void> }[] = [];
  /** Whose step is being made; a listener that throws is laid at its door. */
  subject = '';
  /** Rows locked by this transaction, by id. */
  readonly locked = new Map<string, HotichDossier>();
  /** Reports of locked dossiers, oldest first, by dossier. */
  readonly reports = new Map<string, HotichReport[]>();

  private constructor(
    readonly manager: EntityManager,
    /** The database's clock at the beginning: the instant of everything that happens in this transaction. */
    readonly now: Date,
  ) {}

  static async begin(manager: EntityManager): Promise<UnitOfWork> {
    await keysReady(manager);
    return new UnitOfWork(manager, await databaseNow(manager));
  }

  insert<T extends ObjectLiteral>(entity: EntityTarget<T>, ...rows: T[]): void {
    const waiting = this.inserts.get(entity);
    if (waiting) waiting.push(...rows);
    else this.inserts.set(entity, rows);
  }

  /** Writes the whole row back; its lock, or its dossier's, is held. */
  update<T extends Row>(entity: EntityTarget<T>, row: T): void {
    const waiting = this.updates.get(entity) ?? new Map<string, Row>();
    this.updates.set(entity, waiting.set(row.id, row));
  }

  /** Told once everything is written, inside the transaction. */
  tell(tell: () => Promise<void>): void {
    this.events.push({ subject: this.subject, tell });
  }

  /** Writes everything, then tells the listeners. @throws SubjectError of the first listener that throws. */
  async flush(): Promise<void> {
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
  }

  private async write(): Promise<void> {
    for (const entity of [HotichDossier, HotichReport]) {
      await updateRows(this.manager, entity, [...(this.updates.get(entity)?.values() ?? [])]);
      this.updates.delete(entity);
    }
    for (const entity of [HotichContent, HotichTimelineEntry, HotichReport, HotichTask, HotichSearch]) {
      const rows = this.inserts.get(entity) ?? [];
      this.inserts.delete(entity);
      // A task that is there already is the one that does the work; a term once indexed needs no second row.
      await insertRows(this.manager, entity, rows, {
        ignoreConflicts: entity === HotichTask || entity === HotichSearch,
      });
    }
  }
}
