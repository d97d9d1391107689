import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { Barrier } from '../support/barriers';
import { RECEIVED } from '../support/book';
import { mustHold, submittedInAll } from '../support/checks';
import { mend, trouble } from '../support/host-trouble';
import { LEASE_MS } from '../support/options';
import { nextCode } from '../../support/samples';

/** The host's own code, inside the library's transactions and around them. */
export const HOST_CODE: readonly Scenario[] = [
  {
    name: 'listener-throws',
    fault: "the host's listener throws for one dossier, then is mended",
    moment: 'the register has taken it',
    promise: 'undoes its own step only; not sent again',
    async run(rig) {
      const [poison, ...others] = (await rig.submit(8)) as [string, ...string[]];
      await trouble(rig, poison, { throws: true });
      await rig.replica('one');
      await rig.until(others, 'sent');
      await sleep(3_000);
      await mend(rig);
      if ((await rig.desk.sync.find(poison)).state === 'held') await rig.desk.sync.resubmit(poison);
      await rig.settled();
      submittedInAll(rig, 8);
    },
  },
  {
    name: 'listener-throws-ours',
    fault: "the host's listener throws one of the library's own errors for one dossier, then is mended",
    moment: 'the register has taken it',
    promise: 'not taken for what the register said: not sent again, and not to be withdrawn',
    async run(rig) {
      const [poison, ...others] = (await rig.submit(8)) as [string, ...string[]];
      await trouble(rig, poison, { ours: true });
      await rig.replica('one');
      await rig.until(others, 'sent');
      await sleep(3_000);
      const withdrawn = await rig.desk.sync.withdraw(poison, 'nhầm').then(
        () => true,
        () => false,
      );
      mustHold(!withdrawn, 'withdrawn though the register has it');
      await mend(rig);
      if ((await rig.desk.sync.find(poison)).state === 'held') await rig.desk.sync.resubmit(poison);
      await rig.settled();
      submittedInAll(rig, 8);
    },
  },
  {
    name: 'listener-resubmits',
    fault: "the host's listener sends a dossier again in the moment in which it is held",
    moment: 'the register has refused it, its task is about to be done',
    promise: 'it is sent again, once',
    async run(rig) {
      const codes = (await rig.submit(6)) as [string, ...string[]];
      rig.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: codes[0] });
      await trouble(rig, codes[0], { resubmits: true });
      await rig.replica('one');
      await rig.settled();
      // The refused one as well.
      submittedInAll(rig, 7);
    },
  },
  {
    name: 'listener-throws-intake',
    fault: "the host's listener throws for one arrival, then is mended",
    moment: 'taking in',
    promise: 'neither row nor report nor acknowledgement; the others come in',
    async run(rig) {
      const [poison, ...others] = rig.file(5, RECEIVED) as [string, ...string[]];
      await trouble(rig, poison, { throws: true });
      await rig.replica('one');
      await rig.until(others, 'received');
      await sleep(1_500);
      mustHold(rig.remotes.interlink.dossier(poison)?.acknowledged === false, 'acknowledged though it is not in');
      mustHold(rig.remotes.calls.of('interlink.report', poison).length === 0, 'reported though it is not in');
      const rows = await rig.control.query<unknown[]>('select 1 from ho_so where ma = $1', [poison]);
      mustHold(rows.length === 0, 'its row of the host is there though it is not in');
      await mend(rig);
      await rig.desk.interlink.retry(poison);
      await rig.settled();
    },
  },
  {
    name: 'listener-hangs',
    fault: "the host's listener hangs for longer than the lease",
    moment: 'settling, another replica beside it',
    promise: 'settled all the same, not sent again',
    async run(rig) {
      const [slow] = await rig.submit(8);
      await trouble(rig, slow!, { waitsMs: LEASE_MS + 1_500 });
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      await rig.settled();
      submittedInAll(rig, 8);
    },
  },
  {
    name: 'listener-slow',
    fault: "the host's listener takes half a second for each of eight",
    moment: 'settling, another replica beside it',
    promise: 'settled all the same, not sent again',
    async run(rig) {
      for (const code of await rig.submit(8)) await trouble(rig, code, { waitsMs: 500 });
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      await rig.settled();
      submittedInAll(rig, 8);
    },
  },
  {
    name: 'kill-in-submit',
    fault: 'SIGKILL',
    moment: "in the host's transaction, submit() is writing",
    promise: 'nothing of it remains, nothing of it is sent',
    async run(rig) {
      const web = await rig.replica('web', { options: { schedule: false } });
      const code = nextCode();
      rig.book.rolledBack.add(code);
      const barrier = await Barrier.onWrites(rig.control, 'hotich_timeline');
      const cut = web.tell({ do: 'submit', codes: [code] }).catch(() => undefined);
      await barrier.reached();
      await web.kill();
      await cut;
      await barrier.lift();
      await rig.replica('worker');
      await rig.submit(2);
      await rig.settled();
    },
  },
  {
    name: 'rolled-back',
    fault: "the host's transaction rolled back, wholly and to a savepoint",
    moment: 'after submit()',
    promise: 'nothing of it remains, nothing of it is sent; the rest is',
    async run(rig) {
      const replica = await rig.replica('one');
      const [kept] = rig.reserve(1) as [string];
      const [savepoint, whole] = [nextCode(), nextCode()];
      rig.book.rolledBack.add(savepoint).add(whole);
      await replica.tell({ do: 'submitAndChangeMind', kept, savepoint, whole });
      await rig.settled();
      await sleep(1_200);
      const leftovers = await rig.control.query<unknown[]>(
        `select 1 from hotich_task where subject_id not in (select id from hotich_dossier)
         union all select 1 from hotich_content where dossier_id not in (select id from hotich_dossier)`,
      );
      mustHold(leftovers.length === 0, 'something remained');
    },
  },
];
