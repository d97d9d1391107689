import { setTimeout as sleep } from 'node:timers/promises';
import { type Call, type Fault, fault, type Operation } from '@hotich/simulator';
import { eventually } from '../../support/host';
import type { Scenario } from '../scenario';
import { COMPLETED } from '../support/book';
import { mustHold, nobodyBlamed } from '../support/checks';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

const OUTAGE_MS = 2_500;

const html = { 'content-type': 'text/html' };

/** From the moment on that the gate's row says it: who is told knows it then, and who is not looks ten times a second. */
const QUIET_AFTER_MS = { told: 50, other: 150 };
/** A call that was begun as the quiet ended may be logged as of so much earlier. */
const CLOCK_MS = 50;

/** Keys, tokens and quotas. */
export const TOKENS: readonly Scenario[] = [
  {
    name: '401-once',
    fault: '401 once (900901)',
    moment: 'submission',
    promise: 'a fresh token, at once; no attempt is counted',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.unauthorised());
      await rig.submit(4);
      await rig.replica('one');
      await rig.settled();
      mustHold(rig.remotes.calls.of('register.submit').length === 5, 'not tried again at once, or too often');
      mustHold(rig.remotes.calls.count('gateway.token') <= 2, 'more than two tokens were asked for');
      await nobodyBlamed(rig);
    },
  },
  outage('401-for-ever', '401 for ever, then mended', 'register.submit', fault.unauthorised(), 60),
  outage('token-502', 'token endpoint answers 502', 'gateway.token', fault.badGateway(), 40),
  outage(
    'token-html',
    'token endpoint answers 200 with a page',
    'gateway.token',
    fault.answer(200, '<html></html>', html),
    40,
  ),
  outage('token-hangs', 'token endpoint does not answer', 'gateway.token', fault.hangBeforeAccepting(), 40),
  outage(
    'token-refused',
    'token endpoint refuses the key (401)',
    'gateway.token',
    fault.answer(401, '{"error":"invalid_client","error_description":"x"}', { 'content-type': 'application/json' }),
    40,
  ),
  {
    name: 'token-revoked',
    fault: 'tokens of both remotes revoked before their time, five times',
    moment: 'two replicas in the middle of the whole way',
    promise: 'one renewal each time, shared by both replicas; nothing lost, nothing twice',
    async run(rig) {
      await whileTravelling(rig, async () => {
        rig.remotes.revokeTokens();
        return Promise.resolve();
      });
      for (const operation of ['gateway.token', 'interlink.token'] as const) {
        const asked = rig.remotes.calls.count(operation);
        mustHold(asked <= 6, `${asked} × ${operation} for five revocations`);
      }
    },
  },
  {
    name: 'token-short',
    fault: 'expires_in 1, and each new token kills the one before',
    moment: 'two replicas in the middle of the whole way',
    promise: 'everything arrives; at most about three tokens a second',
    async run(rig) {
      rig.remotes.behaviour.gateway.tokenLifetimeSeconds = 1;
      rig.remotes.behaviour.gateway.renewal = 'newRevokesOld';
      const began = performance.now();
      await whileTravelling(rig, () => sleep(300));
      const asked = rig.remotes.calls.count('gateway.token');
      const seconds = (performance.now() - began) / 1_000;
      mustHold(asked <= 4 + 3 * seconds, `${asked} tokens in ${seconds.toFixed(1)} s`);
    },
  },
  {
    name: '429-retry-after',
    fault: '429 with Retry-After 6',
    moment: 'one replica is told so while another has claimed and waits its turn',
    promise: 'all replicas keep quiet so long: who was told at once, the other when it next looks; nobody is blamed',
    async run(rig) {
      const options = { gateway: { concurrency: 2, timeoutMs: 10_000 }, engine: { leaseMs: 14_000 } };
      const slow = (caller: string, ms: number) =>
        rig.remotes.faults.next('register.submit', fault.acceptThenDelay(ms), 2, { caller });
      // However far apart they begin on a busy machine, the second's turn is to come while all are to be quiet.
      slow('one', 4_000);
      slow('two', 7_000);
      await Promise.all([rig.replica('one', { options }), rig.replica('two', { options })]);
      await rig.submit(20);
      await rig.open('register.submit', 4);
      rig.remotes.faults.next('register.submit', fault.throttled(6));
      const refused = await rig.remotes.calls.waitFor((call) => call.fault === 'throttled', 15_000);
      const waited = await rig.control.query<unknown[]>('select 1 from hotich_task where lease_owner is not null');
      mustHold(waited.length > 3, 'the other had claimed no more than was under way');
      const until = await shutUntil(rig);
      await rig.settled(30_000);
      const known = until - 6_000;
      const begun = await begunUntil(until, rig);
      const turns = begun.filter(({ call, at }) => call.caller !== refused.caller && at < known);
      const came = turns.some(({ call }) => call.endedAt! > known + QUIET_AFTER_MS.other && call.endedAt! < until);
      mustHold(came, 'the turn of the other did not come while it was to be quiet');
      const early = begun.filter(({ call, at }) => {
        const after = call.caller === refused.caller ? QUIET_AFTER_MS.told : QUIET_AFTER_MS.other;
        return at - known > after;
      });
      const who = early.map(({ call, at }) => `${call.operation} by ${call.caller} after ${at - known} ms`);
      mustHold(early.length === 0, `calls while they should have kept quiet: ${who.join(', ')}`);
      await nobodyBlamed(rig);
    },
  },
  outage('429-bare', '429 without Retry-After', 'register.submit', fault.throttled(), 60),
  {
    name: '429-ten-days',
    fault: '429 with Retry-After of ten days',
    moment: 'submission',
    promise: 'no remote silences us for longer than a quarter of an hour',
    async run(rig) {
      rig.remotes.faults.next('register.submit', fault.throttled(864_000));
      await rig.submit(1);
      await rig.replica('one');
      await rig.remotes.calls.waitFor((call) => call.fault === 'throttled', 15_000);
      await sleep(500);
      const [gate] = await rig.control.query<[{ left_ms: string }]>(
        `select open_until - extract(epoch from clock_timestamp()) * 1000 as left_ms from hotich_gate where carrier = 'gateway'`,
      );
      mustHold(Number(gate.left_ms) > 60_000 && Number(gate.left_ms) <= 900_000, `silent for ${gate.left_ms} ms`);
      await rig.fastForward();
      await rig.settled();
    },
  },
];

/** Until when the gateway is left alone, by the database's clock, which is this machine's too. */
function shutUntil({ control }: Rig): Promise<number> {
  return eventually(async () => {
    const [gate] = await control.query<{ until: string }[]>(
      `select open_until as until from hotich_gate where carrier = 'gateway' and open_until > 0`,
    );
    return gate && Number(gate.until);
  });
}

interface Begun {
  readonly call: Readonly<Call>;
  /** By the caller's own log: a remote has a call once it has all of it, which a busy machine may send for long. */
  readonly at: number;
}

/** The calls to the register that were begun before that instant. */
function begunUntil(until: number, { control, remotes }: Rig): Promise<Begun[]> {
  return eventually(async () => {
    const rows = await control.query<{ operation: string; codes: string; at: string }[]>(
      `select operation, codes, at - duration_ms as at from hotich_exchange
       where operation like 'register.%' and at - duration_ms < $1`,
      [until - CLOCK_MS],
    );
    const begun = rows.flatMap(({ operation, codes, at }) => {
      const same = remotes.calls.all.filter(
        (call) => call.operation === operation && call.dossiers.join(' ') === codes,
      );
      const away = (call: Readonly<Call>) => Math.abs(call.startedAt - Number(at));
      const [call] = same.sort((a, b) => away(a) - away(b));
      return call ? [{ call, at: Number(at) }] : [];
    });
    const seen = remotes.calls.all.filter(
      (call) => call.operation.startsWith('register.') && call.startedAt < until - CLOCK_MS,
    );
    return begun.length >= seen.length ? begun : undefined;
  });
}

/** A trouble that lasts for a while and is then mended: dossiers wait, nobody is blamed, the remote is left in peace. */
function outage(name: string, what: string, operation: Operation, trouble: Fault, budget: number): Scenario {
  return {
    name,
    fault: what,
    moment: 'for some seconds, two replicas, twenty dossiers waiting',
    promise: 'nobody is blamed, the remote is not hammered, all sent by themselves afterwards',
    async run(rig) {
      const rule = rig.remotes.faults.always(operation, trouble);
      await rig.submit(20);
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      await sleep(OUTAGE_MS);
      rig.remotes.faults.cancel(rule.id);
      mustHold(rule.hits <= budget, `${rule.hits} calls during the trouble`);
      mustHold(rule.hits > 0, 'no call during the trouble');
      await rig.settled(30_000);
      await nobodyBlamed(rig);
    },
  };
}

async function whileTravelling(rig: Rig, trouble: () => Promise<unknown>): Promise<void> {
  rig.remotes.behaviour.latencyMs = 20;
  await Promise.all([rig.replica('one'), rig.replica('two')]);
  const town = new Town(rig);
  rig.file(10, COMPLETED);
  for (let i = 0; i < 5; i++) {
    await rig.submit(5);
    await sleep(600);
    await trouble();
  }
  await rig.settled(30_000).finally(() => town.close());
}
