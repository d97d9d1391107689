import { type EncryptionKey, HotichContent, HotichKeyProvider, HotichTask, HotichVault } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { dump, newKey, sealedHost } from './support/at-rest';
import { byDatabase, freshDatabase } from './support/database';
import type { TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

const isPostgres = byDatabase({ postgres: true, mariadb: false });

describe('the keys of data at rest', () => {
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

  async function host(keys?: EncryptionKey[] | HotichKeyProvider): Promise<TestHost> {
    const encryption = Array.isArray(keys) ? { keys } : keys;
    const started = await sealedHost(url, remotes, encryption);
    hosts.push(started);
    return started;
  }

  async function submitted(by: TestHost, count = 1): Promise<string[]> {
    const codes = Array.from({ length: count }, nextCode);
    for (const code of codes) await by.sync.submit(birthInput(code));
    return codes;
  }

  /** Key ids that stand in any row. */
  async function inUse({ db }: TestHost): Promise<string[]> {
    const text = [...(await dump(db)).values()].join('\n');
    return [...new Set([...text.matchAll(/hotich:2:([\w.-]+):/g)].map(([, id]) => id!))].sort();
  }

  /** How many rows of each table name the key. */
  async function rowsUnder(key: string, { db }: TestHost): Promise<Record<string, number>> {
    const counts = [...(await dump(db))].map(
      ([table, text]) => [table, text.split('\n').filter((row) => row.includes(`hotich:2:${key}:`)).length] as const,
    );
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  const sent = (code: string) => remotes.ledger.submissions(code).length;

  it('given later: what was stored before is read on, and sealed by rotate()', async () => {
    const [code] = await submitted(await host());
    const sealed = await host([newKey('k1')]);
    expect((await sealed.get(HotichVault).rotate()).rewritten).toEqual({
      hotich_content: 1,
      hotich_file: 1,
      hotich_file_chunk: 1,
    });
    await sealed.sync.runOnce();
    expect(sent(code!)).toBe(1);
    expect([...(await dump(sealed.db)).values()].join()).not.toMatch(/NGUYỄN THỊ MẪU|JVBERi0/);
    expect(await sealed.get(HotichVault).rotate()).toEqual({ rewritten: {}, left: 0, unreadable: 0 });
  });

  it('rotated while two replicas work and one still writes with the old key: nothing is lost, and the old key can go', async () => {
    const [old, fresh] = [newKey('k_1'), newKey('kx1')];
    const before = await host([old, fresh]);
    const after = await host([fresh, old]);
    const codes = await submitted(before, 30);
    const writing = (async () => codes.push(...(await submitted(before, 30))))();
    const working = Promise.all([before.sync.runOnce(), after.sync.runOnce()]);
    for (let i = 0; i < 3; i++) await after.get(HotichVault).rotate({ batchSize: 3 });
    await Promise.all([writing, working]);
    await before.sync.runOnce();
    await before.close();
    hosts.shift();
    expect(await after.get(HotichVault).rotate({ batchSize: 7 })).toMatchObject({ left: 0, unreadable: 0 });
    expect(await inUse(after)).toEqual(['kx1']);

    const alone = await host([fresh]);
    await alone.sync.runOnce();
    expect(codes.map(sent)).toEqual(codes.map(() => 1));
    for (const { data } of await alone.db.manager.find(HotichContent)) expect(data.nksHoTen).toBe('NGUYỄN THỊ MẪU');
    for (const code of codes) remotes.register.registerAndIssue(code);
    await alone.poller.refresh(codes);
    expect((await Promise.all(codes.map((code) => alone.sync.find(code)))).every((d) => d.state === 'registered')).toBe(
      true,
    );
  });

  it('rotation that is broken off goes on where it was', async () => {
    const [old, fresh] = [newKey('old'), newKey('fresh')];
    const codes = await submitted(await host([old]), 20);
    const first = await host([fresh, old]);
    // Its connections go in the middle of it, however fast it is.
    let batches = 0;
    const logged = jest.spyOn(first.db.logger, 'logQuery').mockImplementation((sql) => {
      if (/skip locked/i.test(sql) && ++batches === 5) void first.db.destroy();
    });
    await first
      .get(HotichVault)
      .rotate({ batchSize: 2 })
      .catch(() => undefined);
    logged.mockRestore();
    await first.close().catch(() => undefined);
    hosts.pop();
    const second = await host([fresh, old]);
    expect(await inUse(second)).toEqual(['fresh', 'old']);
    const remainder = await rowsUnder('old', second);
    expect((await second.get(HotichVault).rotate({ batchSize: 2 })).rewritten).toEqual(remainder);
    expect(await inUse(second)).toEqual(['fresh']);
    await (await host([fresh])).sync.runOnce();
    expect(codes.map(sent)).toEqual(codes.map(() => 1));
  });

  it('rotation begins every batch where the last one ended, and reads nothing before it', async () => {
    const [old, fresh] = [newKey('old'), newKey('fresh')];
    await submitted(await host([old]), 20);
    const rotating = await host([fresh, old]);
    const logged = jest.spyOn(rotating.db.logger, 'logQuery');
    await rotating.get(HotichVault).rotate({ batchSize: 2 });
    const batches = new Map(
      logged.mock.calls
        .filter(([sql]) => / > .* skip locked/is.test(sql))
        .map(([sql, parameters]) => [/ from \W?(\w+)/i.exec(sql)![1], { sql, parameters }]),
    );
    logged.mockRestore();
    expect([...batches.keys()].sort()).toEqual(['hotich_content', 'hotich_file', 'hotich_file_chunk']);
    for (const { sql, parameters } of batches.values()) {
      const plan = await rotating.db.transaction(async (manager) => {
        // Of so small a table PostgreSQL would rather read everything.
        if (isPostgres) await manager.query('set local enable_seqscan = off');
        return manager.query<object[]>(`explain ${sql}`, parameters);
      });
      expect(JSON.stringify(plan)).toMatch(isPostgres ? /Index Cond/ : /"type":"range"/);
    }
  });

  it.each<[string, () => EncryptionKey[] | undefined, RegExp]>([
    ['of that name but with other bytes', () => [newKey('k1')], /another one, or the value was changed/],
    ['missing among those given', () => [newKey('k2')], /there is no key "k1"/],
    ['missing because none is given', () => undefined, /there is no key "k1"/],
  ])('%s: the dossier waits and says why, goes nowhere, and holds up nobody', async (_, keys, sentence) => {
    const right = [newKey('k1')];
    const [poison] = await submitted(await host(right));
    const wrong = await host(keys());
    const [healthy] = await submitted(wrong);
    await wrong.sync.runOnce();
    expect([sent(poison!), sent(healthy!)]).toEqual([0, 1]);
    const { state, diagnosis } = await wrong.sync.find(poison!);
    expect([state, diagnosis]).toMatchObject(['queued', { code: 'HT-1003', kind: 'configuration' }]);
    expect(diagnosis!.text.en).toMatch(sentence);

    await wrong.close();
    hosts.pop();
    const mended = await host(
      [...right, ...(keys() ?? [])].filter((key, i, all) => all.findIndex((k) => k.id === key.id) === i),
    );
    await mended.db.query(`update hotich_task set due_at = 0, lease_owner = null`);
    await mended.sync.runOnce();
    expect(sent(poison!)).toBe(1);
  });

  it('keep a value in its place: rows exchanged behind our back are not sent under each other’s name', async () => {
    const it = await host([newKey('k1')]);
    const codes = await submitted(it, 2);
    await it.db.query(
      byDatabase({
        postgres: `update hotich_content c set data = other.data from hotich_content other where other.dossier_id <> c.dossier_id`,
        mariadb: `update hotich_content c join (select * from hotich_content) other on other.dossier_id <> c.dossier_id set c.data = other.data`,
      }),
    );
    await it.sync.runOnce();
    expect(codes.map(sent)).toEqual([0, 0]);
    for (const code of codes) expect((await it.sync.find(code)).diagnosis).toMatchObject({ code: 'HT-1003' });
    expect(await it.get(HotichVault).rotate()).toMatchObject({ unreadable: 0 });
  });

  it('come from a vault, which is asked again when another replica has begun with a new one', async () => {
    class Vault extends HotichKeyProvider {
      static held = [newKey('a')];
      override keys = () => Promise.resolve(Vault.held);
    }
    const reader = await host(new Vault());
    const [first] = await submitted(reader);
    await reader.sync.runOnce();
    Vault.held = [newKey('b'), ...Vault.held];
    const [second] = await submitted(await host(new Vault()));
    const now = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + 60_000);
    await reader.sync.runOnce().finally(() => clock.mockRestore());
    expect([sent(first!), sent(second!)]).toEqual([1, 1]);
    // Nothing that is read names it yet.
    Vault.held = [newKey('c'), ...Vault.held];
    const { rewritten, left } = await reader.get(HotichVault).rotate();
    expect([Object.keys(rewritten).length > 0, left]).toEqual([true, 0]);
  });

  describe('come from a vault that is away', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    class Vault extends HotichKeyProvider {
      away?: Error | undefined;
      constructor(private readonly held: EncryptionKey[]) {
        super();
      }
      override keys = () => (this.away ? Promise.reject(this.away) : Promise.resolve(this.held));
    }
    const reasons = [
      ['says why', refused],
      ['says anything', new Error('503')],
    ] as const;

    it.each(reasons)(
      'then who needs one that is not at hand waits, and nobody else: a vault that %s',
      async (_, why) => {
        const vault = new Vault([newKey('b')]);
        const it = await host(vault);
        const healthy = await submitted(it, 3);
        const [poison] = await submitted(await host([newKey('a')]));
        vault.away = why;
        const now = performance.now.bind(performance);
        const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + 11_000);
        await it.sync.runOnce().finally(() => clock.mockRestore());
        expect([...healthy, poison!].map(sent)).toEqual([1, 1, 1, 0]);
        expect(await it.sync.find(poison!)).toMatchObject({ state: 'queued', diagnosis: { code: 'HT-1003' } });
        expect(await it.db.manager.findOneByOrFail(HotichTask, { lane: 'submission' })).toMatchObject({ strikes: 0 });
      },
    );

    it.each(reasons)(
      'since the boot: nothing is begun, counted or in doubt, and all goes on with it: a vault that %s',
      async (_, why) => {
        const keys = [newKey('a')];
        const codes = await submitted(await host(keys), 3);
        const vault = new Vault(keys);
        vault.away = why;
        const it = await host(vault);
        await expect(it.sync.runOnce()).rejects.toBe(why);
        const untouched = { attempt: 0, strikes: 0, losses: 0, unsure: false, leaseOwner: null };
        expect(await it.db.manager.findBy(HotichTask, { lane: 'submission' })).toMatchObject(
          codes.map(() => untouched),
        );
        vault.away = undefined;
        await it.sync.runOnce();
        expect(codes.map(sent)).toEqual([1, 1, 1]);
      },
    );
  });

  it('of a replica that only writes are a minute old at most: what it writes after that does not need the old one', async () => {
    class Vault extends HotichKeyProvider {
      static held = [newKey('a')];
      override keys = () => Promise.resolve(Vault.held);
    }
    const writer = await host(new Vault());
    await submitted(writer);
    Vault.held = [newKey('b'), ...Vault.held];
    const now = performance.now.bind(performance);
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => now() + 61_000);
    const rotating = await host(new Vault());
    expect(await rotating.get(HotichVault).rotate()).toMatchObject({ left: 0, unreadable: 0 });
    await submitted(writer).finally(() => clock.mockRestore());
    expect(await inUse(writer)).toEqual(['b']);
  });

  it('are checked at boot, and never shown', async () => {
    const short = newKey('k1').key.slice(0, 20) as string;
    const error = await host([{ id: 'k1', key: short }]).catch((e: unknown) => e as Error);
    expect(error).toMatchObject({ code: 'HT-1001', path: 'encryption.keys[0].key' });
    expect((error as Error).message).not.toContain(short);
  });

  it('are needed for rotate()', async () => {
    await expect((await host()).get(HotichVault).rotate()).rejects.toMatchObject({ code: 'HT-1002' });
  });
});
