import { setTimeout as sleep } from 'node:timers/promises';
import { HotichExchange, HotichGate, HotichTask } from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { byDatabase } from './support/database';
import { eventually, internal, optionsFor, startHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { expectSentOnce, scene, type Scene } from './support/scene';

const NOW = byDatabase({
  postgres: 'extract(epoch from clock_timestamp()) * 1000',
  mariadb: 'round(unix_timestamp(now(3)) * 1000)',
});

describe('tokens and the carrier', () => {
  let s: Scene;
  afterEach(() => s.close());
  const tokenCalls = () => s.remotes.calls.count('gateway.token');

  it('fifty callers at once ask for one token', async () => {
    s = await scene();
    const tokens = await Promise.all(Array.from({ length: 50 }, () => s.host.tokens.getToken()));
    expect(new Set(tokens).size).toBe(1);
    expect(tokenCalls()).toBe(1);
  });

  it('three processes with fifty callers each ask for one token, and for one more when a remote has refused it', async () => {
    s = await scene();
    s.remotes.behaviour.gateway.renewal = 'newRevokesOld';
    const hosts = [s.host, ...(await Promise.all([1, 2].map(() => startHost(s.url, optionsFor(s.remotes)))))];
    const all = () => Promise.all(hosts.flatMap((host) => Array.from({ length: 50 }, () => host.tokens.getToken())));
    const [first] = await all();
    expect(new Set(await all())).toEqual(new Set([first]));
    expect(tokenCalls()).toBe(1);
    s.remotes.revokeTokens('gateway');
    const inputs = Array.from({ length: 30 }, () => birthInput(nextCode()));
    for (const input of inputs) await s.host.sync.submit(input);
    await Promise.all(hosts.map((host) => host.sync.runOnce()));
    expectSentOnce(s.remotes, ...inputs.map(({ maHoSo }) => maHoSo));
    expect(tokenCalls()).toBe(2);
    const stored = await s.host.db.query<{ sealed: string }[]>('select sealed from hotich_token');
    expect(JSON.stringify(stored)).not.toContain(await s.host.tokens.getToken());
    for (const host of hosts.slice(1)) await host.close();
  });

  it('processes with another key wait their turn: each key is asked with once, however many there are', async () => {
    s = await scene();
    const tokenUrl = `${s.remotes.tokenUrl}?grant_type=client_credentials`;
    const others = [{}, {}, { tokenUrl }, { tokenUrl }, { tokenUrl }] as never[];
    const started = others.map((gateway) => startHost(s.url, optionsFor(s.remotes, { gateway })));
    const hosts = [s.host, ...(await Promise.all(started))];
    s.remotes.behaviour.latencyMs = 500;
    await Promise.all(hosts.map((host) => host.tokens.getToken()));
    expect(tokenCalls()).toBe(2);
    for (const host of hosts.slice(1)) await host.close();
  });

  it('and the turn of one that died ends soon, whosever key it had', async () => {
    s = await scene();
    await s.host.tokens.getToken();
    s.host.tokens.invalidate();
    await s.host.db.query(
      `update hotich_token set account = 'khac', refresh_owner = '00000000-0000-7000-8000-000000000000', refresh_until = ${NOW} + 1000`,
    );
    const began = performance.now();
    await s.host.tokens.getToken();
    expect(tokenCalls()).toBe(2);
    expect(performance.now() - began).toBeGreaterThan(700);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('a token is renewed before it expires, and one that lives a second does not stop the work', async () => {
    s = await scene();
    Object.assign(s.remotes.behaviour.gateway, { tokenLifetimeSeconds: 1, renewal: 'new' });
    const first = await s.host.tokens.getToken();
    expect(await s.host.tokens.getToken()).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await s.host.tokens.getToken()).not.toBe(first);
    await s.host.sync.submit(birthInput(nextCode()));
    expect(await s.host.sync.runOnce()).toMatchObject({ settled: 1 });
  });

  describe('a token that cannot be renewed', () => {
    let first: string;
    let down: { readonly id: number };
    beforeEach(async () => {
      s = await scene();
      Object.assign(s.remotes.behaviour.gateway, { tokenLifetimeSeconds: 6, renewal: 'new' });
      first = await s.host.tokens.getToken();
      down = s.remotes.faults.always('gateway.token', fault.badGateway());
      await sleep(3_100);
      expect(await s.host.tokens.getToken()).toBe(first);
      expect(tokenCalls()).toBe(2);
    });

    it('is used to its end', async () => {
      await sleep(3_000);
      await expect(s.host.tokens.getToken()).rejects.toMatchObject({ kind: 'transient', httpStatus: 502 });
    });

    it('keeps nobody waiting for the next try', async () => {
      s.remotes.faults.cancel(down.id);
      s.remotes.faults.next('gateway.token', fault.delay(1_000));
      await sleep(800);
      const asked = performance.now();
      expect(await s.host.tokens.getToken()).toBe(first);
      expect(performance.now() - asked).toBeLessThan(700);
      await eventually(async () => (await s.host.tokens.getToken()) !== first);
      expect(tokenCalls()).toBe(3);
    });

    it('is not used any more when a remote has refused it, whether another can be had or not', async () => {
      s.host.tokens.invalidate('gateway', first);
      await expect(s.host.tokens.getToken()).rejects.toMatchObject({ httpStatus: 502 });
    });
  });

  it('invalidate() drops the token only if it is still the rejected one', async () => {
    s = await scene();
    s.remotes.behaviour.gateway.renewal = 'new';
    const first = await s.host.tokens.getToken();
    s.host.tokens.invalidate('gateway', 'another');
    expect(await s.host.tokens.getToken()).toBe(first);
    s.host.tokens.invalidate('gateway', first);
    expect(await s.host.tokens.getToken()).not.toBe(first);
    expect(tokenCalls()).toBe(2);
  });

  it('invalidate() holds for what other processes share and for what is asked for already: both are older', async () => {
    s = await scene();
    s.remotes.behaviour.gateway.renewal = 'new';
    const first = await s.host.tokens.getToken();
    const other = await startHost(s.url, optionsFor(s.remotes));
    other.tokens.invalidate();
    const second = await other.tokens.getToken();
    expect(second).not.toBe(first);
    s.host.tokens.invalidate();
    expect(await s.host.tokens.getToken()).toBe(second);
    expect(tokenCalls()).toBe(2);

    s.remotes.behaviour.latencyMs = 200;
    s.host.tokens.invalidate();
    const asked = s.host.tokens.getToken();
    await eventually(() => tokenCalls() === 3);
    s.host.tokens.invalidate();
    expect(await s.host.tokens.getToken()).toBe(await asked);
    expect(tokenCalls()).toBe(4);
    await other.close();
  });

  it.each([
    ['401 of the gateway', fault.unauthorised()],
    ['403 with JSON', fault.answer(403, '{"error":"forbidden"}', { 'content-type': 'application/json' })],
    ['gateway fault 900901', fault.gateway('900901')],
  ])('%s once: a fresh token, one retry, no attempt lost', async (_name, once) => {
    s = await scene();
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    s.remotes.faults.next('register.submit', once);
    expect(await s.host.sync.runOnce()).toMatchObject({ calls: 1, settled: 1, retried: 0 });
    expectSentOnce(s.remotes, input.maHoSo);
    expect(s.remotes.calls.of('register.submit')).toHaveLength(2);
  });

  it('401 for ever: people are told, nothing is counted against the dossier, and it goes out when the key works', async () => {
    s = await scene({ engine: { retryMs: 20, retryMaxMs: 50, maxAttempts: 2 } });
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    const rule = s.remotes.faults.always('register.submit', fault.unauthorised());
    for (let i = 0; i < 5; i++) {
      await s.host.sync.runOnce();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect(await s.host.sync.find(input.maHoSo)).toMatchObject({ state: 'queued', diagnosis: { code: 'HT-4001' } });
    s.remotes.faults.cancel(rule.id);
    await new Promise((resolve) => setTimeout(resolve, 400));
    await s.host.sync.runOnce();
    const sent = await s.host.sync.find(input.maHoSo);
    expect(sent.state).toBe('sent');
    expect(sent.diagnosis).toBeUndefined();
  });

  it('a wrong key is explained as such', async () => {
    s = await scene({ gateway: { consumerSecret: 'sai' } as never });
    await expect(s.host.tokens.getToken()).rejects.toMatchObject({
      code: 'HT-4001',
      kind: 'configuration',
      httpStatus: 401,
    });
  });

  it.each([
    ['JSON', fault.answer(403, '{"error":"forbidden"}', { 'content-type': 'application/json' })],
    ['a page', fault.answer(403, '<html>Forbidden</html>', { 'content-type': 'text/html' })],
  ])(
    'an address that is not let through is explained as such, also where the token is asked for (%s)',
    async (_, no) => {
      s = await scene();
      s.remotes.faults.next('gateway.token', no);
      await expect(s.host.tokens.getToken()).rejects.toMatchObject({ httpStatus: 403, remedy: { en: /\bIP\b/ } });
    },
  );

  it('and not tried twice because the database is away when that is known', async () => {
    s = await scene({ gateway: { consumerSecret: 'sai' } as never });
    const store = internal<{ release(): Promise<void> }>(s.host, 'TokenStore');
    jest.spyOn(store, 'release').mockRejectedValue(new Error('the database is away'));
    await expect(s.host.tokens.getToken()).rejects.toMatchObject({ code: 'HT-4001', httpStatus: 401 });
    expect(tokenCalls()).toBe(1);
  });

  it("auth 'none' sends no token; a second header is computed for every request", async () => {
    s = await scene({ gateway: { auth: 'none' } as never });
    s.remotes.behaviour.gateway.auth = 'none';
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    expect(await s.host.sync.runOnce()).toMatchObject({ settled: 1 });
    expect(tokenCalls()).toBe(0);
    await s.close();

    let computed = 0;
    s = await scene({ gateway: { headers: () => ({ lgspaccesstoken: lgsp(computed++) }) } as never });
    const lgsp = (_n: number) => s.remotes.lgspAccessToken;
    s.remotes.behaviour.gateway.auth = 'bearer+lgsp';
    await s.host.sync.submit(birthInput(nextCode()));
    await s.host.sync.submit(birthInput(nextCode()));
    expect(await s.host.sync.runOnce()).toMatchObject({ settled: 2 });
    // Once for the token, once for each dossier.
    expect(computed).toBe(3);
  });

  it('a computed header with a line break is said to be wrong; nothing is sent, and nothing is in doubt', async () => {
    let end = '\n';
    s = await scene({ gateway: { headers: () => ({ LGSPAccessToken: `eyJB${end}` }) } as never });
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(input.maHoSo)).toMatchObject({
      state: 'queued',
      diagnosis: { code: 'HT-1001', problems: [{ path: 'gateway.headers.LGSPAccessToken' }] },
    });
    end = '';
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.sync.find(input.maHoSo)).state === 'sent';
    });
    expect(s.remotes.calls.of('register.status', input.maHoSo)).toEqual([]);
  });

  it('a header that cannot be computed is an outage of its carrier: no dossier is to blame, and nothing is in doubt', async () => {
    let works = false;
    const headers = () => {
      if (!works) throw new TypeError('khóa bí mật');
      return {};
    };
    const engine = { retryMs: 1, retryMaxMs: 1, maxAttempts: 2 };
    s = await scene({ engine, gateway: { headers, breaker: { failures: 3, openMs: 50 } } as never });
    const codes = Array.from({ length: 3 }, () => nextCode());
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.db.manager.findOneBy(HotichGate, { carrier: 'gateway' }))!.failures > 6;
    });
    expect(await s.host.db.manager.find(HotichTask)).toMatchObject(codes.map(() => ({ strikes: 0, unsure: false })));
    for (const code of codes) {
      const { state, diagnosis } = await s.host.sync.find(code);
      expect({ state, diagnosis }).toMatchObject({
        state: 'queued',
        diagnosis: { code: 'HT-4001', kind: 'transient' },
      });
      expect(JSON.stringify(diagnosis)).toMatch(/gateway\.headers.*TypeError/);
      expect(JSON.stringify(diagnosis)).not.toContain('bí mật');
    }
    works = true;
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.db.manager.countBy(HotichTask, { lane: 'submission' })) === 0;
    });
    expectSentOnce(s.remotes, ...codes);
    expect(s.remotes.calls.of('register.status')).toEqual([]);
  });

  it('both families of DVCLT accounts work', async () => {
    s = await scene();
    const { secretId, secretPass } = s.remotes.interlinkCredentials;
    await s.close();
    s = await scene({ interlink: { credentials: { SecretId: secretId, SecretPass: secretPass } } as never });
    s.remotes.citizen.fileBirth();
    expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 1, settled: 2 });
  });

  it('the exchange log holds every call, and nothing personal, no key and no token', async () => {
    s = await scene();
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    await new Promise((resolve) => setTimeout(resolve, 250));
    const rows = await s.host.db.manager.find(HotichExchange);
    expect(rows.map((row) => row.operation)).toEqual(
      expect.arrayContaining([
        'gateway.token',
        'register.submit',
        'register.status',
        'interlink.token',
        'interlink.list',
        'interlink.detail',
        'interlink.acknowledge',
        'interlink.report.4',
      ]),
    );
    const text = JSON.stringify(rows);
    const secrets = [
      'MẪU',
      '001099000002',
      'TRẦN',
      'Bệnh viện',
      await s.host.tokens.getToken(),
      s.remotes.consumerSecret,
      'mat-khau',
    ];
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).toContain(maHoSo);
  });

  it('the exchange log goes on where it was, when only a part of what waited could be written', async () => {
    s = await scene();
    const { db, tokens } = s.host;
    s.remotes.behaviour.gateway.renewal = 'new';
    for (const statement of byDatabase({ postgres: FAILING, mariadb: FAILING_MARIADB })) await db.query(statement);
    const ask = async () => tokens.invalidate('gateway', await tokens.getToken());
    for (let i = 0; i < 600; i++) await ask();
    await db.query('alter sequence turns restart');
    await db.query('delete from shut');
    await eventually(async () => (await db.manager.count(HotichExchange)) === 600);
    await ask();
    await eventually(async () => (await db.manager.count(HotichExchange)) === 601);
  }, 30_000);
});

/** Nothing is written while the table `shut` has a row; then a single time the 501st row is not. */
const FAILING = [
  'create sequence turns',
  'create table shut as select 1',
  `create function fail_once() returns trigger language plpgsql as $$ begin
     if exists (select from shut) or nextval('turns') = 501 then raise 'not now'; end if;
     return new;
   end $$`,
  'create trigger fail_once before insert on hotich_exchange for each row execute function fail_once()',
];
const FAILING_MARIADB = [
  'create sequence turns',
  'create table shut as select 1',
  `create trigger fail_once before insert on hotich_exchange for each row
   if exists (select 1 from shut) or nextval(turns) = 501 then
     signal sqlstate '45000' set message_text = 'not now';
   end if`,
];
