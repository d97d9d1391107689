import { randomUUID } from 'node:crypto';
import { EntityManager } from 'typeorm';
import { HotichReport, HotichTask } from '@hotich/nestjs';
import { fault, HotichSimulator } from '@hotich/simulator';
import { byDatabase, freshDatabase } from './support/database';
import { eventually, internal, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

const CLAIMERS = 8;
const TASKS = 5_000;

/** Due tasks of dossiers that are gone: what is claimed is done as soon as that is seen, and no remote has to keep up. */
function orphans(count: number) {
  return Array.from({ length: count }, (_, i) => ({
    id: randomUUID(),
    environment: 'test' as const,
    lane: 'submission' as const,
    subjectId: randomUUID(),
    dueAt: new Date(i),
    maTinh: '24',
  }));
}

/** Extra headers of every request, and what happens before they are given. */
function hooked() {
  const hook = { onCall: () => Promise.resolve() };
  const headers = async () => {
    await hook.onCall();
    return {};
  };
  return { hook, headers };
}

describe('eight processes that claim from one table', () => {
  let remotes: HotichSimulator;
  let hosts: TestHost[];
  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    const url = await freshDatabase();
    // A lease that runs out would be claimed twice, and rightly so.
    const options = optionsFor(remotes, { engine: { leaseMs: 120_000, claimSize: 50 } });
    hosts = await Promise.all(Array.from({ length: CLAIMERS }, () => startHost(url, options)));
  }, 60_000);
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.close()));
    await remotes.stop();
  });

  it('take five thousand tasks, each once', async () => {
    const { manager } = hosts[0]!.db;
    for (let i = 0; i < TASKS; i += 500) await manager.insert(HotichTask, orphans(500));
    const runs = await Promise.all(hosts.map((host) => host.sync.runOnce()));
    const sum = (key: 'claimed' | 'settled' | 'lost') => runs.reduce((total, run) => total + run[key], 0);
    expect([sum('claimed'), sum('settled'), sum('lost')]).toEqual([TASKS, TASKS, 0]);
    expect(await manager.count(HotichTask)).toBe(0);
    expect(runs.filter((run) => run.claimed > 0).length).toBeGreaterThan(CLAIMERS / 2);
  }, 120_000);
});

describe('two processes on a database where REPEATABLE READ is the default', () => {
  it('claim beside each other', async () => {
    const s = await scene();
    const { manager } = s.host.db;
    const database = new URL(s.url).pathname.slice(1);
    await manager.query(
      byDatabase({
        postgres: `alter database ${database} set default_transaction_isolation = 'repeatable read'`,
        mariadb: 'select 1',
      }),
    );
    await manager.insert(HotichTask, orphans(400));
    const options = optionsFor(s.remotes, { engine: { leaseMs: 120_000, claimSize: 3 } });
    const hosts = await Promise.all([startHost(s.url, options), startHost(s.url, options)]);
    const runs = await Promise.all(hosts.map((host) => host.sync.runOnce()));
    expect(runs[0]!.settled + runs[1]!.settled).toBe(400);
    for (const host of hosts) await host.close();
    await s.close();
  });
});

describe('a claim whose request is out', () => {
  it('keeps its lease, whoever holds the row of another', async () => {
    let called = false;
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const headers = async () => {
      called = true;
      await answered;
      return {};
    };
    const s = await scene({ gateway: { headers } as never, engine: { leaseMs: 1_000 } });
    const { manager } = s.host.db;
    for (const code of [nextCode(), nextCode()]) await s.host.sync.submit(birthInput(code));
    const run = s.host.sync.runOnce();
    await eventually(() => called);
    const [one, other] = await manager.find(HotichTask, { where: { lane: 'submission' } });
    await manager.transaction(async (tx) => {
      await tx.findOne(HotichTask, { where: { id: one!.id }, lock: { mode: 'pessimistic_write' } });
      await eventually(async () => {
        const { dueAt } = await manager.findOneByOrFail(HotichTask, { id: other!.id });
        return dueAt.getTime() > other!.dueAt.getTime() + 600;
      }, 3_000);
    });
    answer();
    expect(await run).toMatchObject({ settled: 2, lost: 0 });
    await s.close();
  });

  it('and whose task passes to another process meanwhile is left to that one, and the rest of the batch is stored', async () => {
    const { hook, headers } = hooked();
    const s = await scene({ gateway: { headers } as never });
    const codes = Array.from({ length: 3 }, nextCode);
    for (const code of codes) await s.host.sync.submit(birthInput(code));
    const { manager } = s.host.db;
    const task = await manager.findOneByOrFail(HotichTask, { lane: 'submission' });
    const [other, epoch] = [randomUUID(), 7];
    hook.onCall = async () => void (await manager.update(HotichTask, task.id, { leaseOwner: other, epoch }));

    const { claimed, settled, lost } = await s.host.sync.runOnce();

    expect({ claimed, settled, lost }).toEqual({ claimed: 3, settled: 2, lost: 1 });
    const views = await Promise.all(codes.map((code) => s.host.sync.find(code)));
    expect(views.map((view) => view.state).sort()).toEqual(['queued', 'sent', 'sent']);
    const left = await manager.findBy(HotichTask, { lane: 'submission' });
    expect(left).toEqual([expect.objectContaining({ id: task.id, leaseOwner: other, epoch })]);
    for (const view of views) expect(s.remotes.calls.of('register.submit', view.maHoSo)).toHaveLength(1);
    await s.close();
  });
});

describe('a task in doubt', () => {
  it('is asked about first, also where the connection of the host makes booleans of small numbers', async () => {
    const s = await scene();
    const code = nextCode();
    await s.host.sync.submit(birthInput(code));
    await s.host.db.query('update hotich_task set unsure = true, called_at = 0');
    const query = Reflect.get(EntityManager.prototype, 'query') as (...args: unknown[]) => Promise<unknown>;
    const cast = jest.spyOn(EntityManager.prototype, 'query').mockImplementation(async function (
      this: EntityManager,
      ...args: unknown[]
    ) {
      const rows = await query.apply(this, args);
      for (const row of Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [])
        if (typeof row.unsure === 'number') row.unsure = row.unsure === 1;
      return rows;
    });
    await s.host.sync.runOnce().finally(() => cast.mockRestore());
    expect(s.remotes.calls.about(code).map((call) => call.operation)).toEqual(['register.status', 'register.submit']);
    await s.close();
  });
});

describe('a process that has lost a task and claimed it again', () => {
  type Queue = { finish: (manager: EntityManager, updates: readonly object[]) => Promise<unknown> };
  const claimed = async (s: Scene) => {
    await s.host.sync.submit(birthInput(nextCode()));
    const { id } = await s.host.db.manager.findOneByOrFail(HotichTask, { lane: 'submission' });
    await s.host.db.manager.update(HotichTask, id, { epoch: 3 });
    const task = (epoch: number) => ({ id, epoch, lane: 'submission', attempt: 1 }) as never;
    return { queue: internal<Queue>(s.host, 'TaskQueue'), old: task(1), present: task(3) };
  };

  it.each([['done'], ['again']])('stores what came of the claim it has, not of the one it lost (%s)', async (how) => {
    const s = await scene();
    const { queue, old, present } = await claimed(s);
    const update = (task: object, verdict: object) => ({ task, verdict, attempt: 0, strikes: 0 });
    const again = { task: 'again', delayMs: 1_000 };
    const both = [update(old, how === 'done' ? { task: 'done' } : again), update(present, again)];
    const error: unknown = await s.host.db.transaction((manager) => queue.finish(manager, both)).catch((e) => e);
    const spared = [old, present].map((task) => (error as { spares: (task: object) => boolean }).spares(task));
    expect(spared).toEqual([false, true]);
    await s.close();
  });
});

describe('a dossier of which several statuses are owed', () => {
  const said = (s: Scene, code: string) => s.remotes.calls.of('interlink.report', code).map((call) => call.statusSent);

  it('is claimed once, and they are said in order', async () => {
    const s = await scene();
    const code = await accepted(s);
    expect(await s.host.interlink.runReportOnce()).toMatchObject({ claimed: 1, calls: 2, settled: 2, lost: 0 });
    expect(said(s, code)).toEqual([1, 3]);
    expect(await s.host.db.manager.countBy(HotichTask, { lane: 'report' })).toBe(0);
    await s.close();
  });

  it('is claimed for each where a rate is set, which every request is paid from', async () => {
    const s = await scene({ interlink: { rate: { perSecond: 1_000, burst: 10 } } as never });
    const code = await accepted(s);
    expect(await s.host.interlink.runReportOnce()).toMatchObject({ claimed: 2, calls: 2, settled: 2 });
    expect(said(s, code)).toEqual([1, 3]);
    await s.close();
  });

  it('is put off when one of them fails, as after a claim of its own, and goes on from there', async () => {
    const s = await scene({ engine: { retryMs: 60_000, retryMaxMs: 60_000 } });
    const code = await accepted(s);
    s.remotes.faults.next('interlink.report', fault.delay(0));
    s.remotes.faults.next('interlink.report', fault.badGateway());
    expect(await s.host.interlink.runReportOnce()).toMatchObject({ claimed: 1, calls: 2, settled: 1, retried: 1 });
    const { manager } = s.host.db;
    const task = await manager.findOneByOrFail(HotichTask, { lane: 'report' });
    expect(task).toMatchObject({ epoch: 1, attempt: 1, leaseOwner: null });
    await manager.update(HotichTask, task.id, { dueAt: new Date(0) });
    expect(await s.host.interlink.runReportOnce()).toMatchObject({ claimed: 1, calls: 1, settled: 1 });
    expect(said(s, code)).toEqual([1, 3, 3]);
    await s.close();
  });

  it('and whose task passes to another process before the first is stored, says nothing more', async () => {
    const { hook, headers } = hooked();
    const s = await scene({ interlink: { headers } as never });
    const code = await accepted(s);
    const { manager } = s.host.db;
    const [other, epoch] = [randomUUID(), 7];
    hook.onCall = async () => void (await manager.update(HotichTask, { lane: 'report' }, { leaseOwner: other, epoch }));

    expect(await s.host.interlink.runReportOnce()).toMatchObject({ claimed: 1, calls: 1, settled: 0, lost: 1 });

    expect(said(s, code)).toEqual([1]);
    const reports = await manager.find(HotichReport, { order: { seq: 'ASC' } });
    expect(reports.map((report) => report.state)).toEqual(['pending', 'pending']);
    expect(await manager.findBy(HotichTask, { lane: 'report' })).toMatchObject([{ leaseOwner: other, epoch }]);
    await s.close();
  });
});
