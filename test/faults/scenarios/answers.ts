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

interface Spoiler {
  readonly name: string;
  readonly what: string;
  readonly spoiled: Fault;
  /** The remote did the work. */
  readonly taken?: true;
  /** It says by itself that it did not: there is nothing to ask. */
  readonly plain?: true;
  /** The other lanes read answers the same way as submission: those that differ for them are enough. */
  readonly inAllLanes?: true;
}

/** What a remote, or what stands before it, can do to an answer. */
const SPOILERS: readonly Spoiler[] = [
  { name: 'hang', what: 'no answer at all', spoiled: fault.acceptThenHang(), taken: true, inAllLanes: true },
  { name: 'reset', what: 'connection reset', spoiled: fault.acceptThenReset(), taken: true, inAllLanes: true },
  { name: 'half', what: 'half a body', spoiled: fault.halfBody(), taken: true, inAllLanes: true },
  { name: 'trickle', what: 'one byte a second', spoiled: fault.trickle(1, 1_000), taken: true },
  { name: 'empty', what: 'an empty body at 200', spoiled: fault.emptyBody(), taken: true },
  {
    name: 'html',
    what: 'a login page at 200',
    spoiled: fault.acceptThenAnswer(200, LOGIN, page),
    taken: true,
    inAllLanes: true,
  },
  {
    name: 'soap',
    what: 'a SOAP fault at 200',
    spoiled: fault.acceptThenAnswer(200, SOAP, { 'content-type': 'text/xml' }),
    taken: true,
  },
  {
    name: 'gzip',
    what: 'gzip that is none',
    spoiled: fault.acceptThenAnswer(200, 'không phải gzip', gzip),
    taken: true,
  },
  {
    name: 'strange',
    what: 'JSON no rule knows',
    spoiled: fault.acceptThenAnswer(200, '{"hello":1}', json),
    taken: true,
    inAllLanes: true,
  },
  { name: 'huge', what: 'thirty megabytes', spoiled: fault.hugeBody(30_000_000), taken: true, inAllLanes: true },
  { name: '101504', what: 'gateway fault 101504', spoiled: fault.acceptThenGateway('101504'), taken: true },
  { name: 'taken-502', what: '502 with a page', spoiled: fault.acceptThenAnswer(502, LOGIN, page), taken: true },
  { name: '502', what: '502 with a page', spoiled: fault.badGateway(), inAllLanes: true },
  { name: 'untaken-reset', what: 'connection reset', spoiled: fault.resetBeforeAccepting() },
  { name: 'untaken-hang', what: 'no answer at all', spoiled: fault.hangBeforeAccepting() },
  { name: '303001', what: 'gateway fault 303001', spoiled: fault.gateway('303001'), plain: true, inAllLanes: true },
];

const after = ({ taken }: Spoiler) => (taken ? 'the remote has done the work' : 'the remote has done nothing');

/** Every spoiled answer in every lane, one after the other under the hands of one replica. */
export const ANSWERS: readonly Scenario[] = [
  ...SPOILERS.map((spoiler) => ({
    name: `submit-${spoiler.name}`,
    stage: 'answers',
    fault: spoiler.what,
    moment: `submission, ${after(spoiler)}`,
    promise: spoiler.plain
      ? 'nothing was taken, so nothing is asked; sent once'
      : 'held once; asked before it is sent again',
    run: (rig: Rig) => submitSpoiled(rig, spoiler),
  })),
  ...SPOILERS.filter(({ inAllLanes }) => inAllLanes).map((spoiler) => ({
    name: `lanes-${spoiler.name}`,
    stage: 'answers',
    fault: spoiler.what,
    moment: `list, detail, acknowledgement, report and status, ${after(spoiler)}`,
    promise: 'each effect once, in order',
    run: (rig: Rig) => lanesSpoiled(rig, spoiler.spoiled),
  })),
  {
    name: 'status-other',
    stage: 'answers',
    fault: "another dossier's code",
    moment: 'status, twice: one of ours, and one that nobody filed',
    promise: 'counts for neither; asked again',
    run: anotherAnswered,
  },
];

async function worker(rig: Rig) {
  const limits = { maxResponseBytes: 4 * 1024 * 1024 };
  return rig.replicas[0] ?? rig.replica('one', { options: { gateway: limits, interlink: limits } });
}

async function submitSpoiled(rig: Rig, { spoiled, taken, plain }: Spoiler): Promise<void> {
  const replica = await worker(rig);
  const memory = (await replica.tell({ do: 'memory' })) as number;
  const [code] = rig.reserve(1, SENT) as [string];
  rig.remotes.faults.next('register.submit', spoiled, 1, { dossier: code });
  await replica.tell({ do: 'submit', codes: [code] });
  await rig.settled();
  const calls = rig.remotes.calls.about(code).filter(({ operation }) => operation.startsWith('register.'));
  const said = calls.map(({ operation }) => (operation === 'register.submit' ? 'sent' : 'asked'));
  const until = said.lastIndexOf('sent');
  const [sent, asked] = (['sent', 'asked'] as const).map((what) => said.filter((one) => one === what).length);
  mustHold(sent === (taken ? 1 : 2), `${sent} submissions`);
  mustHold(plain !== true || until === 1, `asked about what was certainly not taken: ${said.join(', ')}`);
  mustHold(
    plain === true || (taken ? asked! > 0 : until > 1),
    `not asked before it was sent again: ${said.join(', ')}`,
  );
  mustHold(spoiled.action.kind !== 'padded' || calls[0]!.outcome === 'abandoned', 'all thirty megabytes were read');
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

/** Asked about one dossier alone: of several, each is told of, and nobody could say which was meant. */
async function anotherAnswered(rig: Rig): Promise<void> {
  const replica = await worker(rig);
  const [other] = rig.reserve(1, REGISTERED) as [string];
  await replica.tell({ do: 'submit', codes: [other] });
  await rig.until([other], 'sent');
  rig.remotes.register.registerAndIssue(other);
  await rig.until([other], 'registered');
  const [code] = rig.reserve(1, REGISTERED) as [string];
  for (const named of [other, 'H24.37.80-000000-9999'])
    rig.remotes.faults.next('register.status', fault.otherDossier(named), 1, { dossier: code });
  await replica.tell({ do: 'submit', codes: [code] });
  await rig.until([code], 'sent');
  rig.remotes.register.registerAndIssue(code);
  await rig.settled();
  mustHold(rig.remotes.faults.active.length === 0, 'not every answer was spoiled');
  const asked = rig.remotes.calls.of('register.status', code).length;
  mustHold(asked > 2, `asked ${asked} times, two of them in vain`);
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
