import { type Fault, fault, type Operation } from '@hotich/simulator';
import type { Scenario } from '../scenario';
import { ACCEPTED, RECEIVED, REGISTERED, SENT } from '../support/book';
import { mustHold } from '../support/checks';
import type { Rig } from '../support/rig';
import { eventually } from '../../support/host';

const json = { 'content-type': 'application/json' };
const page = { 'content-type': 'text/html' };
const gzip = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
const LOGIN = '<html><body><form>đăng nhập</form></body></html>';
const SOAP =
  '<soap:Envelope><soap:Body><soap:Fault><faultstring>x</faultstring></soap:Fault></soap:Body></soap:Envelope>';

/** What a remote, or what stands before it, can do to an answer; and whether the remote did the work. */
const SPOILERS: readonly [name: string, what: string, spoiled: Fault, taken: boolean][] = [
  ['hang', 'no answer at all', fault.acceptThenHang(), true],
  ['reset', 'connection reset', fault.acceptThenReset(), true],
  ['half', 'half a body', fault.halfBody(), true],
  ['trickle', 'one byte a second', fault.trickle(1, 1_000), true],
  ['empty', 'an empty body at 200', fault.emptyBody(), true],
  ['html', 'a login page at 200', fault.acceptThenAnswer(200, LOGIN, page), true],
  ['soap', 'a SOAP fault at 200', fault.acceptThenAnswer(200, SOAP, { 'content-type': 'text/xml' }), true],
  ['gzip', 'gzip that is none', fault.acceptThenAnswer(200, 'không phải gzip', gzip), true],
  ['strange', 'JSON no rule knows', fault.acceptThenAnswer(200, '{"hello":1}', json), true],
  ['huge', 'thirty megabytes', fault.hugeBody(30_000_000), true],
  ['101504', 'gateway fault 101504', fault.acceptThenGateway('101504'), true],
  ['502', '502 with a page', fault.badGateway(), false],
  ['untaken-reset', 'connection reset', fault.resetBeforeAccepting(), false],
  ['untaken-hang', 'no answer at all', fault.hangBeforeAccepting(), false],
  ['303001', 'gateway fault 303001', fault.gateway('303001'), false],
];

/** The other lanes read answers the same way as this one: those that differ for them are enough. */
const IN_ALL_LANES = new Set(['hang', 'reset', 'half', 'html', 'strange', 'huge', '502', '303001']);

const after = (taken: boolean) => (taken ? 'the remote has done the work' : 'the remote has done nothing');

/** Every spoiled answer in every lane, one after the other under the hands of one replica. */
export const ANSWERS: readonly Scenario[] = [
  ...SPOILERS.map(([name, what, spoiled, taken]) => ({
    name: `submit-${name}`,
    stage: 'answers',
    fault: what,
    moment: `submission, ${after(taken)}`,
    promise: 'held once; asked before it is sent again',
    run: (rig: Rig) => submitSpoiled(rig, spoiled, taken),
  })),
  ...SPOILERS.filter(([name]) => IN_ALL_LANES.has(name)).map(([name, what, spoiled, taken]) => ({
    name: `lanes-${name}`,
    stage: 'answers',
    fault: what,
    moment: `list, detail, acknowledgement, report and status, ${after(taken)}`,
    promise: 'each effect once, in order',
    run: (rig: Rig) => lanesSpoiled(rig, spoiled),
  })),
];

async function worker(rig: Rig) {
  const limits = { maxResponseBytes: 4 * 1024 * 1024 };
  return rig.replicas[0] ?? rig.replica('one', { options: { gateway: limits, interlink: limits } });
}

async function submitSpoiled(rig: Rig, spoiled: Fault, taken: boolean): Promise<void> {
  const replica = await worker(rig);
  const memory = (await replica.tell({ do: 'memory' })) as number;
  const [code] = rig.reserve(1, SENT);
  rig.remotes.faults.next('register.submit', spoiled, 1, { dossier: code! });
  await replica.tell({ do: 'submit', codes: [code!] });
  await rig.settled();
  const sent = rig.remotes.calls.of('register.submit', code).length;
  mustHold(sent === (taken ? 1 : 2), `${sent} submissions`);
  const grown = ((await replica.tell({ do: 'memory' })) as number) - memory;
  mustHold(grown < 64 * 1024 * 1024, `memory grew by ${Math.round(grown / 1024 / 1024)} MB`);
}

async function lanesSpoiled(rig: Rig, spoiled: Fault): Promise<void> {
  const replica = await worker(rig);
  const spoil = (operation: Operation, dossier?: string, statusSent?: number) =>
    rig.remotes.faults.next(operation, spoiled, 1, {
      ...(dossier === undefined ? {} : { dossier }),
      ...(statusSent === undefined ? {} : { statusSent }),
    });
  spoil('interlink.list');
  const [waiting, accepted] = [...rig.file(1, RECEIVED), ...rig.file(1, ACCEPTED)] as [string, string];
  spoil('interlink.detail');
  spoil('interlink.acknowledge', waiting);
  spoil('interlink.report', waiting, 1);
  spoil('interlink.report', accepted, 3);
  const [own] = rig.reserve(1, REGISTERED);
  await replica.tell({ do: 'submit', codes: [own!] });
  await retryHeld(rig, [waiting, accepted]);
  await rig.until([own!], 'sent');
  spoil('register.status', own);
  rig.remotes.register.registerAndIssue(own!);
  await rig.accept([accepted]);
  await rig.settled();
  mustHold(rig.remotes.faults.active.length === 0, 'not every answer was spoiled');
}

/** A message that came but could not be read waits for a person: here he looks at once, and has it tried again. */
async function retryHeld(rig: Rig, codes: readonly string[]): Promise<void> {
  const held = () => rig.desk.interlink.heldDeliveries();
  await eventually(async () => {
    const waiting = new Set((await held()).map((delivery) => delivery.maHoSoLT));
    for (const code of codes) if (waiting.has(code)) await rig.desk.interlink.retry(code);
    const [row] = await rig.control.query<[{ there: string }]>(
      'select count(*) as there from hotich_dossier where ma_ho_so = any($1)',
      [codes],
    );
    return Number(row.there) === codes.length;
  });
}
