import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { allowWrites, Barrier, failWrites } from '../support/barriers';
import { mustHold, nobodyBlamed, submittedInAll } from '../support/checks';

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
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(500), 8);
      const [first] = await rig.submit(8);
      await rig.replica('one');
      await rig.open('register.submit', 8);
      const host = await Barrier.onRows(rig.control, `select * from ho_so where ma = '${first}'`);
      await host.reached();
      await host.query('select * from hotich_dossier where ma_ho_so = $1 for update', [first]);
      await host.lift();
      await rig.settled();
      submittedInAll(rig, 8);
    },
  },
  {
    name: 'serialization-settle',
    fault: 'serialization failure (40001) of every settle, five times',
    moment: 'settling',
    promise: 'settled all the same, not sent again, no dossier blamed',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(300), 4);
      await rig.submit(4);
      await rig.replica('one');
      await rig.open('register.submit', 4);
      await failWrites(rig.control, { table: 'hotich_timeline', sqlState: '40001', times: 5 });
      await rig.settled();
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
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(300), 8);
      await rig.submit(8);
      await rig.replica('one');
      await rig.open('register.submit', 8);
      const tables = await rig.control.query<{ tablename: string }[]>(
        `select tablename from pg_tables where schemaname = current_schema() and tablename like 'hotich%'`,
      );
      for (const { tablename: table } of tables) await failWrites(rig.control, { table, sqlState: '53100' });
      await sleep(5_000);
      for (const { tablename: table } of tables) await allowWrites(rig.control, table);
      await rig.settled();
      submittedInAll(rig, 8);
      await nobodyBlamed(rig);
    },
  },
];
