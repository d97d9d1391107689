import { setTimeout as sleep } from 'node:timers/promises';
import { HotichDossier, HotichGate, HotichTask } from '@hotich/nestjs';
import { fault, type HotichSimulator } from '@hotich/simulator';
import { In } from 'typeorm';
import { byDatabase } from './support/database';
import { eventually, internal, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

interface Gate {
  suspect(carrier: string): void;
  succeeded(carrier: string, begunAt: number): Promise<void>;
}
type CallsOf = ReturnType<HotichSimulator['calls']['of']>;

const NOW = byDatabase({
  postgres: 'extract(epoch from clock_timestamp()) * 1000',
  mariadb: 'round(unix_timestamp(now(3)) * 1000)',
});

/** Most calls that were open at one moment. */
function atOnce(calls: CallsOf): number {
  const turns = calls.flatMap((call) => [
    { at: call.startedAt, by: 1 },
    { at: call.endedAt!, by: -1 },
  ]);
  // One that ended as another began was not open beside it.
  turns.sort((a, b) => a.at - b.at || a.by - b.by);
  let open = 0;
  return Math.max(0, ...turns.map(({ by }) => (open += by)));
}

jest.setTimeout(60_000);

describe('the pace of a carrier', () => {
  let s: Scene;
  let others: TestHost[] = [];
  afterEach(async () => {
    for (const host of others) await host.close();
    others = [];
    await s.close();
  });

  const gate = () => s.host.db.manager.findOneByOrFail(HotichGate, { carrier: 'gateway' });
  const submissions = () => s.remotes.calls.of('register.submit');

  async function submit(count: number, maDonVi = '07210', through = s.host): Promise<string[]> {
    const codes = Array.from({ length: count }, nextCode);
    await through.db.transaction(async (manager) => {
      for (const code of codes) {
        const input = birthInput(code, { noiDangKy: maDonVi }, { maDonVi, fileDinhKem: [] });
        await through.sync.submit(input, manager);
      }
    });
    return codes;
  }

  /** Dossiers that the register holds and that are all due to be asked about. */
  async function polls(count: number): Promise<void> {
    await submit(count);
    // By one that knows of no rate.
    const hurried = await startHost(s.url, optionsFor(s.remotes));
    await hurried.sync.runOnce();
    await hurried.close();
    await s.host.db.query(`update hotich_task set due_at = 0 where lane = 'status'`);
  }

  /** Whose queries take one code. */
  const onVersion1 = () => s.host.db.query(`update hotich_dossier set route = replace(route, '"3.0"', '"1.0"')`);

  it("a commune's bulk does not delay another's single dossier by more than two rounds", async () => {
    s = await scene({ gateway: { concurrency: 2 } as never });
    await submit(120);
    const [single] = await submit(1, '07228');
    await s.host.sync.runOnce();
    const order = submissions().map((call) => call.dossiers[0]);
    expect(order).toHaveLength(121);
    expect(order.indexOf(single)).toBeLessThan(2 * 8);
  });

  it('bulks of two communes that came in through two processes take turns, and a third waits for neither', async () => {
    const gateway = { concurrency: 2 } as never;
    s = await scene({ gateway });
    others = [await startHost(s.url, optionsFor(s.remotes, { gateway }))];
    const first = await submit(100, '07210');
    const second = await submit(100, '07228', others[0]);
    const [single] = await submit(1, '07246', others[0]);
    // One waits for the token that the other one fetches, and meanwhile the other must not have sent what is the first one's turn.
    s.remotes.behaviour.latencyMs = 50;
    await Promise.all([s.host, ...others].map((host) => host.sync.runOnce()));
    const order = submissions().map((call) => call.dossiers[0]!);
    expect(order).toHaveLength(201);
    expect(order.indexOf(single!)).toBeLessThan(2 * 2 * 8);
    for (const from of [0, 50, 100]) {
      const ofSecond = order.slice(from, from + 50).filter((code) => second.includes(code)).length;
      expect([from, ofSecond >= 15 && ofSecond <= 35, ofSecond]).toEqual([from, true, ofSecond]);
    }
    expect(order.filter((code) => first.includes(code))).toHaveLength(100);
  });

  it("one commune's bulk that comes in through two processes has two turns to another's one, and no more", async () => {
    const gateway = { concurrency: 2 } as never;
    s = await scene({ gateway });
    others = [await startHost(s.url, optionsFor(s.remotes, { gateway }))];
    await submit(80, '07210');
    await submit(80, '07210', others[0]);
    const second = await submit(40, '07228');
    await s.host.sync.runOnce();
    const order = submissions().map((call) => call.dossiers[0]!);
    const ofSecond = order.slice(0, 90).filter((code) => second.includes(code)).length;
    expect(ofSecond).toBeGreaterThanOrEqual(24);
    expect(ofSecond).toBeLessThanOrEqual(36);
  });

  it('what was begun before goes before new work: a bulk does not keep a retry waiting', async () => {
    // No retry of the first run's own: it is due when it is said to be.
    s = await scene({ gateway: { concurrency: 1 } as never, engine: { retryMs: 60_000, retryMaxMs: 60_000 } });
    const [first] = await submit(1);
    s.remotes.faults.next('register.submit', fault.gateway('303001'));
    await s.host.sync.runOnce();
    await s.host.db.query('update hotich_task set due_at = 0');
    await submit(40);
    s.remotes.calls.clear();
    await s.host.sync.runOnce();
    expect(
      submissions()
        .map((call) => call.dossiers[0])
        .indexOf(first),
    ).toBe(0);
  });

  it.each([5, 1])(
    'of a scarce rate, citizens have four fifths and polls one, of which neither waits for ever: burst %i',
    async (burst) => {
      s = await scene({ gateway: { concurrency: 20, rate: { perSecond: 20, burst } } as never });
      await polls(150);
      await submit(60);
      s.remotes.calls.clear();
      void s.host.sync.runOnce();
      void s.host.poller.runOnce();
      await sleep(2_500);
      const [sent, asked] = [submissions().length, s.remotes.calls.of('register.status').length];
      expect(sent + asked).toBeLessThanOrEqual(20 * 3 + 5);
      expect(sent).toBeGreaterThan(2 * asked);
      expect(asked).toBeGreaterThanOrEqual(4);
    },
  );

  describe('of a budget of a single request', () => {
    type Queue = {
      readonly lanes: ReadonlyMap<string, object>;
      claim: (lane: object, limit: number) => Promise<{ readonly tasks: readonly object[] }>;
    };

    /** Dossiers and polls are due, and this stands in the gate. */
    async function due(tokens: number, polls: number, sinceMs: number): Promise<void> {
      s = await scene({ gateway: { rate: { perSecond: 0.01, burst: 1 } } as never });
      const code = nextCode();
      await s.host.sync.submit(birthInput(code, {}, { fileDinhKem: [] }));
      await submit(5);
      const queue = internal<Queue>(s.host, 'TaskQueue');
      await queue.claim(queue.lanes.get('submission')!, 0);
      await s.host.db.query(
        `insert into hotich_task (id, environment, lane, subject_id, due_at, ma_tinh)
         select id, 'test', 'status', id, 1, '24' from hotich_dossier where ma_ho_so = '${code}'`,
      );
      await s.host.db.query(
        `update hotich_gate set tokens_milli = ${tokens}, polls_milli = ${polls}, refilled_at = ${NOW} - ${sinceMs}
         where carrier = 'gateway'`,
      );
    }

    async function claimed(lane: 'submission' | 'status'): Promise<number> {
      const queue = internal<Queue>(s.host, 'TaskQueue');
      return (await queue.claim(queue.lanes.get(lane)!, 3)).tasks.length;
    }

    it('every fifth is the polls’, and the others are not', async () => {
      await due(1_000, 800, 0);
      expect([await claimed('status'), await claimed('submission')]).toEqual([0, 1]);
      await s.host.db.query('update hotich_gate set tokens_milli = 1000, polls_milli = 1000');
      expect([await claimed('submission'), await claimed('status')]).toEqual([0, 1]);
      expect(await gate()).toMatchObject({ tokensMilli: '0', pollsMilli: '0' });
    });

    it('one that no poll comes for is a dossier’s, and so are the next four', async () => {
      await due(1_000, 1_000, 100_000);
      expect(await claimed('submission')).toBe(1);
      expect(await gate()).toMatchObject({ tokensMilli: '0', pollsMilli: '0' });
      expect(await claimed('submission')).toBe(0);
    });

    it('of a rate however slow nothing is lost to those who look and find that it does not suffice', async () => {
      await due(500, 0, 0);
      const { refilledAt } = await gate();
      for (let i = 0; i < 20; i++) expect([await claimed('submission'), await claimed('status')]).toEqual([0, 0]);
      expect(await gate()).toMatchObject({ tokensMilli: '500', refilledAt });
      await s.host.db.query('update hotich_gate set refilled_at = refilled_at - 50000');
      expect(await claimed('submission')).toBe(1);
    });
  });

  it('a run goes on at the rate until everything that was due has been tried', async () => {
    s = await scene({ gateway: { rate: { perSecond: 20, burst: 1 } } as never });
    await submit(10);
    const began = performance.now();
    await s.host.sync.runOnce();
    expect(submissions()).toHaveLength(10);
    expect(performance.now() - began).toBeGreaterThan(8 * 50);
  });

  it('no more requests are made than were paid for, of a version that takes one code a query as well', async () => {
    s = await scene({ gateway: { concurrency: 20, rate: { perSecond: 10, burst: 10 } } as never });
    await polls(40);
    await onVersion1();
    await sleep(1_100);
    s.remotes.calls.clear();
    const began = performance.now();
    void s.host.poller.runOnce();
    await sleep(1_000);
    const [asked, seconds] = [s.remotes.calls.of('register.status').length, (performance.now() - began) / 1_000];
    expect(asked).toBeGreaterThanOrEqual(10);
    expect(asked).toBeLessThanOrEqual(10 + Math.ceil(10 * seconds));
  });

  it('what is asked before it is sent is paid for twice', async () => {
    s = await scene({ gateway: { rate: { perSecond: 20, burst: 2 } } as never });
    await submit(12);
    await s.host.db.query(`update hotich_task set unsure = true, called_at = 0`);
    const began = performance.now();
    await s.host.sync.runOnce();
    const seconds = (performance.now() - began) / 1_000;
    expect([s.remotes.calls.count('register.status'), submissions().length]).toEqual([12, 12]);
    // Of 24 requests two are there at once, and the last is owed for.
    expect(seconds).toBeGreaterThan((24 - 2 - 2) / 20);
  });

  it('nor are more in flight than said', async () => {
    s = await scene({ gateway: { sharedConcurrency: 1 } as never });
    await polls(9);
    await onVersion1();
    s.remotes.calls.clear();
    s.remotes.behaviour.latencyMs = 20;
    await eventually(async () => {
      await s.host.poller.runOnce();
      return s.remotes.calls.of('register.status').length >= 9;
    });
    expect(atOnce(s.remotes.calls.of('register.status'))).toBe(1);
  });

  it('with nobody else in line polls have the whole rate', async () => {
    s = await scene({ gateway: { concurrency: 20, rate: { perSecond: 20, burst: 20 } } as never });
    await polls(60);
    await sleep(1_100);
    s.remotes.calls.clear();
    await s.host.poller.runOnce();
    expect(s.remotes.calls.of('register.status').length).toBeGreaterThanOrEqual(18);
  });

  it('a citizen at the counter does not wait behind what is overdue', async () => {
    // Nobody is asked about twice.
    const cadence = { firstMs: 1, minMs: 3_600_000, workingHours: false as const };
    s = await scene({ gateway: { concurrency: 1 } as never, register: { statusBatchSize: 1, cadence } });
    await polls(40);
    const tasks = await s.host.db.manager.findBy(HotichTask, { lane: 'status' });
    const { id, subjectId } = tasks.at(-1)!;
    await s.host.db.query(`update hotich_task set due_at = ${NOW} - 3600000`);
    await s.host.db.query(`update hotich_task set due_at = ${NOW} - 1000 where id = '${id}'`);
    const { maHoSo } = await s.host.db.manager.findOneByOrFail(HotichDossier, { id: subjectId });
    s.remotes.behaviour.latencyMs = 50;
    await s.host.poller.refresh([maHoSo]);
    const asked = () => s.remotes.calls.of('register.status').map((call) => call.dossiers[0]);
    expect(asked().indexOf(maHoSo)).toBeLessThan(2);
    expect(asked().length).toBeLessThan(20);
    s.remotes.behaviour.latencyMs = 0;
    // Who waits for everything gets everything.
    await s.host.poller.runOnce();
    expect(asked()).toHaveLength(40);
  });

  it('and is found among more codes than one statement takes parameters', async () => {
    s = await scene();
    await polls(1);
    const [{ maHoSo }] = (await s.host.db.manager.find(HotichDossier)) as [HotichDossier];
    s.remotes.calls.clear();
    const unknown = Array.from({ length: 70_000 }, (_, i) => `khong-co-${i}`);
    expect(await s.host.poller.refresh([...unknown, maHoSo])).toMatchObject([{ maHoSo, state: 'sent' }]);
    expect(s.remotes.calls.of('register.status').length).toBeGreaterThan(0);
  });

  it('nor does he go home before his question is asked: queries beyond what was paid for keep their place', async () => {
    s = await scene({ gateway: { rate: { perSecond: 2, burst: 1 } } as never });
    await polls(9);
    await onVersion1();
    await s.host.db.query(`update hotich_task set due_at = ${NOW} - 3600000`);
    const tasks = await s.host.db.manager.find(HotichTask, { where: { lane: 'status' }, order: { id: 'ASC' } });
    const his = tasks.slice(-3).map((task) => task.subjectId);
    const codes = (await s.host.db.manager.findBy(HotichDossier, { id: In(his) })).map((dossier) => dossier.maHoSo);
    await sleep(1_100);
    s.remotes.calls.clear();
    await s.host.poller.refresh(codes);
    expect([3, 4]).toContain(s.remotes.calls.of('register.status').length);
    const overdue = await s.host.db.query<{ subject_id: string }[]>(
      `select subject_id from hotich_task where lane = 'status' and due_at < ${NOW} - 3000000`,
    );
    const left = overdue.map((task) => task.subject_id);
    expect(left.length).toBeGreaterThanOrEqual(4);
    expect(left.filter((id) => his.includes(id))).toEqual([]);
  });

  it('what is given back goes back to its place in line', async () => {
    s = await scene({ gateway: { concurrency: 1 } as never });
    await polls(30);
    await s.host.db.query(`update hotich_task set due_at = ${NOW} - 3600000`);
    const before = await s.host.db.manager.findBy(HotichTask, { lane: 'status' });
    s.remotes.behaviour.latencyMs = 500;
    const host = await startHost(s.url, optionsFor(s.remotes, { gateway: { concurrency: 1 } as never }));
    void host.poller.runOnce();
    await eventually(() => s.remotes.calls.of('register.status').length > 0);
    await host.close();
    const after = await s.host.db.manager.findBy(HotichTask, { lane: 'status' });
    const dueAt = new Map(after.map((task) => [task.id, task.dueAt.getTime()]));
    const moved = before.filter((task) => dueAt.get(task.id) !== task.dueAt.getTime());
    expect(moved.length).toBeLessThanOrEqual(2 * 3);
    expect(after.filter((task) => task.epoch > 0 && task.leaseOwner === null).length).toBeGreaterThan(6);
  });

  it('requests in flight are limited over all processes when the province says so', async () => {
    const gateway = { concurrency: 8, sharedConcurrency: 3 } as never;
    s = await scene({ gateway });
    others = await Promise.all([1, 2].map(() => startHost(s.url, optionsFor(s.remotes, { gateway }))));
    await submit(60);
    s.remotes.behaviour.latencyMs = 40;
    const hosts = [s.host, ...others];
    await eventually(async () => {
      await Promise.all(hosts.map((host) => host.sync.runOnce()));
      return submissions().length >= 60;
    }, 30_000);
    expect(submissions()).toHaveLength(60);
    expect(atOnce(submissions())).toBeLessThanOrEqual(3);
    // Not one after the other either.
    expect(atOnce(submissions())).toBeGreaterThan(1);
  });

  /** Keeps rows locked until the function it gives is called. */
  async function locked(from: string): Promise<() => Promise<void>> {
    const runner = s.host.db.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`select 1 from ${from} for update`);
    return async () => {
      await runner.commitTransaction();
      await runner.release();
    };
  }

  it('and an answer that cannot be stored because its dossier is locked is not in flight', async () => {
    s = await scene({ gateway: { sharedConcurrency: 2 } as never, engine: { leaseMs: 1_200 } });
    const codes = await submit(2);
    const free = await locked(`hotich_dossier where ma_ho_so in ('${codes.join("', '")}')`);
    const run = s.host.sync.runOnce();
    await eventually(() => submissions().filter(({ outcome }) => outcome === 'answered').length === 2);
    const [other] = await submit(1);
    await eventually(async () => (await s.host.sync.find(other!)).state === 'sent');
    await free();
    await run;
    for (const code of codes) expect((await s.host.sync.find(code)).state).toBe('sent');
    expect(submissions()).toHaveLength(3);
  });

  it('what is given back while somebody has it locked keeps nobody waiting, and follows when it is free', async () => {
    s = await scene({ gateway: { concurrency: 1 } as never });
    const codes = await submit(2);
    s.remotes.faults.next('register.submit', fault.throttled(60));
    s.remotes.behaviour.latencyMs = 500;
    const run = s.host.sync.runOnce();
    const call = await eventually(() => submissions()[0]);
    const [other] = codes.filter((code) => code !== call.dossiers[0]);
    const { id: subjectId } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: other! });
    const task = () => s.host.db.manager.findOneByOrFail(HotichTask, { subjectId });
    const free = await locked(`hotich_task where id = '${(await task()).id}'`);
    await run;
    await free();
    await eventually(async () => (await task()).leaseOwner === null);
    expect(await task()).toMatchObject({ attempt: 0, unsure: false });
  });

  it('429 halves the pace once for all that was under way, again when it goes on, and it comes back step by step', async () => {
    s = await scene({ gateway: { concurrency: 8, recoveryMs: 300, breaker: { failures: 50, openMs: 100 } } as never });
    await submit(40);
    s.remotes.behaviour.latencyMs = 30;
    const hasty = fault.answer(429, '{"fault":{"code":900802}}', { 'content-type': 'application/json' });
    for (let i = 0; i < 4; i++) s.remotes.faults.next('register.submit', hasty);
    await s.host.sync.runOnce();
    expect((await gate()).shareMilli).toBe(500);

    await s.host.db.query(`update hotich_gate set slowed_at = ${NOW} - 1`);
    s.remotes.faults.next('register.submit', hasty);
    await submit(1);
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await gate()).shareMilli === 250;
    });
    // A quarter of eight, and a moment later no more than that and what two windows give back.
    await submit(30);
    s.remotes.calls.clear();
    await s.host.db.query(`update hotich_gate set slowed_at = ${NOW} + 60000`);
    await s.host.sync.runOnce();
    expect(submissions().length).toBeGreaterThan(20);
    expect(atOnce(submissions())).toBeLessThanOrEqual(2);

    await submit(40);
    s.remotes.calls.clear();
    await s.host.db.query(`update hotich_gate set slowed_at = ${NOW} - 10000`);
    await s.host.sync.runOnce();
    expect(atOnce(submissions())).toBeGreaterThan(4);
  });

  it('an answer to a call from before does not lift what the carrier asked for, and neither does that of another process', async () => {
    const gateway = { concurrency: 8 } as never;
    s = await scene({ gateway });
    others = [await startHost(s.url, optionsFor(s.remotes, { gateway }))];
    await s.host.tokens.getToken();
    await s.host.sync.runOnce();
    const codes = await submit(8);
    s.remotes.faults.next('register.submit', fault.acceptThenDelay(600), 1, { dossier: codes[7]! });
    s.remotes.faults.next('register.submit', fault.throttled(60), 7);
    s.remotes.behaviour.latencyMs = 30;
    const run = s.host.sync.runOnce();
    await eventually(async () => (await gate()).failures === 7);
    // Told by its claims that the carrier fails, as is a process whose call is older than that.
    const theirs = internal<Gate>(others[0]!, 'CarrierGate');
    theirs.suspect('gateway');
    await theirs.succeeded('gateway', performance.now() - 5_000);
    await run;
    expect((await s.host.sync.find(codes[7]!)).state).toBe('sent');
    const shut = await gate();
    expect(shut.openUntil.getTime() - Date.now()).toBeGreaterThan(50_000);
    // The minute is over.
    await s.host.db.query('update hotich_gate set open_until = 1, quiet_until = 1, failures = 7');
    await s.host.db.query('update hotich_task set due_at = 0');
    await others[0]!.sync.runOnce();
    expect(await gate()).toMatchObject({ failures: 0, openUntil: new Date(1) });
  });

  it('that it works again is said with the next answer where the database did not hear it', async () => {
    s = await scene({ gateway: { concurrency: 4, breaker: { failures: 2, openMs: 60_000 } } as never });
    await s.host.tokens.getToken();
    await s.host.sync.runOnce();
    await s.host.db.query(`update hotich_gate set failures = 2, open_until = ${NOW} + 60000`);
    const ours = internal<Gate>(s.host, 'CarrierGate');
    ours.suspect('gateway');
    const away = jest.spyOn(s.host.db.manager, 'update').mockRejectedValueOnce(new Error('away'));
    await ours.succeeded('gateway', performance.now());
    expect(await gate()).toMatchObject({ failures: 2 });
    away.mockRestore();
    await ours.succeeded('gateway', performance.now());
    expect(await gate()).toMatchObject({ failures: 0, openUntil: new Date(0) });
  });

  it('a carrier that works again is open with its first answer, though that takes longer than the pause between two probes', async () => {
    const gateway = { concurrency: 4, breaker: { failures: 2, openMs: 100 } } as never;
    s = await scene({ gateway });
    await s.host.tokens.getToken();
    await s.host.sync.runOnce();
    await submit(8);
    await s.host.db.query('update hotich_gate set failures = 2, open_until = 1');
    s.remotes.behaviour.latencyMs = 1_500;
    const run = s.host.sync.runOnce();
    await eventually(() => submissions().some(({ outcome }) => outcome === 'answered'));
    await eventually(async () => (await gate()).failures === 0, 300);
    await run;
  });

  it.each([
    ['with a rate', { rate: { perSecond: 50, burst: 20 } }],
    ['without', {}],
  ])("a database's clock that was ahead and is set right keeps no carrier waiting, %s", async (_how, limits) => {
    s = await scene({ gateway: { concurrency: 8, ...limits } as never });
    await submit(1);
    await s.host.sync.runOnce();
    await s.host.db.query(
      `update hotich_gate set tokens_milli = 0, refilled_at = ${NOW} + 3600000, reopened_at = ${NOW} + 3600500`,
    );
    const codes = await submit(10);
    await s.host.sync.runOnce();
    for (const code of codes) expect((await s.host.sync.find(code)).state).toBe('sent');
  });

  it('nor what is done once a slot', async () => {
    s = await scene();
    type Slots = { take: (name: string, cron: string, signal: AbortSignal) => Promise<boolean> };
    const slots = internal<Slots>(s.host, 'CronSlots');
    const take = () => slots.take('intake', '* * * * * *', new AbortController().signal);
    await take();
    await s.host.db.query(`update hotich_schedule set last_run_at = ${NOW} + 86400000`);
    expect(await take()).toBe(true);
    await sleep(1_100);
    expect(await take()).toBe(true);
  });

  it('the rate is halved with it', async () => {
    s = await scene({ gateway: { concurrency: 8, rate: { perSecond: 40, burst: 1 } } as never });
    await s.host.sync.runOnce();
    await s.host.db.query(`update hotich_gate set share_milli = 250, slowed_at = ${NOW} + 60000`);
    await submit(60);
    s.remotes.calls.clear();
    void s.host.sync.runOnce();
    await sleep(2_000);
    expect(submissions().length).toBeLessThanOrEqual(10 * 2 + 4);
    expect(submissions().length).toBeGreaterThan(8);
  });

  it('after an outage one probe goes, then one, two, four at once over all processes, and not everybody', async () => {
    const gateway = { concurrency: 16, breaker: { failures: 2, openMs: 200 } } as never;
    s = await scene({ gateway, engine: { retryMs: 10, retryMaxMs: 20 } });
    others = [await startHost(s.url, optionsFor(s.remotes, { gateway }))];
    await s.host.tokens.getToken();
    await submit(200);
    await s.remotes.down('gateway');
    const hosts = [s.host, ...others];
    const all = () => Promise.all(hosts.map((host) => host.sync.runOnce()));
    await eventually(async () => {
      await all();
      return (await gate()).failures >= 2;
    });
    await s.remotes.up('gateway');
    s.remotes.behaviour.latencyMs = 50;
    await eventually(async () => {
      await all();
      return submissions().length >= 200;
    }, 30_000);
    const [first] = submissions();
    const within = (fromMs: number, toMs: number) =>
      submissions().filter(({ startedAt }) => {
        const since = startedAt - first!.endedAt!;
        return since >= fromMs && since < toMs;
      });
    expect(atOnce(within(-1_000, 900))).toBe(1);
    expect(atOnce(within(1_100, 1_900))).toBeLessThanOrEqual(2);
    expect(atOnce(within(2_100, 2_900))).toBeLessThanOrEqual(4);
    expect(atOnce(submissions())).toBeGreaterThan(4);
  });

  it('a dossier does not wait for the connection of a slow poll', async () => {
    s = await scene({ gateway: { concurrency: 1 } as never });
    await polls(1);
    s.remotes.faults.next('register.status', fault.acceptThenDelay(1_000));
    const polling = s.host.poller.runOnce();
    await eventually(() => s.remotes.calls.of('register.status').some((call) => call.outcome === 'open'));
    const [code] = await submit(1);
    await s.host.sync.runOnce();
    expect((await s.host.sync.find(code!)).state).toBe('sent');
    expect(s.remotes.calls.of('register.status').at(-1)!.outcome).toBe('open');
    await polling;
  });

  it('no more requests are in flight than said, also where a dossier is asked about before it is sent', async () => {
    s = await scene({ gateway: { concurrency: 2 } as never });
    await submit(12);
    await s.host.db.query(`update hotich_task set unsure = true, called_at = 0`);
    s.remotes.behaviour.latencyMs = 20;
    await s.host.sync.runOnce();
    const questions = s.remotes.calls.of('register.status');
    expect([questions.length, submissions().length]).toEqual([12, 12]);
    expect(atOnce([...questions, ...submissions()])).toBe(2);
  });

  it('what becomes due behind a slow request is not kept waiting for it', async () => {
    s = await scene({ gateway: { concurrency: 2 } as never });
    s.remotes.faults.next('register.submit', fault.acceptThenDelay(1_000));
    const [slow] = await submit(1);
    const running = s.host.sync.runOnce();
    await eventually(() => submissions().some((call) => call.outcome === 'open'));
    const [quick] = await submit(1);
    void s.host.sync.runOnce();
    await eventually(async () => (await s.host.sync.find(quick!)).state === 'sent');
    expect((await s.host.sync.find(slow!)).state).toBe('queued');
    await running;
  });
});
