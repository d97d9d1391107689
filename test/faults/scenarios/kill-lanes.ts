import { fault, type Operation } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { Barrier } from '../support/barriers';
import { eventually } from '../../support/host';
import { COMPLETED, type Fate, nameIn, RECEIVED, REGISTERED } from '../support/book';
import { mustHold } from '../support/checks';
import type { Tuning } from '../support/options';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';
import { FEW, MANY, randomKills, randomKillsLimitMs } from './random-kills';

/** An officer has asked for a supplement before anything went to the register, and it has come. */
const SUPPLEMENTED_AT_ONCE: Fate = { state: 'received', versions: 0, reports: [1, 2] };

/** SIGKILL in the other three lanes. */
export const LANE_KILLS: readonly Scenario[] = [
  killedAt(
    'kill-in-acknowledgement',
    'interlink.acknowledge',
    'DVCLT has the acknowledgement, its answer is on the way',
  ),
  killedAt('kill-in-report', 'interlink.report', 'DVCLT has the status, its answer is on the way'),
  {
    name: 'kill-in-supplement-request',
    fault: 'SIGKILL',
    moment:
      'DVCLT has asked the citizen for a supplement, its answer is on the way; he has answered before anybody looks',
    promise: 'he is asked once, and his answer is taken in',
    async run(rig) {
      const { citizen, faults, interlink } = rig.remotes;
      const codes = rig.file(6, SUPPLEMENTED_AT_ONCE);
      const first = await rig.replica('one');
      await rig.until(codes, 'received');
      faults.next('interlink.report', fault.acceptThenHang(), codes.length, { statusSent: 2 });
      for (const code of codes) {
        await rig.desk.interlink.requestSupplement(code, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
      }
      await eventually(() => codes.every((code) => interlink.dossier(code)?.statuses.at(-1) === 2));
      await first.kill();
      for (const code of codes) citizen.supplement(code, { fields: { nksHoTen: nameIn(code, 2) } });
      await rig.replica('two');
      await rig.settled();
    },
  },
  {
    name: 'kill-in-take-in',
    fault: 'SIGKILL',
    moment: "in the middle of taking in, the host's row is written",
    promise: 'one dossier, one row of the host',
    async run(rig) {
      rig.file(6, RECEIVED);
      const barrier = await Barrier.onWrites(rig.control, 'hotich_timeline');
      const first = await rig.replica('one');
      await barrier.kill(first);
      await rig.replica('two');
      await rig.settled();
    },
  },
  {
    name: 'kill-in-status',
    fault: 'SIGKILL',
    moment: 'the result has come, in the middle of storing it',
    promise: 'one result, one certificate',
    async run(rig) {
      const codes = await rig.submit(6, REGISTERED);
      const first = await rig.replica('one', { options: { schedule: { status: false } } });
      await rig.until(codes, 'sent');
      for (const code of codes) rig.remotes.register.registerAndIssue(code);
      await first.kill();
      const barrier = await Barrier.onTable(rig.control, 'hotich_result');
      const second = await rig.replica('two');
      await barrier.kill(second);
      await rig.replica('three');
      await rig.settled();
      await sameCertificates(rig, codes);
    },
  },
  {
    name: 'kill-anywhere',
    fault: 'SIGKILL, at random, again and again',
    moment: 'three replicas in the middle of the whole way, supplements included',
    promise: 'everything arrives, once, in order',
    limitMs: randomKillsLimitMs(FEW),
    run: (rig) => randomKills(rig, FEW),
  },
  {
    name: 'kill-anywhere-heavy',
    heavy: true,
    fault: 'SIGKILL, at random, twenty times',
    moment: 'three replicas carry two thousand dossiers the whole way, supplements included',
    promise: 'everything arrives, once, in order',
    limitMs: randomKillsLimitMs(MANY),
    run: (rig) => randomKills(rig, MANY),
  },
  {
    name: 'two-replicas',
    fault: 'none',
    moment: 'two replicas, the same load',
    promise: 'each dossier once, each status once, each certificate unharmed',
    limitMs: 120_000,
    async run(rig) {
      // A busy machine is no fault either: nothing may run out of time.
      const patient = { timeoutMs: 15_000, connectTimeoutMs: 5_000 };
      const options: Tuning = { gateway: patient, interlink: patient, engine: { leaseMs: 30_000 } };
      await Promise.all(['one', 'two'].map((name) => rig.replica(name, { options })));
      const town = new Town(rig);
      // More than one of them claims, and slow enough for the other to come.
      rig.remotes.behaviour.latencyMs = 100;
      const codes = rig.file(60, COMPLETED);
      await rig.settled(60_000).finally(() => town.close());
      await sameCertificates(rig, codes);
      const reports = rig.remotes.calls.of('interlink.report');
      // DVCLT may take what is said again for a success without effect: only the calls tell.
      const owed = rig.book.entries.reduce((sum, [, fate]) => sum + fate.reports.length, 0);
      mustHold(reports.length === owed, `${reports.length} reports instead of ${owed}`);
      mustHold(new Set(reports.map((call) => call.caller)).size === 2, 'one of them did all the work');
    },
  },
];

function killedAt(name: string, operation: Operation, moment: string): Scenario {
  return {
    name,
    fault: 'SIGKILL',
    moment,
    promise: 'one dossier, and each status once',
    async run(rig) {
      rig.file(6, RECEIVED);
      rig.remotes.faults.next(operation, fault.acceptThenHang(), 6);
      const first = await rig.replica('one');
      await rig.open(operation, 1);
      await first.kill();
      await rig.replica('two');
      await rig.settled();
    },
  };
}

/** What the host was told of each certificate is what the register issued. */
async function sameCertificates(rig: Rig, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    const issued = rig.remotes.register.certificate(code);
    const stored = await rig.desk.poller.result(code);
    const content = await stored?.file?.content();
    mustHold(
      issued !== undefined && content !== undefined && issued.equals(content),
      `the certificate of ${code} is not as issued`,
    );
  }
}
