import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLETED, SENT, SUPPLEMENTED } from '../../faults/support/book';
import { mustHold } from '../../faults/support/checks';
import type { Rig } from '../../faults/support/rig';
import { Town } from '../../faults/support/town';
import { verify } from '../../faults/support/verify';
import type { Scenario } from '../../faults/scenario';

/** As a database administrator runs it: the file of the documentation, unchanged. */
const PARTITION = readFileSync('docs/partition-by-province.sql', 'utf8');

/** One set of tables for several provinces, each with its own part of every table. */
export const PARTITIONS: readonly Scenario[] = [
  {
    name: 'partitioned',
    fault: 'tables partitioned between two runs; then SIGKILL of replicas of two provinces',
    moment: 'with claims open, in the middle of the whole way',
    promise: 'without a change of code: nothing lost, nothing twice; no province sees another',
    async run(rig) {
      const first = await rig.replica('before');
      const early = rig.file(5, COMPLETED);
      await rig.submit(5);
      await rig.accept(early);
      await first.stop();
      await rig.control.query(PARTITION);

      const neighbour = await rig.beside('27');
      try {
        await Promise.all([travel(rig), travel(neighbour)]);
        const broken = await verify(neighbour);
        mustHold(broken.length === 0, `in the other province: ${broken[0]?.text} (${broken.length} in all)`);
        const counts = await rig.control.query<{ part: string; rows: string }[]>(
          `select tableoid::regclass::text as part, count(*) as rows from hotich_dossier group by 1 order by 1`,
        );
        const expected = [
          { part: 'hotich_dossier_24', rows: String(rig.book.codes.length) },
          { part: 'hotich_dossier_27', rows: String(neighbour.book.codes.length) },
        ];
        mustHold(JSON.stringify(counts) === JSON.stringify(expected), `rows lie in ${JSON.stringify(counts)}`);
      } finally {
        await neighbour.close();
      }
    },
  },
];

/** Two replicas carry a crowd the whole way; each is killed with requests under way, and replaced. */
async function travel(rig: Rig): Promise<void> {
  rig.remotes.behaviour.latencyMs = 100;
  const replicas = await Promise.all(['r1', 'r2'].map((name) => rig.replica(name)));
  const town = new Town(rig);
  rig.file(20, COMPLETED);
  rig.file(5, SUPPLEMENTED);
  for (const replica of replicas) {
    const filing = rig.submit(10, SENT);
    await rig.open('register.submit', 3);
    await replica.kill();
    await rig.replica(`${replica.name}-again`);
    await filing;
    await sleep(500);
  }
  await rig.settled(60_000).finally(() => town.close());
}
