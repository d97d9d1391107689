import type { DataSource, QueryRunner } from 'typeorm';
import { eventually } from '../../support/host';
import type { Replica } from './replica';

/** A lock held in the database, at which a replica's next statement waits: the moment to strike. */
export class Barrier {
  private constructor(
    private readonly runner: QueryRunner,
    private readonly control: DataSource,
  ) {}

  /** Nobody reads or writes the table until it is lifted. */
  static onTable(control: DataSource, table: string): Promise<Barrier> {
    return Barrier.hold(control, `lock table ${table} in access exclusive mode`);
  }

  /** Nobody writes the table until it is lifted; it can be read. */
  static onWrites(control: DataSource, table: string): Promise<Barrier> {
    return Barrier.hold(control, `lock table ${table} in exclusive mode`);
  }

  /** Nobody locks or changes these rows until it is lifted; they can be read. */
  static onRows(control: DataSource, query: string): Promise<Barrier> {
    return Barrier.hold(control, `${query} for update`);
  }

  private static async hold(control: DataSource, statement: string): Promise<Barrier> {
    const runner = control.createQueryRunner();
    await runner.startTransaction();
    await runner.query(statement);
    return new Barrier(runner, control);
  }

  /** Resolves with the server processes that wait for a lock, once there are at least so many. @throws when nobody comes; it is lifted then. */
  async reached(count = 1): Promise<number[]> {
    const waiting = async () => {
      const rows = await this.control.query<{ pid: number }[]>(
        `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length >= count ? rows.map((row) => row.pid) : undefined;
    };
    try {
      return await eventually(waiting);
    } catch (error) {
      await this.lift();
      throw error;
    }
  }

  /** Kills it once it waits here; then the way is free for others. */
  async kill(victim: Replica): Promise<void> {
    await this.reached();
    await victim.kill();
    await this.lift();
  }

  /** Something more in the transaction that holds the lock. */
  async query(statement: string, parameters: unknown[] = []): Promise<void> {
    await this.runner.query(statement, parameters);
  }

  async lift(): Promise<void> {
    await this.runner.commitTransaction();
    await this.runner.release();
  }
}

export interface WriteFailure {
  readonly table: string;
  /** PostgreSQL's code, such as `53100` (disk full). */
  readonly sqlState: string;
  /** Fails so often, then never again; without it, until {@link allowWrites}. */
  readonly times?: number;
}

/** The database refuses to let a table grow, with a code of its own. */
export async function failWrites(control: DataSource, failure: WriteFailure): Promise<void> {
  const { table, sqlState, times } = failure;
  const name = `fault_${table}`;
  // A sequence counts on though the transaction that took the number is rolled back.
  await control.query(`create sequence ${name}_count`);
  await control.query(
    `create function ${name}() returns trigger language plpgsql as $$ begin
       if nextval('${name}_count') <= ${times ?? Number.MAX_SAFE_INTEGER} then
         raise exception 'scripted fault' using errcode = '${sqlState}';
       end if;
       return null;
     end $$`,
  );
  await control.query(
    `create trigger ${name} after insert or update on ${table} for each statement execute function ${name}()`,
  );
}

/** Statements that have come since {@link failWrites}: those that failed and, with `times`, those after them. */
export async function writesTried(control: DataSource, table: string): Promise<number> {
  const [{ tried }] = await control.query<[{ tried: string }]>(
    `select case when is_called then last_value else 0 end as tried from fault_${table}_count`,
  );
  return Number(tried);
}

export async function allowWrites(control: DataSource, table: string): Promise<void> {
  await control.query(`drop trigger fault_${table} on ${table}`);
  await control.query(`drop function fault_${table}`);
  await control.query(`drop sequence fault_${table}_count`);
}

/** Has the database note every strike: those of a task that is done are gone with it. */
export async function keepStrikes(control: DataSource): Promise<void> {
  await control.query('create table strike (lane text, subject_id uuid, strikes int)');
  await control.query(
    `create function note_strike() returns trigger language plpgsql as $$ begin
       insert into strike values (new.lane, new.subject_id, new.strikes);
       return null;
     end $$`,
  );
  await control.query(
    `create trigger note_strike after update on hotich_task for each row when (new.strikes > old.strikes)
     execute function note_strike()`,
  );
}
