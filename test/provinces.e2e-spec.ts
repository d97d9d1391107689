import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fault, HotichSimulator } from '@hotich/simulator';
import {
  type GatewayOptions,
  HOTICH_MIGRATIONS,
  type HotichModuleOptions,
  HotichVault,
  TimelineAuditor,
} from '@hotich/nestjs';
import { DataSource } from 'typeorm';
import { newKey } from './support/at-rest';
import { freshDatabase } from './support/database';
import { eventually, internal, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { expectSentOnce } from './support/scene';

const PARTITION = readFileSync(join(__dirname, '../docs/partition-by-province.sql'), 'utf8');
/** Not of any province: whose database it is, and lists that the whole country shares. */
const SHARED = ['hotich_catalog_version', 'hotich_environment'];

/** The lanes are driven by hand, DVCLT's list by the cron: its slots are kept in a table too. */
const LIST_ONLY = { intake: '* * * * * *', submission: false, status: false, report: false } as const;

const SEALED = { encryption: { keys: [newKey('k1')], hashKey: newKey('h').key } };

// Each test starts hosts and remotes of several provinces, and some take the whole way twice.
jest.setTimeout(30_000);

describe('the province of every row', () => {
  let url: string;
  const open: { close(): Promise<void> }[] = [];
  beforeEach(async () => (url = await freshDatabase()));
  afterEach(closeAll);

  async function closeAll(): Promise<void> {
    for (const one of open.splice(0)) await one.close();
  }

  async function province(provinceCode: string, { encryption, ...more }: Partial<HotichModuleOptions> = {}) {
    const remotes = await HotichSimulator.start({ provinceCode, units: [{ code: '07210', name: 'Phường Mẫu' }] });
    const host = await startHost(url, {
      ...optionsFor(remotes, { ...more, provinceCode, schedule: LIST_ONLY }),
      ...(encryption ? { encryption } : {}),
    });
    open.push(host, { close: () => remotes.stop() });
    return { provinceCode, remotes, host };
  }
  const tables = async ({ db }: TestHost) =>
    (
      await db.query<{ name: string }[]>(
        `select relname as name from pg_class where relname like 'hotich\\_%' and relkind in ('r', 'p') and not relispartition`,
      )
    )
      .map(({ name }) => name)
      .filter((name) => !SHARED.includes(name));

  /** A session tells the statistics what it did at its end. */
  async function sessionsEnd(look: DataSource): Promise<void> {
    await closeAll();
    await eventually(async () => {
      const others = await look.query<unknown[]>(
        'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
      return others.length === 0;
    });
  }

  /** The whole way of one national dossier, and one of the province's own. */
  async function mainJob({ provinceCode, remotes, host }: Awaited<ReturnType<typeof province>>): Promise<void> {
    const { maHoSo } = remotes.citizen.fileBirth();
    const own = nextCode();
    await host.sync.submit(birthInput(own));
    await host.interlink.runIntakeOnce();
    await host.interlink.accept(maHoSo, 'can.bo.mau');
    await host.sync.runOnce();
    remotes.register.registerAndIssue(maHoSo);
    await host.poller.refresh([maHoSo, own]);
    await host.interlink.complete(maHoSo, 'can.bo.mau');
    await host.interlink.runReportOnce();
    expect(remotes.interlink.dossier(maHoSo)!.statuses).toEqual([1, 3, 7, 4, 5]);
    expectSentOnce(remotes, maHoSo, own);
    expect(await host.poller.result(maHoSo)).toBeDefined();
    await eventually(async () => {
      const slots = await host.db.query<unknown[]>('select 1 from hotich_schedule where ma_tinh = $1', [provinceCode]);
      return slots.length > 0;
    });
  }

  it('stands in every table that a province fills', async () => {
    const one = await province('24', SEALED);
    await mainJob(one);
    expect(await one.host.sync.search({ fullName: 'NGUYỄN THỊ MẪU' })).not.toHaveLength(0);
    const names = await tables(one.host);
    expect(names.length).toBeGreaterThan(10);
    const found = await Promise.all(
      names.map(async (name) => {
        const rows = await one.host.db.query<{ province: string }[]>(
          `select distinct ma_tinh as province from ${name}`,
        );
        return [name, rows.map((row) => row.province)] as const;
      }),
    );
    expect(found.filter(([, provinces]) => provinces.some((code) => code !== '24'))).toEqual([]);
    expect(found.filter(([, provinces]) => provinces.length === 0).map(([name]) => name)).toEqual([]);
  });

  it('is not missed in rows of a version that wrote none', async () => {
    const { remotes, host } = await province('24');
    const code = nextCode();
    await host.sync.submit(birthInput(code));
    for (const name of await tables(host)) await host.db.query(`update ${name} set ma_tinh = ''`);
    await host.sync.runOnce();
    expectSentOnce(remotes, code);
    expect(await host.sync.find(code)).toMatchObject({ state: 'sent' });
    expect(await host.sync.submit(birthInput(code))).toMatchObject({ state: 'sent' });
  });

  it('keeps a second province from tables whose keys do not have it: what it is given is refused, not left lying there', async () => {
    const first = await province('24');
    await mainJob(first);
    const { host } = await province('27');
    // A replica that drives no lane finds out by itself.
    await eventually(() => internal<{ refused: boolean }>(host, 'EnvironmentFence').refused);
    const refused = { code: 'HT-1002' };
    await expect(host.sync.submit(birthInput(nextCode()))).rejects.toMatchObject(refused);
    await expect(host.sync.runOnce()).rejects.toMatchObject(refused);
    await expect(host.tokens.getToken()).rejects.toMatchObject(refused);
    for (const name of await tables(host))
      expect(await host.db.query(`select 1 from ${name} where ma_tinh = '27'`)).toEqual([]);
  });

  describe('in tables partitioned by it', () => {
    it('leads every statement of a province to its own partition', async () => {
      const look = await new DataSource({ type: 'postgres', url }).initialize();
      // In sessions that end: one that goes on tells what it did when it likes, and so after the reset.
      const first = await province('24');
      await first.host.db.query(PARTITION);
      // The very first process looks whether anybody's dossiers belong to the other environment.
      await first.host.sync.runOnce();
      await sessionsEnd(look);
      await look.query('select pg_stat_reset()');
      const one = await province('24', { ...SEALED, gateway: { concurrency: 1 } as GatewayOptions });
      // Long enough for what waits to look at the gate.
      one.remotes.behaviour.latencyMs = 150;
      await mainJob(one);
      expect(await one.host.sync.search({ fullName: 'NGUYỄN THỊ MẪU' })).not.toHaveLength(0);
      expect(await one.host.get(TimelineAuditor).verify()).toMatchObject({ ok: true });
      await one.host.get(HotichVault).rotate();
      await sessionsEnd(look);
      const scanned = await look.query<{ name: string; scans: string }[]>(
        `select relname as name, seq_scan + coalesce(idx_scan, 0) as scans from pg_stat_user_tables
         where relname like 'hotich\\_%' and relname ~ '_\\d\\d$' order by 1`,
      );
      await look.destroy();
      const of = (code: string) => scanned.filter(({ name }) => name.endsWith(code));
      expect(of('_24').length).toBeGreaterThan(10);
      expect(of('_24').filter(({ scans }) => scans === '0')).toEqual([]);
      expect(of('_27').filter(({ scans }) => scans !== '0')).toEqual([]);
    });

    it('holds two provinces apart that know the same codes', async () => {
      const first = await province('24');
      await first.host.db.query(PARTITION);
      const second = await province('27');
      await mainJob(first);
      await mainJob(second);
      const counts = await first.host.db.query<{ province: string; dossiers: string; codes: string }[]>(
        `select ma_tinh as province, count(*) as dossiers, count(distinct ma_ho_so) as codes from hotich_dossier group by 1 order by 1`,
      );
      expect(counts).toEqual([
        { province: '24', dossiers: '2', codes: '2' },
        { province: '27', dossiers: '2', codes: '2' },
      ]);
    });

    it('has a gate of its own: a carrier that asks one province for quiet does not silence another', async () => {
      const first = await province('24');
      await first.host.db.query(PARTITION);
      const second = await province('27', { gateway: { concurrency: 1 } as GatewayOptions });
      first.remotes.faults.next('register.submit', fault.throttled(60));
      await first.host.sync.submit(birthInput(nextCode()));
      await first.host.sync.runOnce();
      second.remotes.behaviour.latencyMs = 150;
      const codes = [nextCode(), nextCode(), nextCode()];
      for (const code of codes) await second.host.sync.submit(birthInput(code));
      await second.host.sync.runOnce();
      expectSentOnce(second.remotes, ...codes);
    });

    it('still keeps a code from being taken twice', async () => {
      const { remotes, host } = await province('24');
      await host.db.query(PARTITION);
      const code = nextCode();
      await Promise.all(Array.from({ length: 4 }, () => host.sync.submit(birthInput(code))));
      await host.sync.runOnce();
      expectSentOnce(remotes, code);
      await expect(host.sync.submit(birthInput(code, { nksHoTen: 'NGUYỄN THỊ MẪU KHÁC' }))).rejects.toMatchObject({
        name: 'HotichConflictError',
      });
    });

    it('may be partitioned again, for another province and after an upgrade', async () => {
      const one = await province('24');
      await one.host.db.query(PARTITION);
      await one.host.db.query(
        `create table hotich_later (id uuid primary key, ma_tinh varchar(2) not null default '')`,
      );
      await one.host.db.query(PARTITION.replace(`array['24', '27']`, `array['24', '27', '31']`));
      const parts = await one.host.db.query<{ part: string }[]>(
        `select inhrelid::regclass::text as part from pg_inherits where inhparent = 'hotich_later'::regclass order by 1`,
      );
      expect(parts.map(({ part }) => part)).toEqual(['hotich_later_24', 'hotich_later_27', 'hotich_later_31']);
      await mainJob(one);
      await mainJob(await province('31'));
    });

    it('is migrated on as before', async () => {
      url = await freshDatabase({ migrate: false });
      const at = HOTICH_MIGRATIONS.findIndex(({ name }) => name.startsWith('HotichProvince'));
      const old = await new DataSource({
        type: 'postgres',
        url,
        migrations: HOTICH_MIGRATIONS.slice(0, at + 1),
      }).initialize();
      await old.runMigrations();
      await old.query(PARTITION);
      await old.destroy();
      const one = await province('24');
      await one.host.db.runMigrations();
      await mainJob(one);
    });
  });
});
