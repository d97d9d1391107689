import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { Barrier } from '../support/barriers';
import { COMPLETED } from '../support/book';
import { mustHold, submittedInAll } from '../support/checks';
import { nameInstants, refuseOnce, told, tokensWereLivedOut } from '../support/instants';
import { LEASE_MS } from '../support/options';
import type { Replica } from '../support/replica';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

/** Longer than the lease, and than the time another needs to ask, to wait for the grace, and to send. */
const ABSENCE_MS = 2.5 * LEASE_MS;

type Absence = (replica: Replica) => Promise<() => void>;

const stopped: Absence = (replica) => {
  replica.freeze();
  return Promise.resolve(() => replica.thaw());
};
const blocked: Absence = async (replica) => {
  await replica.tell({ do: 'block', ms: ABSENCE_MS + 1_000 });
  return () => undefined;
};

/** A replica that is away for longer than its lease, and comes back as if nothing had happened. */
export const STOPS: readonly Scenario[] = [
  absentBeforeRequest(
    'stop-before-request',
    'SIGSTOP longer than the lease',
    'hotich_content',
    'claimed, not yet read',
    stopped,
  ),
  absentBeforeRequest(
    'stop-at-token',
    'SIGSTOP longer than the lease',
    'hotich_token',
    'waiting for the token',
    stopped,
  ),
  absentInFlight('stop-in-flight', 'SIGSTOP longer than the lease', stopped),
  absentBeforeRequest(
    'block-before-request',
    'event loop blocked longer than the lease',
    'hotich_content',
    'claimed, not yet read',
    blocked,
  ),
  absentInFlight('block-in-flight', 'event loop blocked longer than the lease', blocked),
  {
    name: 'clock-skew',
    fault: 'clock an hour fast on one replica, an hour slow on the other',
    moment: 'all the time',
    promise: 'changes nothing',
    async run(rig) {
      const began = performance.now();
      const options = nameInstants(rig);
      // It is alone until it is told to wait: by chance the other one asks every question.
      await rig.replica('slow', { options, clockSkewMs: -3_600_000 });
      refuseOnce(rig, 'slow');
      const town = new Town(rig);
      rig.file(3, COMPLETED);
      await rig.submit(5);
      await told(rig);
      await rig.replica('fast', { options, clockSkewMs: 3_600_000 });
      rig.file(3, COMPLETED);
      await rig.submit(5);
      await rig.settled(30_000).finally(() => town.close());
      tokensWereLivedOut(rig, (performance.now() - began) / 1_000);
      const asked = rig.remotes.calls.count('register.status');
      mustHold(asked < 200, `the register was asked ${asked} times`);
      mustHold(rig.remotes.calls.count('gateway.token') === 1, 'more than one token was asked for');
    },
  },
];

function absentBeforeRequest(name: string, what: string, table: string, moment: string, leave: Absence): Scenario {
  return {
    name,
    fault: what,
    moment,
    promise: 'another sends it; the one that was away writes nothing to the socket',
    async run(rig) {
      await rig.submit(4);
      const barrier = await Barrier.onTable(rig.control, table);
      // One lane only: what waits at the barrier is the submission, and nothing else.
      const first = await rig.replica('away', {
        options: { schedule: { status: false, intake: false, report: false } },
      });
      await barrier.reached();
      const comeBack = await leave(first);
      await sleep(50);
      await barrier.lift();
      await takenOver(rig, comeBack);
      const late = rig.remotes.calls.of('register.submit').filter((call) => call.caller === 'away');
      mustHold(late.length === 0, `${late.length} submissions by the one that was away`);
    },
  };
}

function absentInFlight(name: string, what: string, leave: Absence): Scenario {
  return {
    name,
    fault: what,
    moment: 'the request is under way; the answer comes meanwhile',
    promise: 'found at the register by another; what the one that was away knows is not stored',
    async run(rig) {
      await rig.submit(8);
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(1_000), 8);
      const first = await rig.replica('away');
      await rig.open('register.submit', 8);
      const comeBack = await leave(first);
      await takenOver(rig, comeBack);
      submittedInAll(rig, 8);
    },
  };
}

async function takenOver(rig: Rig, comeBack: () => void): Promise<void> {
  const left = performance.now();
  await rig.replica('other');
  await rig.settled();
  await sleep(Math.max(0, ABSENCE_MS - (performance.now() - left)));
  comeBack();
  await sleep(1_500);
}
