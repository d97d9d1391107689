import {
  Brackets,
  type DataSource,
  type EntityManager,
  type EntityMetadata,
  type EntityTarget,
  type ObjectLiteral,
} from 'typeorm';
import { HotichSealError } from '../../errors';
import { inOrder } from '../in-order';
import { ownTransaction } from '../own-transaction';
import { ours } from '../province';
import { updateRows } from '../rows';
import { prefixOf } from './cipher';
import { sealedColumns } from './sealed-columns';

export interface Sweep {
  readonly rewritten: number;
  /** Rows that no key at hand opens. */
  readonly unreadable: number;
}

/** The rows of one table whose sealed columns are plain, or sealed with another key than the current one. */
export class SealedTable {
  private readonly entity: EntityTarget<ObjectLiteral>;
  private readonly keys: readonly string[];

  constructor(
    private readonly dataSource: DataSource,
    private readonly metadata: EntityMetadata,
    private readonly currentKeyId: string,
  ) {
    this.entity = metadata.target;
    this.keys = metadata.primaryColumns.map((column) => column.propertyName);
  }

  get name(): string {
    return this.metadata.givenTableName ?? this.metadata.tableName;
  }

  /** Seals them anew, once through the table; rows that somebody holds are passed over. */
  async sweep(batchSize: number): Promise<Sweep> {
    let rewritten = 0;
    let unreadable = 0;
    let last: ObjectLiteral | undefined;
    do {
      const rows = await ownTransaction(this.dataSource.manager, async (manager) => {
        const batch = await this.stale(manager, batchSize, last);
        const readable = batch.filter((row) => this.opens(row));
        await updateRows(manager, this.entity, readable);
        rewritten += readable.length;
        unreadable += batch.length - readable.length;
        return batch;
      });
      last = rows.length < batchSize ? undefined : rows.at(-1);
    } while (last);
    return { rewritten, unreadable };
  }

  count(): Promise<number> {
    return this.select(this.dataSource.manager).getCount();
  }

  private stale(manager: EntityManager, limit: number, after: ObjectLiteral | undefined): Promise<ObjectLiteral[]> {
    const query = inOrder(this.select(manager), this.keys, after);
    // A row that is being written is passed over, and so are its locks: rotation never waits, and never makes a deadlock.
    return query.limit(limit).setLock('pessimistic_write').setOnLocked('skip_locked').getMany();
  }

  private select(manager: EntityManager) {
    const prefix = prefixOf(this.currentKeyId);
    const stale = new Brackets((where) => {
      for (const [property, as] of sealedColumns(this.entity)) {
        // Not LIKE: a key may be called `k_1`. A JSON column holds a sealed text as a JSON string.
        const begins = as === 'json' ? `"${prefix}` : prefix;
        where.orWhere(
          `(r.${property} is not null and substr(r.${property}, 1, ${begins.length}) <> :begins_${property})`,
          { [`begins_${property}`]: begins },
        );
      }
    });
    return manager.createQueryBuilder(this.entity, 'r').where(ours(manager)).andWhere(stale);
  }

  private opens(row: ObjectLiteral): boolean {
    try {
      for (const property of sealedColumns(this.entity).keys()) void row[property];
      return true;
    } catch (error) {
      if (error instanceof HotichSealError) return false;
      throw error;
    }
  }
}
