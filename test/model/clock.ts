import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';

/** Whose time it is: several worlds live in one process. */
const here = new AsyncLocalStorage<Clock>();
const now = performance.now.bind(performance);

/**
 * Time that passes when it is told to: the database's clock and this process's monotonic one go forward together, so that
 * leases, pauses and deadlines run out without anybody waiting. The database's function is laid over by one of its name.
 */
export class Clock {
  private ahead = 0;

  /** @param control opened after {@link install}: what looks at the world lives in its time too. */
  constructor(private readonly control: DataSource) {
    performance.now = () => now() + (here.getStore()?.ahead ?? 0);
  }

  /** Sessions opened after this have it. */
  static async install(url: string): Promise<void> {
    const before = await new DataSource({ type: 'postgres', url }).initialize();
    await before.query(`create schema virtual;
      create table virtual.clock (ahead interval not null);
      insert into virtual.clock values ('0');
      create function virtual.clock_timestamp() returns timestamptz language sql volatile
        as 'select pg_catalog.clock_timestamp() + ahead from virtual.clock';
      alter database ${new URL(url).pathname.slice(1)} set search_path = virtual, pg_catalog, public`);
    await before.destroy();
  }

  /** What happens inside happens in this clock's time. */
  within<T>(does: () => Promise<T>): Promise<T> {
    return here.run(this, does);
  }

  async advance(ms: number): Promise<void> {
    this.ahead += ms;
    await this.control.query(`update virtual.clock set ahead = ahead + $1 * interval '1 millisecond'`, [ms]);
  }
}
