import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, optionsFor, startHost, type TestHost } from '../support/host';
import { birthInput, nextCode } from '../support/samples';
import { expectSentOnce, scene, type Scene } from '../support/scene';

const DOSSIERS = 6;
const CLAIMED = 2;

/**
 * Stops after its next statement of this kind is answered, as a paused machine would: its transaction stays open.
 *
 * @param last a statement to say before.
 */
function freeze({ db }: TestHost, after: RegExp, last = 'do 0') {
  const create = db.createQueryRunner.bind(db);
  const state = { frozen: false, thaw: () => {} };
  const thawed = new Promise<void>((resolve) => (state.thaw = resolve));
  jest.spyOn(db, 'createQueryRunner').mockImplementation((...args) => {
    const runner = create(...args);
    const query = runner.query.bind(runner) as (...statement: unknown[]) => Promise<unknown>;
    jest.spyOn(runner, 'query').mockImplementation(async (...statement: unknown[]) => {
      const rows = await query(...statement);
      if (after.test(String(statement[0])) && !state.frozen) {
        await query(last);
        state.frozen = true;
        await thawed;
      }
      return rows;
    });
    return runner;
  });
  return state;
}

describe('a process that freezes inside its claim', () => {
  let s: Scene;
  let other: TestHost;
  let frozen: ReturnType<typeof freeze>;
  let codes: string[];
  const start = async (gateway: object) => {
    s = await scene({ gateway: gateway as never, engine: { claimSize: CLAIMED } });
    other = await startHost(s.url, optionsFor(s.remotes, { gateway: gateway as never }));
    codes = Array.from({ length: DOSSIERS }, nextCode);
    for (const code of codes) await s.host.sync.submit(birthInput(code));
  };
  afterEach(async () => {
    frozen.thaw();
    await other.close();
    await s.close();
  });
  const allAreSentOnce = async () => {
    for (const code of codes) expect((await s.host.sync.find(code)).state).toBe('sent');
    expectSentOnce(s.remotes, ...codes);
  };

  it.each([
    ['with nothing yet', /from \S*hotich_gate/, 0],
    ['with its tasks locked', /place < 0[\s\S]* skip locked/, CLAIMED],
    ['before it commits', /^update \S*hotich_task/, CLAIMED],
  ])('%s, keeps nobody from the rest', async (_when, statement, kept) => {
    await start({});
    frozen = freeze(s.host, statement);
    const run = s.host.sync.runOnce();
    await eventually(() => frozen.frozen);
    const rest = await Promise.race([other.sync.runOnce(), sleep(20_000)]);
    expect(rest).toMatchObject({ settled: DOSSIERS - kept });
    frozen.thaw();
    await run;
    await allAreSentOnce();
  });

  it('of a limited carrier, keeps everybody only until the server ends its idle transaction', async () => {
    await start({ rate: { perSecond: 100, burst: 20 } });
    frozen = freeze(s.host, /from \S*hotich_gate/, 'set session idle_transaction_timeout = 2');
    const run = s.host.sync.runOnce();
    await eventually(() => frozen.frozen);
    const all = await Promise.race([other.sync.runOnce(), sleep(20_000)]);
    expect(all).toMatchObject({ settled: DOSSIERS });
    frozen.thaw();
    await run.catch(() => undefined);
    await allAreSentOnce();
    expect(await s.host.sync.runOnce()).toMatchObject({ claimed: 0 });
  });
});
