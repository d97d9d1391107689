import { AsyncLocalStorage } from 'node:async_hooks';
import { DossierListener, HotichTask, type HotichModuleOptions } from '@hotich/nestjs';
import { fault, HotichSimulator } from '@hotich/simulator';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { freshDatabase } from './support/database';
import { eventually, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

/** Nothing is woken by a cron: what is sent was begun at a commit. */
const BY_COMMIT = { submission: '0 0 3 1 1 *', status: false, report: false, intake: false } as const;
const HOLD_MS = 4_000;

/** As hosts keep the officer of a request. */
const request = new AsyncLocalStorage<string>();
const officers: (string | undefined)[] = [];

@Injectable()
class Desk extends DossierListener {
  override onStatusChanged(): Promise<void> {
    officers.push(request.getStore());
    return Promise.resolve();
  }
}

describe('a dossier that is submitted where the lane sleeps is leased as it is made', () => {
  let remotes: HotichSimulator;
  let host: TestHost | undefined;
  let url: string;
  beforeEach(async () => (remotes = await HotichSimulator.start()));
  afterEach(async () => {
    await host?.close();
    host = undefined;
    await remotes.stop();
  });

  async function live(more: Partial<HotichModuleOptions> = {}): Promise<TestHost> {
    url = await freshDatabase();
    host = await startHost(url, optionsFor(remotes, { schedule: BY_COMMIT, ...more }), [Desk]);
    await host.tokens.getToken('gateway');
    return host;
  }

  /** In one transaction, within which `then` looks at what stands there. */
  async function submit(codes: readonly string[], then: (manager: EntityManager) => Promise<unknown> = async () => {}) {
    await host!.db.transaction(async (manager) => {
      for (const code of codes) await host!.sync.submit(birthInput(code), manager);
      await then(manager);
    });
  }

  const tasks = (manager: EntityManager) => manager.find(HotichTask, { where: { lane: 'submission' } });
  const held = async (manager: EntityManager) =>
    (await tasks(manager)).filter((task) => task.leaseOwner !== null).length;
  /** A run that goes on is joined, and both end when nothing is due. */
  const asleep = () => host!.sync.runOnce();
  const sent = (code: string) => remotes.ledger.submissions(code).length;

  it('and begun at the commit, once', async () => {
    await live();
    const code = nextCode();
    await submit([code], async (manager) => expect(await tasks(manager)).toMatchObject([{ epoch: 1, attempt: 1 }]));
    await eventually(async () => (await host!.sync.find(code)).state === 'sent');
    expect(remotes.calls.of('register.submit', code)).toHaveLength(1);
    expect(await tasks(host!.db.manager)).toEqual([]);
  });

  it.each(['commit', 'call'])('and is no part of the request whose %s begins it', async (how) => {
    await live(how === 'call' ? { schedule: false } : {});
    const code = nextCode();
    if (how === 'call') await submit([code]);
    officers.length = 0;
    await request.run('officer A', async () => (how === 'call' ? host!.sync.runOnce() : submit([code])));
    await eventually(async () => (await host!.sync.find(code)).state === 'sent');
    expect(officers).toEqual([undefined]);
  });

  it('but may be withdrawn in the transaction that made it, and is never sent then', async () => {
    await live();
    const [withdrawn, other] = [nextCode(), nextCode()];
    await submit([withdrawn, other], async (manager) => {
      await host!.sync.withdraw(withdrawn, 'Nhập nhầm', manager);
    });
    await eventually(async () => (await host!.sync.find(other)).state === 'sent');
    await asleep();
    expect((await host!.sync.find(withdrawn)).state).toBe('withdrawn');
    expect(remotes.calls.of('register.submit', withdrawn)).toEqual([]);
    expect(await tasks(host!.db.manager)).toEqual([]);
  });

  it('no more of them than the carrier takes at once; the others are claimed', async () => {
    await live({ gateway: { concurrency: 3 } as never });
    const codes = Array.from({ length: 8 }, nextCode);
    await submit(codes, async (manager) => expect(await held(manager)).toBe(3));
    await eventually(() => codes.every((code) => sent(code) === 1));
    await eventually(async () => (await tasks(host!.db.manager)).length === 0);
    expect(remotes.calls.of('register.submit')).toHaveLength(8);
  });

  it('what is undone by a savepoint, whoever set it, is not sent', async () => {
    await live();
    const [kept, dropped] = [nextCode(), nextCode()];
    await submit([kept], async (manager) => {
      await manager.query('savepoint ours');
      // Without files, which nobody could read any more.
      await host!.sync.submit({ ...birthInput(dropped), fileDinhKem: [] }, manager);
      expect(await held(manager)).toBe(2);
      await manager.query('rollback to savepoint ours');
    });
    await eventually(async () => (await host!.sync.find(kept)).state === 'sent');
    expect(remotes.calls.of('register.submit', dropped)).toEqual([]);
  });

  it('what is sent is what is stored, whatever the host does with its object meanwhile', async () => {
    await live();
    const input = birthInput(nextCode());
    const { nksHoTen } = input.data as { nksHoTen: string };
    await host!.db.transaction(async (manager) => {
      await host!.sync.submit(input, manager);
      Object.assign(input.data, { nksHoTen: 'Người Khác' });
    });
    await eventually(() => sent(input.maHoSo) === 1);
    expect(remotes.register.find(input.maHoSo)!.payload).toMatchObject({ nksHoTen });
  });

  it('when the transaction took longer than half of the lease it is claimed like any other', async () => {
    await live({ engine: { leaseMs: 1_000 } });
    const code = nextCode();
    remotes.faults.next('register.submit', fault.acceptThenDelay(300));
    await submit([code], () => new Promise((resolve) => setTimeout(resolve, 700)));
    await eventually(() => sent(code) === 1);
    expect(await tasks(host!.db.manager)).toMatchObject([{ epoch: 2, attempt: 1, losses: 0 }]);
    await eventually(async () => (await host!.sync.find(code)).state === 'sent');
    expect(remotes.calls.of('register.submit', code)).toHaveLength(1);
    // Nobody takes it for one that may have been sent before.
    expect(remotes.calls.of('register.status', code)).toEqual([]);
  });

  it('and so it is when its lease is over, though nobody has taken it yet', async () => {
    await live();
    const code = nextCode();
    remotes.faults.next('register.submit', fault.acceptThenDelay(300));
    await submit([code], (manager) => manager.query('update hotich_task set due_at = 1'));
    await eventually(() => sent(code) === 1);
    expect(await tasks(host!.db.manager)).toMatchObject([{ epoch: 2, attempt: 1, losses: 0 }]);
    await eventually(async () => (await host!.sync.find(code)).state === 'sent');
    expect(remotes.calls.of('register.submit', code)).toHaveLength(1);
    expect(remotes.calls.of('register.status', code)).toEqual([]);
  });

  it('not where the calls of all processes are counted', async () => {
    await live({ gateway: { rate: { perSecond: 100 } } as never });
    const code = nextCode();
    await submit([code], async (manager) => expect(await held(manager)).toBe(0));
    await eventually(() => sent(code) === 1);
  });

  it('and given back when its carrier is shut', async () => {
    await live({ gateway: { breaker: { failures: 1, openMs: HOLD_MS } } as never });
    remotes.faults.next('register.submit', fault.badGateway());
    const [first, second] = [nextCode(), nextCode()];
    await submit([first]);
    await eventually(() => remotes.calls.of('register.submit', first).length === 1);
    await asleep();
    await submit([second], async (manager) => expect(await held(manager)).toBe(1));
    await eventually(async () => (await held(host!.db.manager)) === 0);
    expect(await tasks(host!.db.manager)).toContainEqual(
      expect.objectContaining({ epoch: 1, attempt: 0, unsure: false }),
    );
    expect(remotes.calls.of('register.submit')).toHaveLength(1);
  });

  it('and left to the one probe when its carrier may work again', async () => {
    await live();
    const first = nextCode();
    await submit([first]);
    await eventually(async () => (await host!.sync.find(first)).state === 'sent');
    await asleep();
    await host!.db.query('update hotich_gate set failures = 5');
    remotes.faults.next('register.submit', fault.acceptThenDelay(300));
    const codes = [nextCode(), nextCode()];
    await submit(codes, async (manager) => expect(await held(manager)).toBe(2));
    await eventually(() => codes.some((code) => sent(code) === 1));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(codes.map(sent)).toEqual([1, 0]);
    await eventually(() => codes.every((code) => sent(code) === 1));
  });

  it('and given back when the process ends before the transaction does', async () => {
    await live();
    const other = await startHost(url, optionsFor(remotes));
    const [code, next] = [nextCode(), nextCode()];
    const runner = host!.db.createQueryRunner();
    await runner.startTransaction();
    await host!.sync.submit(birthInput(code), runner.manager);
    await (host!.app as unknown as { callBeforeShutdownHook(): Promise<void> }).callBeforeShutdownHook();
    await host!.sync.submit(birthInput(next), runner.manager);
    await runner.commitTransaction();
    await runner.release();
    await eventually(async () => (await held(other.db.manager)) === 0);
    expect(await tasks(other.db.manager)).toMatchObject([{ unsure: false }, { unsure: false }]);
    await other.sync.runOnce();
    expect([sent(code), sent(next)]).toEqual([1, 1]);
    await other.close();
  });

  it('said again in a second transaction it is still sent once', async () => {
    await live();
    const code = nextCode();
    remotes.faults.next('register.submit', fault.acceptThenDelay(300));
    await submit([code]);
    await submit([code]);
    await eventually(async () => (await host!.sync.find(code)).state === 'sent');
    expect(remotes.calls.of('register.submit', code)).toHaveLength(1);
  });
});
