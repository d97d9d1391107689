import { type Fault, fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { Barrier } from '../support/barriers';
import { askedFirst, claimed, mustHold, submittedInAll } from '../support/checks';
import { GRACE_MS } from '../support/options';
import type { Rig } from '../support/rig';
import { eventually } from '../../support/host';

const SIGKILL = 'SIGKILL';

/** Two replicas; the second is started once the first is dead, as an orchestrator would. */
export const KILLS: readonly Scenario[] = [
  {
    name: 'kill-before-claim',
    fault: SIGKILL,
    moment: "the host's commit has returned, nothing is claimed",
    promise: 'another replica sends it, once',
    async run(rig) {
      const first = await rig.replica('one', { options: { schedule: false } });
      const codes = rig.reserve(5);
      await first.tell({ do: 'submit', codes });
      await first.kill();
      await rig.replica('two');
      await rig.settled();
    },
  },
  {
    name: 'kill-born',
    fault: SIGKILL,
    moment: "leased as it was made, the host's commit has returned, nothing is begun",
    promise: 'asked first, then sent once',
    async run(rig) {
      const first = await rig.replica('one');
      const barrier = await Barrier.onTable(rig.control, 'hotich_gate');
      await first.tell({ do: 'submit', codes: rig.reserve(5) });
      await barrier.reached();
      const [{ born }] = await rig.control.query<[{ born: string }]>(
        'select count(*) as born from hotich_task where lease_owner is not null and epoch = 1',
      );
      mustHold(born !== '0', 'nothing was leased as it was made');
      await first.kill();
      await barrier.lift();
      const dead = await claimed(rig);
      await rig.replica('two');
      await rig.settled();
      askedFirst(rig, dead);
      submittedInAll(rig, 5);
    },
  },
  {
    name: 'kill-in-claim',
    fault: SIGKILL,
    moment: 'the claim is in the database, and commits after its process has died',
    promise: 'asked first, then sent once',
    async run(rig) {
      await rig.submit(5);
      await killInClaim(rig, await Barrier.onWrites(rig.control, 'hotich_task'));
    },
  },
  {
    name: 'kill-in-limited-claim',
    fault: SIGKILL,
    moment: 'the same, of a carrier that has asked for less haste',
    promise: 'asked first, then sent once',
    async run(rig) {
      await rig.submit(5);
      // A claim that has limits to keep spends them from this row, and waits for it.
      await rig.control.query(
        `insert into hotich_gate (environment, carrier, share_milli, slowed_at)
         values ('test', 'gateway', 900, extract(epoch from clock_timestamp()) * 1000)
         on conflict (environment, carrier) do update set share_milli = excluded.share_milli, slowed_at = excluded.slowed_at`,
      );
      await killInClaim(rig, await Barrier.onRows(rig.control, 'select * from hotich_gate'));
    },
  },
  {
    name: 'kill-after-claim',
    fault: SIGKILL,
    moment: 'claimed, not yet read',
    promise: 'asked first, sent once, after the grace',
    async run(rig) {
      await rig.submit(8);
      const barrier = await Barrier.onTable(rig.control, 'hotich_content');
      const first = await rig.replica('one');
      await barrier.reached();
      const claimedAt = Date.now();
      await first.kill();
      await barrier.lift();
      const dead = await claimed(rig);
      await rig.replica('two');
      await rig.settled();
      askedFirst(rig, dead);
      const sends = rig.remotes.calls.of('register.submit');
      mustHold(sends.length === 8, `${sends.length} submissions`);
      mustHold(
        sends.every((call) => call.startedAt - claimedAt >= GRACE_MS - 300),
        'sent before the grace was over',
      );
    },
  },
  {
    name: 'kill-before-request',
    fault: SIGKILL,
    moment: 'waiting for the token',
    promise: 'asked first, then sent once',
    async run(rig) {
      await rig.submit(8);
      rig.remotes.faults.next('gateway.token', fault.hangBeforeAccepting());
      const first = await rig.replica('one');
      await rig.open('gateway.token', 1);
      await first.kill();
      const dead = await claimed(rig);
      await rig.replica('two');
      await rig.settled();
      askedFirst(rig, dead);
      submittedInAll(rig, 8);
    },
  },
  killedInFlight('kill-in-request', 'sent, and the remote never takes it', fault.hangBeforeAccepting(), 16),
  killedInFlight('kill-after-accept', 'the remote has taken it, its answer is on the way', fault.acceptThenHang(), 8),
  killedInFlight(
    'kill-late-accept',
    'sent; the remote takes it only after the replica has died',
    { name: 'taken late', takesEffect: true, delayBeforeMs: 1_200, action: { kind: 'trueAnswer' } },
    8,
  ),
  {
    name: 'kill-late-request',
    fault: SIGKILL,
    moment: 'sent long after its claim, when its turn had come; the remote takes it late, but within the grace',
    promise: 'the grace counts from when it could last have been sent: held once, sent once',
    async run(rig) {
      const options = { gateway: { concurrency: 1 }, register: { unknownGraceMs: 5_000 } };
      const takenLate: Fault = {
        name: 'late',
        takesEffect: true,
        delayBeforeMs: 4_600,
        action: { kind: 'trueAnswer' },
      };
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(600), 5);
      rig.remotes.faults.next('register.submit', takenLate);
      await rig.submit(6);
      const first = await rig.replica('one', { options });
      await eventually(() => rig.remotes.calls.of('register.submit').length === 6);
      await first.kill();
      await rig.replica('two', { options });
      await rig.settled();
      const calls = rig.remotes.calls.of('register.submit').length;
      mustHold(calls === 6, `${calls - 6} sent again`);
    },
  },
  killedInSettle('kill-after-answer', 'the answer is read, nothing of it is stored', (rig) =>
    Barrier.onRows(rig.control, `select * from hotich_task where lane = 'submission'`),
  ),
  killedInSettle('kill-in-settle', 'in the middle of settling', (rig) =>
    Barrier.onWrites(rig.control, 'hotich_timeline'),
  ),
  {
    name: 'kill-at-commit',
    fault: SIGKILL,
    moment: 'the settle has committed, its process does not know',
    promise: 'nothing is sent again',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(400), 8);
      await rig.submit(8);
      const link = await rig.link();
      const first = await rig.replica('one', { link });
      await rig.open('register.submit', 8);
      link.tripAt('COMMIT', 'muteAfter');
      await eventually(() => link.tripped === 1);
      await first.kill();
      await rig.replica('two');
      await rig.settled();
      submittedInAll(rig, 8);
    },
  },
];

function killedInFlight(name: string, moment: string, spoiled: Fault, sends: number): Scenario {
  return {
    name,
    fault: SIGKILL,
    moment,
    promise: 'asked before it is sent again; held once',
    async run(rig) {
      const codes = await rig.submit(8);
      rig.remotes.faults.next('register.submit', spoiled, 8);
      // All eight are open at once, however slow the machine.
      const first = await rig.replica('one', { options: { gateway: { timeoutMs: 10_000 } } });
      await rig.open('register.submit', 8);
      await first.kill();
      await rig.replica('two');
      await rig.settled();
      const calls = rig.remotes.calls.of('register.submit');
      mustHold(calls.length === sends, `${calls.length} submissions instead of ${sends}`);
      askedFirst(rig, codes, ({ caller }) => caller === 'two');
    },
  };
}

function killedInSettle(name: string, moment: string, barrierOf: (rig: Rig) => Promise<Barrier>): Scenario {
  return {
    name,
    fault: SIGKILL,
    moment,
    promise: 'found at the register, not sent again',
    async run(rig) {
      await rig.submit(8);
      rig.remotes.faults.next('register.submit', fault.acceptThenDelay(400), 8);
      const first = await rig.replica('one');
      await rig.open('register.submit', 8);
      const barrier = await barrierOf(rig);
      await barrier.kill(first);
      await rig.replica('two');
      await rig.settled();
      submittedInAll(rig, 8);
    },
  };
}

async function killInClaim(rig: Rig, claiming: Barrier): Promise<void> {
  const first = await rig.replica('one');
  await claiming.kill(first);
  // Its last statement goes on without it, and commits.
  const dead = await eventually(async () => {
    const codes = await claimed(rig);
    return codes.length > 0 ? codes : undefined;
  });
  await rig.replica('two');
  await rig.settled();
  askedFirst(rig, dead);
  submittedInAll(rig, 5);
}
