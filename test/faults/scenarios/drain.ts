import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { claimed, mustHold, submittedInAll } from '../support/checks';
import { LEASE_MS, REQUEST_MS } from '../support/options';
import type { Rig } from '../support/rig';
import { eventually } from '../../support/host';

/** Thirty-two dossiers at a slow register, eight of them under way. */
async function underWay(rig: Rig, answerMs = 600) {
  rig.remotes.faults.next('register.submit', fault.acceptThenDelay(answerMs), 32);
  await rig.submit(32);
  const replica = await rig.replica('one', { options: { gateway: { timeoutMs: 3_000 } } });
  await rig.open('register.submit', 8);
  return replica;
}

/** What was under way was answered, and the answers are stored; nothing else was begun. */
async function endedInOrder({ control, remotes }: Rig): Promise<void> {
  const outcomes = remotes.calls.of('register.submit').map(({ outcome }) => outcome);
  const answered = outcomes.filter((outcome) => outcome === 'answered').length;
  mustHold(outcomes.length === 8, `${outcomes.length} requests were made, and 8 were under way`);
  mustHold(answered === 8, `${answered} of 8 requests under way were answered`);
  const sent = await control.query<unknown[]>(`select 1 from hotich_dossier where state = 'sent'`);
  mustHold(sent.length === 8, `${sent.length} of 8 answers were stored`);
}

export const DRAINS: readonly Scenario[] = [
  {
    name: 'drain',
    fault: 'SIGTERM',
    moment: 'eight requests under way, more claimed',
    promise: 'what is under way ends, the rest is given back; no lease outlives the process',
    async run(rig) {
      const replica = await underWay(rig);
      const tookMs = await replica.stop();
      await endedInOrder(rig);
      const left = await claimed(rig);
      mustHold(left.length === 0, `${left.length} leases were left behind`);
      mustHold(tookMs < REQUEST_MS + 500, `shutdown took ${Math.round(tookMs)} ms`);
      // By default it looks as seldom as a lease is long here.
      await rig.replica('two', { options: { schedule: { submission: '* * * * * *' } } });
      const began = performance.now();
      await rig.open('register.submit', 1);
      const idleMs = performance.now() - began;
      await rig.settled();
      mustHold(idleMs < LEASE_MS, `the rest waited ${Math.round(idleMs)} ms`);
      submittedInAll(rig, 32);
    },
  },
  {
    name: 'drain-twice',
    fault: 'SIGTERM, and SIGTERM again',
    moment: 'eight requests under way',
    promise: 'the second signal loses nothing',
    async run(rig) {
      const replica = await underWay(rig, 2_000);
      replica.terminate();
      // The first was heard: what had not begun is given back.
      await eventually(async () => (await claimed(rig)).length <= 8);
      await rig.open('register.submit', 8);
      await replica.stop();
      await endedInOrder(rig);
      await rig.replica('two', { options: { gateway: { timeoutMs: 3_000 } } });
      await rig.settled(30_000);
      submittedInAll(rig, 32);
    },
  },
  {
    name: 'drain-kill',
    fault: 'SIGTERM, then SIGKILL',
    moment: 'in the middle of the drain',
    promise: 'asked before it is sent again; held once',
    async run(rig) {
      const replica = await underWay(rig);
      replica.terminate();
      await new Promise((resolve) => setTimeout(resolve, 150));
      await replica.kill();
      await rig.replica('two');
      await rig.settled();
      submittedInAll(rig, 32);
    },
  },
  {
    name: 'drain-cap',
    fault: 'SIGTERM',
    moment: 'a request under way that outlasts the drain',
    promise: 'the process goes; asked before it is sent again',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.acceptThenHang(), 4);
      await rig.submit(4);
      const options = { gateway: { timeoutMs: 10_000 }, engine: { drainMs: 200, leaseMs: LEASE_MS } };
      const replica = await rig.replica('one', { options });
      await rig.open('register.submit', 4);
      const tookMs = await replica.stop();
      mustHold(tookMs < 2_000, `shutdown took ${Math.round(tookMs)} ms`);
      await rig.replica('two');
      await rig.settled();
      submittedInAll(rig, 4);
    },
  },
];
