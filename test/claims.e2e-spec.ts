import { randomUUID } from 'node:crypto';
import { HotichTask } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { freshDatabase } from './support/database';
import { optionsFor, startHost, type TestHost } from './support/host';

const CLAIMERS = 8;
const TASKS = 5_000;

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
    for (let i = 0; i < TASKS; i += 500) {
      // Of dossiers that are gone: what is claimed is done as soon as that is seen, and no remote has to keep up.
      const tasks = Array.from({ length: 500 }, () => ({
        id: randomUUID(),
        environment: 'test' as const,
        lane: 'submission' as const,
        subjectId: randomUUID(),
        dueAt: new Date(i),
        maTinh: '24',
      }));
      await manager.insert(HotichTask, tasks);
    }
    const runs = await Promise.all(hosts.map((host) => host.sync.runOnce()));
    const sum = (key: 'claimed' | 'settled' | 'lost') => runs.reduce((total, run) => total + run[key], 0);
    expect([sum('claimed'), sum('settled'), sum('lost')]).toEqual([TASKS, TASKS, 0]);
    expect(await manager.count(HotichTask)).toBe(0);
    expect(runs.filter((run) => run.claimed > 0).length).toBeGreaterThan(CLAIMERS / 2);
  }, 120_000);
});
