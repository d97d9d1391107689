import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, fault } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { COMPLETED, REGISTERED, SENT } from '../support/book';
import { mustHold } from '../support/checks';
import { nameInstants, refuseOnce, tokensWereLivedOut } from '../support/instants';
import type { Tuning } from '../support/options';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

const HOURS = 3_600_000;
const json = { 'content-type': 'application/json' };

/** What comes in the wrong order, many times over, or all at once. */
export const DISORDER: readonly Scenario[] = [
  {
    name: 'statuses-disordered',
    fault: 'the register repeats statuses, swaps them and goes back on them, a registration included',
    moment: 'waiting at the register; registered, and its personal number still to come',
    promise: 'each change once, in order; what is registered stays registered, and its number arrives',
    async run(rig) {
      const options: Tuning = {
        register: { statusBatchSize: 1, cadence: { firstMs: 50, minMs: 50, maxMs: 100, workingHours: false } },
      };
      await Promise.all(['one', 'two'].map((name) => rig.replica(name, { options })));
      const national = rig.file(4, { ...COMPLETED, state: 'registered', reports: [1, 3, 7, 4] });
      const own = await rig.submit(4, REGISTERED);
      const codes = [...national, ...own];
      await rig.accept(national);
      await rig.until(codes, 'sent');
      for (const code of codes) say(rig, code, [3, 1, 3, 3, 1, 1, 3]);
      await said(rig);
      for (const code of codes) rig.remotes.register.registerAndIssue(code, { numberPending: true });
      await rig.until(codes, 'registered');
      for (const code of codes) say(rig, code, [3, 1, 2, 6, 'as it is', 3]);
      await said(rig);
      for (const code of codes) rig.remotes.register.issuePersonalNumber(code);
      await rig.settled();
      const numbers = await eventuallyNumbered(rig, codes);
      mustHold(numbers === codes.length, `${numbers} of ${codes.length} numbers arrived`);
    },
  },
  {
    name: 'clock-jumps',
    fault: 'replica clocks two hours fast and two hours slow, jumping forth and back',
    moment: 'in the middle of the whole way',
    promise: 'changes nothing',
    async run(rig) {
      const began = performance.now();
      const options = nameInstants(rig);
      const fast = await rig.replica('fast', { options, clockSkewMs: 2 * HOURS });
      const slow = await rig.replica('slow', { options, clockSkewMs: -2 * HOURS });
      // Both clocks are wrong, and which of the two asks is chance.
      refuseOnce(rig);
      const town = new Town(rig);
      rig.file(8, COMPLETED);
      for (const ms of [-2 * HOURS, 2 * HOURS, 0]) {
        await rig.submit(5);
        await sleep(1_500);
        await fast.tell({ do: 'setClock', skewMs: ms });
        await slow.tell({ do: 'setClock', skewMs: -ms });
      }
      await rig.settled(30_000).finally(() => town.close());
      tokensWereLivedOut(rig, (performance.now() - began) / 1_000);
      const asked = rig.remotes.calls.count('register.status');
      mustHold(asked < 400, `the register was asked ${asked} times`);
      mustHold(rig.remotes.calls.count('gateway.token') === 1, 'more than one token was asked for');
    },
  },
  {
    name: 'bulk-replay',
    fault: 'the operator replays two hundred held dossiers at once, and clicks twice',
    moment: 'the register refused them all, and would now take them; twenty it had taken though it was never said',
    promise: 'each replayed once and noted once, none sent that is there, the quota kept',
    limitMs: 150_000,
    async run(rig) {
      const perSecond = 40;
      const options: Tuning = {
        gateway: { rate: { perSecond, burst: 20 } },
        register: { cadence: { firstMs: 60_000, minMs: 60_000, workingHours: false } },
        engine: { maxAttempts: 1 },
      };
      const codes = await rig.submit(200, SENT);
      const taken = codes.slice(0, 20);
      const refusal = fault.answer(
        200,
        JSON.stringify({ status: '0', errorDescription: 'nksDanToc không tồn tại' }),
        json,
      );
      const strange = fault.acceptThenAnswer(200, '{"hello":1}', json);
      for (const code of taken) rig.remotes.faults.next('register.submit', strange, 1, { dossier: code });
      const refused = rig.remotes.faults.while(
        'register.submit',
        (call) => !taken.includes(call.dossiers[0]!),
        refusal,
      );
      await Promise.all(['one', 'two'].map((name) => rig.replica(name, { options })));
      await rig.until(codes, 'held', 60_000);
      rig.remotes.faults.cancel(refused.id);
      const before = rig.remotes.calls.of('register.submit').length;
      const replayedAt = Date.now();
      const clicks = await Promise.all(
        codes.flatMap((code) => [rig.desk.sync.resubmit(code), rig.desk.sync.resubmit(code)].map(obeyed)),
      );
      mustHold(clicks.filter(Boolean).length === 200, `${clicks.filter(Boolean).length} clicks were obeyed`);
      await rig.settled(60_000);
      const sent = rig.remotes.calls.of('register.submit').length - before;
      mustHold(sent === 180, `${sent} were sent`);
      const [noted] = await rig.control.query<[{ n: string }]>(
        `select count(*) as n from hotich_timeline where event = 'queue' and from_state = 'held'`,
      );
      mustHold(noted.n === '200', `${noted.n} replays were noted`);
      const most = busiest(rig, replayedAt);
      mustHold(most <= perSecond + 20 + 5, `${most} calls in one second`);
    },
  },
];

/** The next answers about a dossier. */
function say(rig: Rig, code: string, statuses: readonly (number | 'as it is')[]): void {
  const { maDonVi, maTinh, module, maHoSoLT, maHoSoMCDT } = rig.remotes.register.find(code)!;
  const known = { maDonVi, maTinh, module, maHoSoLT, maHoSoMCDT, errors: null, ketQuaXuLy: null };
  for (const status of statuses) {
    const item = { ...known, trangThai: String(status), ghiChu: 'nói lại', noiDungXuLy: 'nói lại' };
    const body = JSON.stringify({ status: 1, statusDescription: 'Thành công', value: [item] });
    const answer: Fault = status === 'as it is' ? fault.delay(1) : fault.answer(200, body, json);
    rig.remotes.faults.next('register.status', answer, 1, { dossier: maHoSoMCDT });
  }
}

/** Resolves when all of it has been said. */
async function said(rig: Rig): Promise<void> {
  while (rig.remotes.faults.active.length > 0) await sleep(50);
}

async function eventuallyNumbered(rig: Rig, codes: readonly string[]): Promise<number> {
  for (let i = 0; ; i++) {
    const results = await Promise.all(codes.map((code) => rig.desk.poller.result(code)));
    const numbered = results.filter((result) => result && result.pending === undefined).length;
    if (numbered === codes.length || i === 100) return numbered;
    await sleep(100);
  }
}

function obeyed(click: Promise<unknown>): Promise<boolean> {
  return click.then(
    () => true,
    () => false,
  );
}

/** Most calls of the register that began within one second. */
function busiest(rig: Rig, since: number): number {
  const starts = rig.remotes.calls.all
    .filter((call) => call.operation.startsWith('register.') && call.startedAt >= since)
    .map((call) => call.startedAt)
    .sort((a, b) => a - b);
  return Math.max(...starts.map((start, i) => starts.slice(i).filter((other) => other < start + 1_000).length));
}
