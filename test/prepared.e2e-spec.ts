import type { EntityManager } from 'typeorm';
import { HotichSimulator } from '@hotich/simulator';
import { TcpProxy } from './faults/support/tcp-proxy';
import { freshDatabase } from './support/database';
import { optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { expectSentOnce } from './support/scene';

/** Of the pool. */
const CONNECTIONS = 10;

jest.setTimeout(30_000);

describe('statements prepared on PostgreSQL', () => {
  let remotes: HotichSimulator;
  let url: string;
  let host: TestHost | undefined;
  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    url = await freshDatabase();
  });
  afterEach(() => host?.close());
  afterAll(() => remotes.stop());

  /** On the connection that has just taken a dossier. */
  async function preparedAfterSubmit({ db, sync }: TestHost): Promise<number> {
    return db.transaction(async (manager) => {
      await sync.submit(birthInput(nextCode()), manager);
      return prepared(manager);
    });
  }

  async function prepared(manager: EntityManager): Promise<number> {
    const [row] = await manager.query<[{ n: number }]>(
      `select count(*)::int as n from pg_prepared_statements where name like 'hotich_%'`,
    );
    return row.n;
  }

  async function sendsOnce({ sync }: TestHost): Promise<void> {
    const input = birthInput(nextCode());
    await sync.submit(input);
    await sync.runOnce();
    expect(await sync.find(input.maHoSo)).toMatchObject({ state: 'sent' });
    expectSentOnce(remotes, input.maHoSo);
  }

  it('are planned once on a connection straight to the server', async () => {
    host = await startHost(url, optionsFor(remotes));
    const first = await preparedAfterSubmit(host);
    expect(first).toBeGreaterThan(0);
    for (let i = 0; i < 5; i++) await sendsOnce(host);
    expect(await preparedAfterSubmit(host)).toBeLessThan(60);
  });

  it('are planned anew as their tables grow, though nobody has counted these yet', async () => {
    host = await startHost(await freshDatabase(), optionsFor(remotes));
    const { db } = host;
    const read = async (): Promise<number> => {
      await db.query('select pg_stat_force_next_flush()');
      const [row] = await db.query<[{ n: string }]>(
        `select sum(seq_tup_read) as n from pg_stat_user_tables where relname in ('hotich_dossier', 'hotich_content')`,
      );
      return Number(row.n);
    };
    for (const table of ['hotich_dossier', 'hotich_content'])
      await db.query(`alter table ${table} set (autovacuum_enabled = false)`);
    const often = async (times: number) => {
      for (let i = 0; i < times; i++) await sendsOnce(host!);
    };
    await often(30);
    await db.query(
      `insert into hotich_dossier select copy.* from hotich_dossier original, generate_series(1, 1000) n,
       lateral jsonb_populate_record(original, jsonb_build_object('id', gen_random_uuid(), 'ma_ho_so', original.ma_ho_so || '-' || n)) copy`,
    );
    await db.query(
      `insert into hotich_content select copy.* from hotich_content original, generate_series(1, 1000) n,
       lateral jsonb_populate_record(original, jsonb_build_object('dossier_id', gen_random_uuid(), 'created_at', original.created_at + n)) copy`,
    );
    await often(250);
    const before = await read();
    await often(10);
    expect((await read()) - before).toBeLessThan(20_000);
  });

  it('are not leant on behind a pooler, which tells process numbers of its own', async () => {
    const through = new URL(url);
    const pooler = await TcpProxy.to({ host: through.hostname, port: Number(through.port) });
    pooler.renumber();
    through.port = String(pooler.port);
    host = await startHost(through.href, optionsFor(remotes));
    expect(await preparedAfterSubmit(host)).toBe(0);
    await sendsOnce(host);
    await host.close();
    host = undefined;
    await pooler.end();
  });

  it('that a host wipes from its connections cost one transaction, and none after it', async () => {
    host = await startHost(url, optionsFor(remotes));
    const { db, sync } = host;
    const wiping = (...codes: [string, string]) =>
      db.transaction(async (manager) => {
        await sync.submit(birthInput(codes[0]), manager);
        await manager.query('deallocate all');
        await sync.submit(birthInput(codes[1]), manager);
      });
    const lost: [string, string] = [nextCode(), nextCode()];
    await expect(wiping(...lost)).rejects.toMatchObject({ driverError: { code: '26000' } });
    await expect(sync.find(lost[0])).rejects.toMatchObject({ code: 'HT-2003' });
    await wiping(...lost);
    await sync.runOnce();
    expectSentOnce(remotes, ...lost);
  });

  it('that are gone do not keep a lane from its work', async () => {
    host = await startHost(url, optionsFor(remotes));
    const { db, sync } = host;
    const codes = Array.from({ length: 30 }, () => nextCode());
    for (const code of codes.slice(0, 15)) await sync.submit(birthInput(code));
    await sync.runOnce();
    for (const code of codes.slice(15)) await sync.submit(birthInput(code));
    await Promise.all(Array.from({ length: 2 * CONNECTIONS }, () => db.query('deallocate all')));
    await sync.runOnce();
    for (const code of codes) expect(await sync.find(code)).toMatchObject({ state: 'sent' });
    expectSentOnce(remotes, ...codes);
  });

  it('for what a column was are no fault of the dossiers at hand', async () => {
    const changing = await freshDatabase();
    host = await startHost(changing, optionsFor(remotes));
    const { db, sync } = host;
    await Promise.all(Array.from({ length: CONNECTIONS }, () => sendsOnce(host!)));
    const input = birthInput(nextCode());
    await sync.submit(input);
    await db.query('alter table hotich_dossier alter column ma_tthc type text');
    await sync.runOnce();
    expect(await sync.find(input.maHoSo)).toMatchObject({ state: 'sent' });
    expectSentOnce(remotes, input.maHoSo);
    expect((await sync.timeline(input.maHoSo)).map(({ event }) => event)).toEqual(['submit', 'send']);
  });

  it('are asked about again where a host had spoilt its transaction before', async () => {
    host = await startHost(url, optionsFor(remotes));
    const { db, sync } = host;
    // The database's time is known for a while: a transaction begins with what is prepared.
    await sendsOnce(host);
    const spoilt = Array.from({ length: CONNECTIONS }, () =>
      db.transaction(async (manager) => {
        await manager.query('select 1 / 0').catch(() => undefined);
        await sync.submit(birthInput(nextCode()), manager);
      }),
    );
    for (const one of await Promise.allSettled(spoilt)) {
      expect(one).toMatchObject({ reason: { driverError: { code: '25P02' } } });
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, () => sendsOnce(host!)));
  });

  it('leave its queries to a host that listens to them', async () => {
    host = await startHost(url, optionsFor(remotes));
    const heard: string[] = [];
    host.db.subscribers.push({ beforeQuery: ({ query }) => void heard.push(query) });
    await sendsOnce(host);
    expect(heard.some((query) => query.includes('claimed as ('))).toBe(true);
    expect(heard.some((query) => query.includes('insert into "hotich_dossier"'))).toBe(true);
  });
});
