import { fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { ACCEPTED, RECEIVED, REGISTERED, SENT, SUPPLEMENTED } from '../support/book';
import { mustHold } from '../support/checks';
import { Town } from '../support/town';
import { eventually } from '../../support/host';

const json = { 'content-type': 'application/json' };

/** What DVCLT hands over twice, and the poison row of every lane. */
export const INTAKE: readonly Scenario[] = [
  {
    name: 'duplicate-list',
    fault: 'every dossier twice in the list, until acknowledged',
    moment: 'two replicas ask for it every second',
    promise: 'one dossier, one row of the host, one report 1, one acknowledgement',
    async run(rig) {
      rig.remotes.behaviour.interlink.duplicateList = true;
      rig.remotes.behaviour.latencyMs = 30;
      rig.file(12, RECEIVED);
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      await rig.settled();
      const acknowledged = rig.remotes.calls.of('interlink.acknowledge').length;
      mustHold(acknowledged === 12, `${acknowledged} acknowledgements`);
    },
  },
  {
    name: 'late-acknowledgement',
    fault: 'DVCLT takes no acknowledgement for a while',
    moment: "the first version is still to be acknowledged when the citizen's supplement is filed",
    promise: 'the supplement is taken in before anything is acknowledged in its place',
    async run(rig) {
      rig.remotes.faults.always('interlink.acknowledge', fault.badGateway());
      const [code] = rig.file(1, SUPPLEMENTED) as [string];
      await rig.replica('one');
      const town = new Town(rig);
      try {
        await eventually(() => rig.remotes.interlink.dossier(code)?.version === 2);
        rig.remotes.faults.clear();
        await rig.settled();
      } finally {
        await town.close();
      }
    },
  },
  {
    name: 'pushed-to-both',
    fault: 'the same dossier pushed to two replicas at the same time',
    moment: 'while it stands in the list as well',
    promise: 'one dossier, one row of the host, one report 1',
    async run(rig) {
      const replicas = await Promise.all([rig.replica('one'), rig.replica('two')]);
      const codes = rig.file(6, RECEIVED);
      const bodies = codes.map((code) => JSON.stringify(rig.remotes.interlink.message(code)));
      await Promise.all(bodies.flatMap((body) => replicas.map((replica) => replica.tell({ do: 'receive', body }))));
      await rig.settled();
    },
  },
  {
    name: 'submitted-by-both',
    fault: 'the same dossier submitted by two replicas at the same time',
    moment: "the host's user clicks twice",
    promise: 'one dossier, sent once',
    async run(rig) {
      const replicas = await Promise.all([rig.replica('one'), rig.replica('two')]);
      const codes = rig.reserve(10);
      await Promise.all(replicas.map((replica) => replica.tell({ do: 'submit', codes })));
      await rig.settled();
    },
  },
  {
    name: 'poison-intake',
    fault: 'a message nobody can read',
    moment: 'first in the list',
    promise: 'kept and explained; delays no other',
    async run(rig) {
      const poison = rig.remotes.citizen.fileBirth({ xml: '<hoSo><hoTich>' }).maHoSo;
      rig.file(6, RECEIVED);
      await rig.replica('one');
      await rig.settled(8_000);
      const held = await rig.desk.interlink.heldDeliveries();
      mustHold(held.length === 1 && held[0]!.maHoSoLT === poison, 'the poison is not held');
    },
  },
  poisonedContent('poison-submission', 'a payload that no codec can write', 'null'),
  poisonedContent('poison-load', 'a payload that cannot even be read', '{"nksHoTen": "MẪU'),
  {
    name: 'poison-status',
    fault: 'a code that spoils every query it stands in',
    moment: 'status',
    promise: 'the others get their answer; the one is held, and goes on when the cause is mended',
    async run(rig) {
      const codes = await rig.submit(7, REGISTERED);
      const [poison, ...others] = codes as [string, ...string[]];
      // They are asked about together: of one that was always alone nobody can tell that it is the one.
      const one = await rig.replica('one', { options: { schedule: { status: false } } });
      await rig.until(codes, 'sent');
      await one.stop();
      rig.remotes.faults.while(
        'register.status',
        (call) => call.dossiers.includes(poison),
        fault.answer(200, '{"status":0}', json),
      );
      for (const code of codes) rig.remotes.register.registerAndIssue(code);
      await rig.replica('two', { options: { register: { statusBatchSize: 8 } } });
      await rig.until(others, 'registered');
      await rig.until([poison], 'held');
      rig.remotes.faults.clear();
      await rig.desk.sync.resubmit(poison);
      const [host] = await rig.control.query<[{ trang_thai: string }]>('select trang_thai from ho_so where ma = $1', [
        poison,
      ]);
      await rig.settled();
      mustHold(host.trang_thai !== 'held', "the host's row stayed held though the dossier went on");
    },
  },
  {
    name: 'poison-status-500',
    fault: 'a code that turns every query it stands in into HTTP 500 with a page',
    moment: 'status, a batch of eight',
    promise:
      'found by halving: it spoils at most 2 + log₂8 queries; the others get their answer, the one when it can be had',
    async run(rig) {
      const codes = await rig.submit(8, REGISTERED);
      const [, , , , , poison, ...rest] = codes as [string, string, string, string, string, string, ...string[]];
      const others = [...codes.slice(0, 5), ...rest];
      const one = await rig.replica('one', { options: { schedule: { status: false } } });
      await rig.until(codes, 'sent');
      await one.stop();
      const page = fault.answer(500, '<html><body>Runtime Error</body></html>', { 'content-type': 'text/html' });
      rig.remotes.faults.while('register.status', (call) => call.dossiers.includes(poison), page);
      for (const code of codes) rig.remotes.register.registerAndIssue(code);
      await rig.replica('two', { options: { register: { statusBatchSize: 8 } } });
      await rig.until(others, 'registered');
      const asked = rig.remotes.calls.of('register.status');
      const alone = asked.findIndex(({ dossiers }) => dossiers.length === 1 && dossiers[0] === poison);
      // The first of them may have been the register's own trouble, and is made again as it was.
      const spoiled = asked.slice(0, alone + 1).filter(({ dossiers }) => dossiers.includes(poison)).length;
      mustHold(alone > 0 && spoiled <= 2 + Math.log2(8), `${spoiled} queries spoiled before it stood alone`);
      rig.remotes.faults.clear();
      await rig.settled();
    },
  },
  {
    name: 'poison-report',
    fault: 'a dossier of which DVCLT refuses every status',
    moment: 'report',
    promise: 'blocks its own reports only; goes on in order when replayed, twice',
    async run(rig) {
      const codes = rig.file(5, ACCEPTED);
      const [poison, ...others] = codes as [string, ...string[]];
      const refusal = JSON.stringify({ errors: { soHoSoLT: ['Logic xử lý không hợp lệ'] }, title: 'x', status: 400 });
      rig.remotes.faults.always('interlink.report', fault.answer(400, refusal, json), { dossier: poison });
      await rig.replica('one');
      await rig.accept(codes);
      await eventually(() => others.every((code) => rig.remotes.ledger.reports(code).length === 3));
      mustHold(
        (await rig.desk.sync.timeline(poison)).some(({ event }) => event === 'report.held'),
        'the report is not held',
      );
      rig.remotes.faults.clear();
      await Promise.all([rig.desk.interlink.retry(poison), rig.desk.interlink.retry(poison)]);
      await rig.settled();
    },
  },
  {
    name: 'replay-twice',
    fault: 'the operator clicks twice on "send again"',
    moment: 'the register refused the content, and would now take it',
    promise: 'sent once',
    async run(rig) {
      const [code] = (await rig.submit(1, SENT)) as [string];
      const refusal = JSON.stringify({ status: '0', errorDescription: 'nksDanToc không tồn tại' });
      rig.remotes.faults.next('register.submit', fault.answer(200, refusal, json));
      await rig.replica('one');
      await rig.until([code], 'held');
      const clicks = await Promise.allSettled([rig.desk.sync.resubmit(code), rig.desk.sync.resubmit(code)]);
      mustHold(clicks.filter(({ status }) => status === 'fulfilled').length === 1, 'both clicks were obeyed');
      await rig.settled();
    },
  },
];

/** Something in one row that no code of ours ever wrote: a slip of a hand in the database. */
function poisonedContent(name: string, what: string, data: string): Scenario {
  return {
    name,
    fault: what,
    moment: 'first in line for the register',
    promise: 'delays no other; sent when it is mended',
    async run(rig) {
      const [poison, ...others] = (await rig.submit(8)) as [string, ...string[]];
      const where = `dossier_id = (select id from hotich_dossier where ma_ho_so = '${poison}')`;
      const [row] = await rig.control.query<[{ data: string }]>(`select data from hotich_content where ${where}`);
      await rig.control.query(`update hotich_content set data = $1 where ${where}`, [data]);
      await rig.replica('one');
      const inTime = await rig.until(others, 'sent', 8_000).then(
        () => true,
        () => false,
      );
      await rig.control.query(`update hotich_content set data = $1 where ${where}`, [row.data]);
      if ((await rig.desk.sync.find(poison)).state === 'held') await rig.desk.sync.resubmit(poison);
      await rig.settled();
      mustHold(inTime, 'the others were not sent within eight seconds');
    },
  };
}
