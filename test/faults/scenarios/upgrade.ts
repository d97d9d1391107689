import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario';
import { COMPLETED, SUPPLEMENTED } from '../support/book';
import { mustHold } from '../support/checks';
import type { Tuning } from '../support/options';
import type { Before } from '../support/replica';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

/** Options as each version before knows them: the first has no working hours to switch off. */
const KNOWN: Record<Before, Tuning> = {
  first: { register: { cadence: { firstMs: 100, minMs: 400, maxMs: 1_500 } } },
  last: {},
};

/** Versions of the library side by side on the same tables. */
export const UPGRADES: readonly Scenario[] = [
  rollingUpgrade('two-versions', 'the version landed last', 'last'),
  rollingUpgrade('two-versions-apart', 'the version before tasks counted their losses', 'first'),
  {
    name: 'schema-ahead',
    fault: 'the tables are one additive migration ahead: columns and a table nobody here knows',
    moment: 'two replicas in the middle of the whole way',
    promise: 'changes nothing',
    async run(rig) {
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      await travel(rig, async () => {
        for (const table of [
          'task',
          'dossier',
          'content',
          'timeline',
          'report',
          'delivery',
          'gate',
          'token',
          'schedule',
        ])
          await rig.control.query(`alter table hotich_${table} add column from_the_future int not null default 7`);
        await rig.control.query('create table hotich_future (id uuid primary key)');
      });
    },
  },
];

function rollingUpgrade(name: string, version: string, before: Before): Scenario {
  return {
    name,
    fault: `a rolling upgrade: replicas of ${version}, replaced one by one, one of them by SIGKILL`,
    moment: 'in the middle of the whole way, the tables migrated first',
    promise: 'both versions work the same tables: everything arrives, once, in order',
    async run(rig) {
      await Promise.all(['old-1', 'old-2'].map((old) => rig.replica(old, { before, options: KNOWN[before] })));
      await travel(rig, async () => {
        const [first, second] = rig.replicas;
        await rig.replica('new-1');
        await sleep(1_500);
        await first!.stop();
        await rig.replica('new-2');
        await sleep(1_500);
        await second!.kill();
      });
      // Of two of a version one may be the first everywhere.
      const workers = rig.remotes.calls.all.map((call) => call.caller);
      for (const one of ['old', 'new'])
        mustHold(
          workers.some((name) => name?.startsWith(one)),
          `no ${one} replica did anything`,
        );
    },
  };
}

async function travel(rig: Rig, upgrade: () => Promise<void>): Promise<void> {
  rig.remotes.behaviour.latencyMs = 30;
  const town = new Town(rig);
  rig.file(6, COMPLETED);
  rig.file(2, SUPPLEMENTED);
  await rig.submit(8);
  const filing = (async () => {
    for (let i = 0; i < 24; i++) {
      await rig.submit(1);
      rig.file(1, COMPLETED);
      await sleep(300);
    }
  })();
  await upgrade();
  await filing;
  await rig.settled(40_000).finally(() => town.close());
}
