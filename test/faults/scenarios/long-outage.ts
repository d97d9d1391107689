import { setTimeout as sleep } from 'node:timers/promises';
import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { ACCEPTED, RECEIVED } from '../support/book';
import { mustHold, nobodyBlamed } from '../support/checks';
import { REQUEST_MS, type Tuning } from '../support/options';
import type { Rig } from '../support/rig';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** As a province runs it, not as a hasty test does. */
const options: Tuning = {
  interlink: { breaker: { failures: 5, openMs: 30_000 } },
  engine: { retryMs: 5_000, retryMaxMs: 30 * MINUTE },
};

/** Failures that open the breaker, and what two replicas had under way with them. */
const BEFORE_OPEN = 5 + 16;
/** Between two looks at the clock: a tick of every lane, on a busy machine. */
const LOOK_MS = 1_500;

/** Outages by the clock of the database, which passes in leaps. */
export const LONG_OUTAGES: readonly Scenario[] = [
  {
    name: 'dvclt-day',
    fault: 'DVCLT down for a day of simulated time',
    moment: 'reports waiting, citizens filing',
    promise: 'a probe now and then, nobody blamed, nothing held; then everything, in order',
    async run(rig) {
      const accepted = await waiting(rig);
      await rig.remotes.down('interlink');
      for (const code of accepted) await rig.desk.interlink.accept(code, 'can.bo.mau');
      const before = await attempts(rig);
      for (let hour = 0; hour < 24; hour++) {
        await rig.elapse(HOUR);
        await sleep(LOOK_MS);
      }
      const made = (await attempts(rig)) - before;
      // At each look one probe, and DVCLT's list, of which a look may see two slots.
      mustHold(made <= BEFORE_OPEN + 24 * 3, `${made} calls in a day without it`);
      mustHold(made >= 12, `${made} calls: it was not even tried`);
      await nobodyBlamed(rig);
      await rig.remotes.up('interlink');
      rig.file(3, RECEIVED);
      await rig.elapse(HOUR);
      await rig.settled(30_000);
    },
  },
  {
    name: 'dvclt-hour-unsure',
    fault: 'DVCLT takes every status and answers none, for an hour of simulated time',
    moment: 'reports waiting',
    promise: 'each status has its effect once and in order; nothing is held for it',
    limitMs: 120_000,
    async run(rig) {
      const accepted = await waiting(rig);
      const rule = rig.remotes.faults.always('interlink.report', fault.acceptThenHang());
      for (const code of accepted) await rig.desk.interlink.accept(code, 'can.bo.mau');
      for (let i = 0; i < 12; i++) {
        await rig.elapse(5 * MINUTE);
        await sleep(LOOK_MS + 1_000);
      }
      mustHold(rule.hits > 12, `${rule.hits} calls: it was not even tried`);
      // The list, which is answered, opens the way at each look; five that are not shut it again.
      mustHold(rule.hits <= BEFORE_OPEN + 12 * 5, `${rule.hits} calls in the hour`);
      rig.remotes.faults.cancel(rule.id);
      // What is under way fails yet, and is put off by the hour that it did not see pass.
      await sleep(LOOK_MS + REQUEST_MS);
      await rig.elapse(HOUR);
      await rig.settled(30_000);
    },
  },
];

/** Eight dossiers taken in by two replicas, before an officer. */
async function waiting(rig: Rig): Promise<string[]> {
  await Promise.all(['one', 'two'].map((name) => rig.replica(name, { options })));
  const codes = rig.file(8, ACCEPTED);
  await rig.until(codes, 'received');
  return codes;
}

async function attempts({ control }: Rig): Promise<number> {
  const [row] = await control.query<[{ n: string }]>(
    `select count(*) as n from hotich_exchange where carrier = 'interlink' and outcome <> 'ok'`,
  );
  return Number(row.n);
}
