import { createHash, randomBytes } from 'node:crypto';
import {
  type HotichConfigurationError,
  HotichEnvironment,
  HotichKeyProvider,
  type HotichModuleOptions,
  HotichVault,
  RetentionService,
} from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { freshDatabase } from './support/database';
import { eventually, internal, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

const REFUSED = { code: 'HT-2005', kind: 'configuration' };

describe('the fence between the environments', () => {
  let remotes: HotichSimulator;
  let url: string;
  let hosts: TestHost[];
  beforeAll(async () => (remotes = await HotichSimulator.start()));
  afterAll(() => remotes.stop());
  beforeEach(async () => {
    url = await freshDatabase();
    hosts = [];
  });
  afterEach(() => Promise.all(hosts.map((host) => host.close())));

  async function host(environment: 'test' | 'production', more: Partial<HotichModuleOptions> = {}): Promise<TestHost> {
    const started = await startHost(url, { ...optionsFor(remotes, more), ...more, environment });
    hosts.push(started);
    return started;
  }
  const belongsTo = async ({ db }: TestHost) => (await db.manager.findOneBy(HotichEnvironment, { id: 1 }))?.environment;
  const calls = () => remotes.calls.all.length;

  it('gives a database to the environment that uses it first, and keeps no secret there', async () => {
    const first = await host('test');
    await eventually(() => belongsTo(first));
    const [row] = await first.db.query<object[]>('select * from hotich_environment');
    expect(Object.values(row!).join()).toMatch(/^1,test,24,[0-9a-f]{64},\d+,\d+$/);
    await host('test');
    expect(await first.db.manager.count(HotichEnvironment)).toBe(1);
  });

  it('a production process on the test database sends nothing, stores nothing and says why, by hand or by schedule', async () => {
    const test = await host('test');
    const code = nextCode();
    await test.sync.submit(birthInput(code));
    await eventually(() => belongsTo(test));
    remotes.citizen.fileBirth();

    const before = calls();
    const every = { submission: '* * * * * *', status: '* * * * * *', intake: '* * * * * *', report: '* * * * * *' };
    const production = await host('production', { schedule: every });
    await expect(production.sync.runOnce()).rejects.toMatchObject(REFUSED);
    await expect(production.poller.runOnce()).rejects.toMatchObject(REFUSED);
    await expect(production.get(HotichVault).rotate()).rejects.toMatchObject(REFUSED);
    await expect(production.get(RetentionService).runOnce()).rejects.toMatchObject(REFUSED);
    await expect(production.interlink.runIntakeOnce()).rejects.toMatchObject(REFUSED);
    await expect(production.interlink.runReportOnce()).rejects.toMatchObject(REFUSED);
    await expect(production.sync.submit(birthInput(nextCode()))).rejects.toMatchObject(REFUSED);
    await expect(production.tokens.getToken()).rejects.toMatchObject(REFUSED);
    const list = Buffer.from('ma,ten\n1,Nam mẫu');
    await expect(production.catalog.importFile(list, { kind: 'gioiTinh', system: 'register' })).rejects.toMatchObject(
      REFUSED,
    );
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    expect(calls()).toBe(before);
    expect(await test.db.query('select environment from hotich_dossier')).toEqual([{ environment: 'test' }]);

    await test.sync.runOnce();
    expect(remotes.ledger.submissions(code)).toHaveLength(1);
  });

  it('stores nothing there either where the look at boot has failed, and nobody has asked a remote since', async () => {
    const test = await host('test');
    await eventually(() => belongsTo(test));
    await test.db.query('alter table hotich_environment rename to hotich_away');
    const production = await host('production');
    await expect(internal<{ passed(): Promise<void> }>(production, 'EnvironmentFence').passed()).rejects.toThrow(
      /hotich_environment/,
    );
    await test.db.query('alter table hotich_away rename to hotich_environment');
    const { db, sync } = production;
    await expect(db.transaction((tx) => sync.submit(birthInput(nextCode()), tx))).rejects.toMatchObject(REFUSED);
    await expect(sync.submit(birthInput(nextCode()))).rejects.toMatchObject(REFUSED);
    expect(await test.db.query('select ma_ho_so from hotich_dossier')).toEqual([]);
  });

  it('finds the owner also of tables that were in use before there was a fence', async () => {
    const test = await host('test');
    await test.sync.submit(birthInput(nextCode()));
    await eventually(() => belongsTo(test));
    await test.db.query('delete from hotich_environment');
    const production = await host('production');
    await expect(production.sync.runOnce()).rejects.toMatchObject(REFUSED);
    expect(await belongsTo(test)).toBeUndefined();
  });

  it('decides between two that come at the same moment', async () => {
    const both = await Promise.all([host('test'), host('production')]);
    const runs = await Promise.allSettled(both.map((one) => one.sync.runOnce()));
    expect(runs.map((run) => run.status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('holds up no boot: without tables the host is up, and works once they are there', async () => {
    url = await freshDatabase({ migrate: false });
    const early = await host('test');
    await expect(early.sync.runOnce()).rejects.toThrow(/hotich_environment/);
    await early.db.runMigrations();
    const code = nextCode();
    await early.sync.submit(birthInput(code));
    await early.sync.runOnce();
    expect(remotes.ledger.submissions(code)).toHaveLength(1);
  });

  it('does not mind that an address or account changes, and remembers it', async () => {
    const print = async ({ db }: TestHost) => (await db.manager.findOneBy(HotichEnvironment, { id: 1 }))?.fingerprint;
    const first = await host('test');
    const before = await eventually(() => print(first));
    const moved = { ...optionsFor(remotes).gateway, baseUrl: `${remotes.gatewayUrl}/` };
    const same = await host('test', { gateway: moved });
    await same.sync.runOnce();
    expect(await print(first)).toBe(before);
    await (await host('test', { gateway: { ...moved, consumerKey: 'khoa-moi' } })).sync.runOnce();
    expect(await print(first)).not.toBe(before);
  });

  describe('knows what is the other side of it', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const key = randomBytes(32);

    it.each<[string, () => Partial<HotichModuleOptions>, string]>([
      ['a remote', () => ({ otherEnvironment: { hosts: [new URL(remotes.gatewayUrl).host] } }), 'gateway.baseUrl'],
      ['an account', () => ({ otherEnvironment: { accounts: [sha256(remotes.consumerKey)] } }), 'gateway.consumerKey'],
      [
        'a key',
        () => ({ otherEnvironment: { keyIds: ['that'] }, encryption: { keys: [{ id: 'that', key }] } }),
        'encryption.keys[0].id',
      ],
    ])('%s of the other environment stops the boot before anything is sent', async (_what, more, path) => {
      const before = calls();
      const error: unknown = await host('test', more()).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'HT-1001', kind: 'configuration' });
      const { problems } = error as HotichConfigurationError;
      expect(problems).toContainEqual(expect.objectContaining({ path, rule: 'otherEnvironment' }));
      for (const { remedy } of problems) expect(remedy.vi).toContain('otherEnvironment');
      expect(calls()).toBe(before);
    });

    it('a key that only a vault brings is refused when it does, and nothing is sealed with it', async () => {
      class Vault extends HotichKeyProvider {
        keys = () => Promise.resolve([{ id: 'that', key }]);
      }
      const mixed = await host('test', { otherEnvironment: { keyIds: ['that'] }, encryption: new Vault() });
      await expect(mixed.sync.submit(birthInput(nextCode()))).rejects.toMatchObject({
        code: 'HT-1001',
        problems: [{ path: 'encryption.keys[0].id', rule: 'otherEnvironment' }],
      });
      expect(await mixed.db.query('select ma_ho_so from hotich_dossier')).toEqual([]);
    });
  });
});
