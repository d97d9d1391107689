import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { allowWrites, Barrier, failWrites, writesTried } from '../support/barriers';
import { mustHold, nobodyBlamed, submittedInAll } from '../support/checks';
import type { Rig } from '../support/rig';
import { eventually } from '../../support/host';

/** The register has answered, and storing it goes wrong. */
export const SETTLES: readonly Scenario[] = [
  {
    name: 'commit-cut-settle',
    fault: 'connection cut right after the COMMIT',
    moment: 'settling',
    promise: 'nothing is sent again, no dossier is blamed',
    async run(rig) {
      const link = await rig.link();
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(500), 8);
      await rig.submit(8);
      await rig.replica('one', { link, options: { gateway: { timeoutMs: 3_000 } } });
      await rig.open('register.submit', 8);
      link.tripAt('COMMIT', 'cutAfter');
      await rig.settled();
      mustHold(link.tripped === 1, 'the connection was not cut');
      submittedInAll(rig, 8);
      await nobodyBlamed(rig);
    },
  },
  {
    name: 'settle-cut',
    fault: 'connection cut in the middle of every settle, ten times in a row',
    moment: 'settling one dossier',
    promise: "not the dossier's fault: it is never held, and not sent again",
    async run(rig) {
      const link = await rig.link();
      await rig.replica('one', { link });
      await rig.submit(1);
      link.tripAt('insert into "hotich_timeline"', 'cutBefore', 10);
      await rig.settled(40_000);
      mustHold(link.tripped === 10, `the connection was cut ${link.tripped} times`);
      submittedInAll(rig, 1);
    },
  },
  {
    name: 'deadlock',
    fault: "deadlock of a settle with the host's own transaction",
    moment: 'settling',
    promise: 'the host gets its way; settled all the same, not sent again',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(1_500), 8);
      const [first] = await rig.submit(8);
      await rig.replica('one', { options: { gateway: { timeoutMs: 3_000 } } });
      await rig.open('register.submit', 8);
      const before = await deadlocks(rig);
      const host = await Barrier.onRows(rig.control, `select * from ho_so where ma = '${first}'`);
      await host.reached();
      await host.query('select * from hotich_dossier where ma_ho_so = $1 for update', [first]);
      await host.lift();
      await rig.settled();
      submittedInAll(rig, 8);
      // A session says what it met with when it has been idle for a while.
      await eventually(async () => (await deadlocks(rig)) > before, 30_000).catch(() =>
        mustHold(false, 'there was no deadlock'),
      );
    },
  },
  {
    name: 'serialization-settle',
    fault: 'serialization failure (40001) of every settle, five times',
    moment: 'settling',
    promise: 'settled all the same, not sent again, no dossier blamed',
    async run(rig) {
      await rig.submit(4);
      // Between a submission and its settle nothing writes there.
      await failWrites(rig.control, { table: 'hotich_timeline', sqlState: '40001', times: 5 });
      await rig.replica('one');
      await rig.settled();
      const tried = await writesTried(rig.control, 'hotich_timeline');
      mustHold(tried > 5, `${tried} settles were tried, and five were to fail`);
      submittedInAll(rig, 4);
      await nobodyBlamed(rig);
    },
  },
  {
    name: 'disk-full',
    fault: 'disk full (53100) for five seconds: no table can grow',
    moment: 'settling',
    promise: 'goes on by itself afterwards; no dossier is held for it',
    async run(rig) {
      const { control } = rig;
      const full = (table: string) => failWrites(control, { table, sqlState: '53100' });
      await rig.submit(8);
      // First where a settle alone writes: at the others a claim or a lease may meet with it before the settle does.
      await full('hotich_timeline');
      await rig.replica('one');
      await eventually(async () => (await writesTried(control, 'hotich_timeline')) > 0);
      const others = await control.query<{ tablename: string }[]>(
        `select tablename from pg_tables
         where schemaname = current_schema() and tablename like 'hotich%' and tablename <> 'hotich_timeline'`,
      );
      for (const { tablename } of others) await full(tablename);
      await sleep(5_000);
      for (const { tablename } of [...others, { tablename: 'hotich_timeline' }]) await allowWrites(control, tablename);
      await rig.settled();
      submittedInAll(rig, 8);
      await nobodyBlamed(rig);
    },
  },
];

/** That the database has ever broken. */
async function deadlocks({ control }: Rig): Promise<number> {
  const [{ deadlocks }] = await control.query<[{ deadlocks: string }]>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(deadlocks);
}
