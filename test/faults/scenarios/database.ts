import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { Barrier } from '../support/barriers';
import { COMPLETED, RECEIVED } from '../support/book';
import { mustHold, nobodyBlamed, submittedInAll } from '../support/checks';
import { LEASE_MS } from '../support/options';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

/** The database under the library's feet. */
export const DATABASE: readonly Scenario[] = [
  {
    name: 'server-crash',
    fault: 'PostgreSQL stopped at once, down for a second, started again; three times',
    moment: 'in the middle of the whole way',
    promise: 'hosts live on; nothing lost, nothing twice',
    async run(rig) {
      await travel(rig, async () => {
        await rig.server.crash();
        await sleep(1_000);
        await rig.server.startAgain();
      });
    },
  },
  {
    name: 'connections-cut',
    fault: 'every session terminated, three times',
    moment: 'in the middle of the whole way',
    promise: 'hosts live on; nothing lost, nothing twice',
    async run(rig) {
      await travel(rig, () =>
        rig.control.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
        ),
      );
    },
  },
  {
    name: 'cut-at-birth',
    fault: 'sessions terminated in the moment in which they begin',
    moment: "between the driver's two listeners for errors of a connection",
    promise: 'hosts live on, and work on with the next connection',
    async run(rig) {
      const link = await rig.link();
      await rig.replica('one', { link });
      await rig.submit(4);
      await rig.settled();
      link.endAtBirth(6);
      link.cut();
      await rig.submit(4);
      await rig.settled();
      mustHold(link.tripped === 6, `${link.tripped} sessions were ended at their birth`);
    },
  },
  {
    name: 'read-only',
    fault: 'database read-only for two seconds',
    moment: 'requests under way',
    promise: 'works on by itself afterwards; no dossier is blamed',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(500), 8);
      await rig.submit(12);
      await rig.replica('one');
      await rig.open('register.submit', 8);
      await rig.eachSession('alter database $ set default_transaction_read_only = on');
      await sleep(2_000);
      await rig.eachSession('alter database $ set default_transaction_read_only = off');
      await rig.settled();
      await nobodyBlamed(rig);
    },
  },
  {
    name: 'commit-cut-submit',
    fault: 'connection cut at the COMMIT, before it and after it',
    moment: "the host's transaction with submit() in it",
    promise: 'said again, it is one dossier',
    async run(rig) {
      const link = await rig.link();
      const web = await rig.replica('web', { link, options: { schedule: false } });
      const codes = rig.reserve(2);
      // Or it is the COMMIT of the fence, whose look at boot goes on beside whatever the host does.
      await web.tell({ do: 'submit', codes: rig.reserve(1) });
      await sleep(500);
      link.tripAt('COMMIT', 'cutBefore');
      mustHold(await fails(web.tell({ do: 'submit', codes })), 'the host was told that it had committed');
      link.tripAt('COMMIT', 'cutAfter');
      mustHold(await fails(web.tell({ do: 'submit', codes })), 'the host was told that it had committed');
      await web.tell({ do: 'submit', codes });
      await rig.replica('worker');
      await rig.settled();
    },
  },
  {
    name: 'load-cut',
    fault: 'session terminated between the claim and the reading',
    moment: 'the lane stays busy with others',
    promise: 'the claimed ones are due again when their lease is over',
    async run(rig) {
      const options = { gateway: { concurrency: 2 } };
      const unlucky = await rig.submit(4);
      const barrier = await Barrier.onTable(rig.control, 'hotich_content');
      await rig.replica('one', { options });
      const pids = await barrier.reached();
      await rig.control.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids]);
      await barrier.lift();
      rig.remotes.behaviour.latencyMs = 400;
      const began = performance.now();
      const busy = keepBusy(rig);
      // A lease, the grace, and two rounds of two at a time behind others who are more than can be sent: some nine seconds.
      const inTime = await rig.until(unlucky, 'sent', 8 * LEASE_MS).then(
        () => true,
        () => false,
      );
      const waited = Math.round(performance.now() - began);
      await busy.stop();
      rig.remotes.behaviour.latencyMs = 0;
      await rig.settled();
      mustHold(inTime, `still not sent after ${waited} ms, ${(waited / LEASE_MS).toFixed(1)} leases`);
    },
  },
  {
    name: 'half-open',
    fault: 'half-open connection to the database for longer than the lease',
    moment: 'requests under way',
    promise: 'found at the register by another; the cut-off one recovers',
    async run(rig) {
      const link = await rig.link();
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(300), 8);
      await rig.submit(8);
      await rig.replica('cut', { link });
      await rig.open('register.submit', 8);
      link.freeze();
      const other = await rig.replica('other');
      await rig.settled();
      submittedInAll(rig, 8);
      link.mend();
      await other.stop();
      await rig.submit(4);
      await rig.settled();
    },
  },
  {
    name: 'own-lease-lost',
    fault: 'half-open connection to the database for longer than the lease, then as before',
    moment: 'slow requests under way; no other process is there',
    promise: 'what is still under way is asked about, and not sent again beside itself',
    async run(rig) {
      const link = await rig.link();
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(2 * LEASE_MS), 4);
      await rig.submit(4);
      await rig.replica('cut', { link, options: { gateway: { timeoutMs: 3 * LEASE_MS } } });
      await rig.open('register.submit', 4);
      link.freeze();
      await sleep(1.2 * LEASE_MS);
      link.mend();
      await rig.settled();
      submittedInAll(rig, 4);
    },
  },
  {
    name: 'report-lease-lost',
    fault: 'half-open connection to the database for longer than the lease',
    moment: 'slow reports under way',
    promise: 'nobody says a status while another may still be saying it',
    // That no two calls about one dossier are open at once is looked at after every scenario.
    async run(rig) {
      const link = await rig.link();
      const slow = { interlink: { timeoutMs: 2 * LEASE_MS } };
      rig.file(4, RECEIVED);
      rig.remotes.faults.next('interlink.report', fault.acceptThenDelay(1.8 * LEASE_MS), 4);
      await rig.replica('cut', { link, options: slow });
      await rig.open('interlink.report', 4);
      link.freeze();
      await rig.replica('other', { options: slow });
      await rig.settled();
      link.mend();
    },
  },
  {
    name: 'snapshot-held',
    fault: "another transaction holds a snapshot (REPEATABLE READ): nothing of the queue's dead rows can be swept",
    moment: 'from before the first claim to after the last',
    promise: 'the lanes keep pace: no more than three times as slow as without',
    limitMs: 150_000,
    async run(rig) {
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      const town = new Town(rig);
      const carry = async () => {
        const began = performance.now();
        rig.file(10, COMPLETED);
        await rig.submit(60);
        await rig.settled(40_000);
        return performance.now() - began;
      };
      try {
        await carry();
        const free = await carry();
        const holder = rig.control.createQueryRunner();
        await holder.startTransaction('REPEATABLE READ');
        await holder.query('select count(*) from hotich_task');
        const held = await carry();
        await holder.rollbackTransaction();
        await holder.release();
        const times = `${Math.round(free)} ms without, ${Math.round(held)} ms with it`;
        mustHold(held <= 3 * free + 2_000, times);
      } finally {
        await town.close();
      }
    },
  },
  {
    name: 'serializable',
    fault: 'serialization failures: the database runs everything SERIALIZABLE',
    moment: 'two replicas, the whole way',
    promise: 'everything arrives',
    async run(rig) {
      await rig.eachSession(`alter database $ set default_transaction_isolation = 'serializable'`);
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      const town = new Town(rig);
      rig.file(10, COMPLETED);
      await rig.submit(10);
      await rig.settled(40_000).finally(() => town.close());
    },
  },
  {
    name: 'pool-hoarded',
    fault: "the host's code holds every connection of the pool for longer than the lease",
    moment: 'requests under way',
    promise: 'works on when they are free; not sent again',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(400), 8);
      await rig.submit(12);
      const replica = await rig.replica('one');
      await rig.open('register.submit', 8);
      await replica.tell({ do: 'hoard', ms: LEASE_MS + 1_000 });
      await rig.settled();
      submittedInAll(rig, 12);
    },
  },
];

/** Two replicas carry a crowd the whole way while the database is troubled. */
async function travel(rig: Rig, trouble: () => Promise<unknown>): Promise<void> {
  rig.remotes.behaviour.latencyMs = 30;
  await Promise.all([rig.replica('one'), rig.replica('two')]);
  const town = new Town(rig);
  rig.file(20, COMPLETED);
  for (let i = 0; i < 3; i++) {
    const filing = rig.submit(8);
    await sleep(700);
    await trouble();
    await filing;
  }
  await rig.settled(40_000).finally(() => town.close());
}

/** Another dossier every tenth of a second. */
function keepBusy(rig: Rig): { stop: () => Promise<void> } {
  let going = true;
  const work = (async () => {
    while (going) {
      await rig.submit(1);
      await sleep(120);
    }
  })();
  return {
    stop: async () => {
      going = false;
      await work;
    },
  };
}

async function fails(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    () => true,
  );
}
