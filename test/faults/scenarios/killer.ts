import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { RECEIVED } from '../support/book';
import { mustHold, submittedInAll } from '../support/checks';
import { mend, trouble } from '../support/host-trouble';
import { Orchestrator } from '../support/orchestrator';
import type { Rig } from '../support/rig';
import { eventually } from '../../support/host';

/** Twice in company, once alone, and once more to learn that even saying so is deadly. */
const MOST_DEATHS = 4;

/** A dossier that takes down whatever process works on it. */
export const KILLERS: readonly Scenario[] = [
  {
    name: 'killer-listener',
    fault: "the host's listener ends the process, for one dossier",
    moment: 'two replicas, each replaced when it dies',
    promise: 'the dossier is held with a diagnosis after four deaths at most, not for ever fatal; the others are sent',
    async run(rig) {
      const [killer, ...others] = (await rig.submit(12)) as [string, ...string[]];
      await trouble(rig, killer, { dies: true });
      const orchestrator = new Orchestrator(rig, 2);
      await rig.until([killer], 'held', 60_000);
      await rig.until(others, 'sent', 20_000);
      await judged(rig, orchestrator, killer);
      await mend(rig);
      await rig.desk.sync.resubmit(killer);
      await rig.settled();
      await orchestrator.end();
      submittedInAll(rig, 12);
    },
  },
  {
    name: 'killer-payload',
    fault: 'the process dies whenever it sends one dossier (no memory left, say)',
    moment: 'two replicas, each replaced when it dies',
    promise:
      'the dossier is held with a diagnosis after four deaths at most, and the host is told; the others are sent',
    async run(rig) {
      const [killer, ...others] = (await rig.submit(12)) as [string, ...string[]];
      rig.remotes.faults.always('register.submit', fault.hangBeforeAccepting(), { dossier: killer });
      const orchestrator = new Orchestrator(rig, 2, (replica) =>
        rig.remotes.calls
          .of('register.submit', killer)
          .some((call) => call.outcome === 'open' && call.caller === replica.name),
      );
      await rig.until([killer], 'held', 60_000);
      await rig.until(others, 'sent', 20_000);
      await judged(rig, orchestrator, killer);
      const [host] = await rig.control.query<[{ trang_thai: string }]>('select trang_thai from ho_so where ma = $1', [
        killer,
      ]);
      mustHold(host.trang_thai === 'held', 'the host was not told');
      rig.remotes.faults.clear();
      await rig.desk.sync.resubmit(killer);
      await rig.settled();
      await orchestrator.end();
    },
  },
  {
    name: 'killer-intake',
    fault: "the host's listener ends the process, for one arrival",
    moment: 'two replicas, each replaced when it dies',
    promise: 'the delivery is held with a diagnosis and waits for a person; the others come in',
    async run(rig) {
      const [killer, ...others] = rig.file(6, RECEIVED) as [string, ...string[]];
      await trouble(rig, killer, { dies: true });
      const orchestrator = new Orchestrator(rig, 2);
      const held = await eventually(async () => (await rig.desk.interlink.heldDeliveries())[0], 60_000);
      mustHold(
        held.maHoSoLT === killer && held.diagnosis?.code === 'HT-9002',
        'another is held, or for another reason',
      );
      await rig.until(others, 'received', 20_000);
      mustHold(orchestrator.deaths <= MOST_DEATHS, `${orchestrator.deaths} processes died of it`);
      const [task] = await rig.control.query<[{ left_ms: string }]>(
        `select t.due_at - extract(epoch from clock_timestamp()) * 1000 as left_ms
         from hotich_task t join hotich_delivery d on d.id = t.subject_id
         where t.lane = 'intake' and d.ma_ho_so_lt = $1`,
        [killer],
      );
      mustHold(Number(task.left_ms) > 24 * 3_600_000, 'it is tried again by itself');
      await mend(rig);
      await rig.desk.interlink.retry(killer);
      await rig.settled();
      await orchestrator.end();
    },
  },
];

async function judged(rig: Rig, orchestrator: Orchestrator, killer: string): Promise<void> {
  const { diagnosis } = await rig.desk.sync.find(killer);
  mustHold(diagnosis?.code === 'HT-9002', `held for ${diagnosis?.code}`);
  mustHold(orchestrator.deaths <= MOST_DEATHS, `${orchestrator.deaths} processes died of it`);
}
