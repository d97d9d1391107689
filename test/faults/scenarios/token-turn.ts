import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { RECEIVED } from '../support/book';
import { mustHold } from '../support/checks';
import type { Tuning } from '../support/options';
import type { Replica } from '../support/replica';
import type { Rig } from '../support/rig';

/** Token requests may take long here, so that none of these replicas is relieved because it timed out. */
const PATIENT = { interlink: { timeoutMs: 15_000 }, engine: { leaseMs: 20_000 } };
/** Asks DVCLT for its list and works no lane: it holds no claim that others would have to wait for. */
const ASKER: Tuning = {
  ...PATIENT,
  schedule: { submission: false, status: false, report: false, intake: '* * * * * *' },
};

/** A silent one is relieved after three seconds; the rest is the other's look and a busy machine's. */
const RELIEF_MS = 4_500;

/** One replica asks for the token that all will share, and something becomes of it while the others wait. */
export const TOKEN_TURNS: readonly Scenario[] = [
  {
    name: 'token-holder-killed',
    fault: 'SIGKILL of the one that is asking for the shared token',
    moment: 'the token service has not answered, another replica waits for the token',
    promise: 'the other asks within seconds, once',
    async run(rig) {
      const asker = await asking(rig, fault.hangBeforeAccepting());
      const goneAt = Date.now();
      await asker.kill();
      await relieved(rig, goneAt);
    },
  },
  {
    name: 'token-holder-stopped',
    fault: 'SIGSTOP of the one that is asking for the shared token, then SIGCONT',
    moment: 'its token is issued while it stands still, and another replica is given a younger one',
    promise: 'the other asks within seconds; the old token does not take the place of the younger one',
    async run(rig) {
      const asker = await asking(rig, fault.acceptThenDelay(8_000));
      const goneAt = Date.now();
      asker.freeze();
      await relieved(rig, goneAt);
      const younger = await sharedToken(rig);
      asker.thaw();
      // Its token has come, and it works on: whatever it had to write is written.
      await rig.remotes.calls.waitFor((call) => call.operation === 'interlink.list' && call.caller === 'asker', 20_000);
      mustHold((await sharedToken(rig)) === younger, 'the old token took the place of the younger one');
      rig.file(2, RECEIVED);
      await rig.settled();
      const asked = rig.remotes.calls.count('interlink.token');
      mustHold(asked === 2, `${asked} tokens were asked for`);
    },
  },
  {
    name: 'token-slow',
    fault: 'the token service takes eight seconds',
    moment: 'two replicas wait for it',
    promise: 'one of them asks, however long it takes',
    async run(rig) {
      rig.remotes.faults.next('interlink.token', fault.delay(8_000));
      await Promise.all([rig.replica('one', { options: PATIENT }), rig.replica('two', { options: PATIENT })]);
      rig.file(4, RECEIVED);
      await rig.settled(30_000);
      const asked = rig.remotes.calls.count('interlink.token');
      mustHold(asked === 1, `${asked} tokens were asked for`);
    },
  },
];

/** The replica whose turn it is, while the token service lets it wait, and another beside it that waits for its token. */
async function asking(rig: Rig, spoiled: ReturnType<typeof fault.delay>): Promise<Replica> {
  rig.remotes.faults.next('interlink.token', spoiled);
  const asker = await rig.replica('asker', { options: ASKER });
  await rig.open('interlink.token', 1);
  await rig.replica('other', { options: PATIENT });
  return asker;
}

/** As it stands in the table that all read. */
async function sharedToken({ control }: Rig): Promise<string> {
  const [row] = await control.query<{ sealed: string | null }[]>(
    `select sealed from hotich_token where carrier = 'interlink'`,
  );
  mustHold(typeof row?.sealed === 'string', 'no token stands in the table');
  return row.sealed;
}

async function relieved(rig: Rig, goneAt: number): Promise<void> {
  rig.file(4, RECEIVED);
  await rig.settled();
  const [, next, ...more] = rig.remotes.calls.of('interlink.token');
  mustHold(next?.caller === 'other' && more.length === 0, 'not asked once by the other');
  const waitedMs = next.startedAt - goneAt;
  mustHold(waitedMs < RELIEF_MS, `the other waited ${waitedMs} ms`);
}
