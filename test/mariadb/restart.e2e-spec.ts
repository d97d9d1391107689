import { HotichTask } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { freshDatabase } from '../support/database';
import { eventually, optionsFor, startHost, type TestHost } from '../support/host';
import { MariadbServer } from '../support/mariadb-server';
import { birthInput, nextCode } from '../support/samples';
import { expectSentOnce } from '../support/scene';

const DOSSIERS = 120;
const CRASHES = 4;

describe('a MariaDB that is killed and started again in the middle of the work', () => {
  let server: MariadbServer;
  let remotes: HotichSimulator;
  let hosts: TestHost[];
  beforeAll(async () => {
    server = await MariadbServer.start();
    remotes = await HotichSimulator.start();
    const url = await freshDatabase({ server: server.url });
    const every = { submission: '* * * * * *', status: '* * * * * *', intake: '* * * * * *', report: '* * * * * *' };
    const options = optionsFor(remotes, { schedule: every, engine: { leaseMs: 8_000 } });
    hosts = [await startHost(url, options), await startHost(url, options)];
  }, 120_000);
  afterAll(async () => {
    await Promise.all(hosts.map((host) => host.close()));
    await remotes.stop();
    await server.stop();
  });

  it('loses nothing of what was committed, and the register has every dossier once', async () => {
    const committed: string[] = [];
    let crashing = true;
    const crashes = (async () => {
      for (let i = 0; i < CRASHES; i++) {
        await new Promise((resolve) => setTimeout(resolve, 700 + 500 * i));
        await server.crash();
        await server.startAgain();
      }
      crashing = false;
    })();
    while (committed.length < DOSSIERS || crashing) {
      const code = nextCode();
      const host = hosts[committed.length % hosts.length]!;
      const stored = await host.sync.submit(birthInput(code)).then(
        () => true,
        () => false,
      );
      if (stored) committed.push(code);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await crashes;

    const { manager } = hosts[0]!.db;
    await eventually(async () => (await manager.count(HotichTask, { where: { lane: 'submission' } })) === 0, 120_000);
    expectSentOnce(remotes, ...committed);
    for (const code of committed) expect((await hosts[0]!.sync.find(code)).state).toBe('sent');
  }, 240_000);
});
