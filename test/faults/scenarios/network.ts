import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario';
import { ACCEPTED, COMPLETED } from '../support/book';
import { askedFirst, inDoubt, mustHold, nobodyBlamed, nothingAskedBefore, submittedInAll } from '../support/checks';
import { ForwardProxy } from '../support/forward-proxy';
import type { Tuning } from '../support/options';
import { freePort } from '../../support/free-port';
import { eventually } from '../../support/host';
import type { Rig } from '../support/rig';
import { TcpProxy } from '../support/tcp-proxy';
import { Town } from '../support/town';

const portOf = (url: string): number => Number(new URL(url).port);

/** The way to the remotes. */
export const NETWORK: readonly Scenario[] = [
  unreachable('dns', 'DNS knows no such host', () => ({ baseUrl: 'http://khong-co-may-nay.invalid' })),
  unreachable('tls', 'TLS handshake fails', (rig) => ({ baseUrl: rig.remotes.gatewayUrl.replace('http:', 'https:') })),
  unreachable('refused', 'connection refused', async () => ({ baseUrl: `http://127.0.0.1:${await freePort()}` })),
  unreachable('proxy-down', 'forward proxy is down', async (rig) => ({
    ...withoutToken(rig),
    proxy: `http://127.0.0.1:${await freePort()}`,
  })),
  closedProxy('proxy-refuses', 'refuses the tunnel (502)', 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'),
  closedProxy('proxy-hangs-up', 'hangs up without a word', ''),
  {
    name: 'black-hole',
    fault: 'the gateway takes connections and lets nothing through',
    moment: 'for some seconds, then mended',
    promise: 'asked before anything is sent again; held once',
    async run(rig) {
      await throughProxy(rig, async (proxy, options) => {
        proxy.freeze();
        await rig.submit(6);
        await rig.replica('one', { options: { gateway: { ...options.gateway, ...withoutToken(rig) } } });
        await submissionTried(rig);
        await eventually(async () => (await inDoubt(rig)).length > 0);
        await sleep(2_000);
        const codes = await inDoubt(rig);
        proxy.mend();
        await rig.settled();
        submittedInAll(rig, 6);
        askedFirst(rig, codes);
      });
    },
  },
  {
    name: 'line-cut',
    fault: 'every connection to the gateway reset, ten times',
    moment: 'two replicas under load',
    promise: 'asked before anything is sent again; held once',
    async run(rig) {
      await throughProxy(rig, async (proxy, options) => {
        rig.remotes.behaviour.latencyMs = 200;
        await Promise.all([rig.replica('one', { options }), rig.replica('two', { options })]);
        for (let i = 0; i < 10; i++) {
          const cut = rig.open('register.submit', 1).then(() => proxy.cut());
          await Promise.all([rig.submit(4), cut]);
        }
        await rig.settled(30_000);
        const cutOff = rig.remotes.calls.of('register.submit').filter(({ outcome }) => outcome === 'abandoned');
        // One may be found open by two cuts: its end is not noticed at once.
        mustHold(cutOff.length > 0, 'no submission was cut off');
        for (const { dossiers, id } of cutOff) askedFirst(rig, dossiers, (call) => call.id > id);
      });
    },
  },
  {
    name: 'dvclt-down',
    fault: 'DVCLT down for a long time',
    moment: 'reports waiting, citizens filing',
    promise: 'costs only time: nobody is blamed, a probe now and then, everything in order afterwards',
    async run(rig) {
      const breaker = { failures: 3, openMs: 800 };
      const options = { interlink: { breaker } };
      await Promise.all([rig.replica('one', { options }), rig.replica('two', { options })]);
      const accepted = rig.file(6, ACCEPTED);
      await rig.until(accepted, 'received');
      await rig.remotes.down('interlink');
      for (const code of accepted) await rig.desk.interlink.accept(code, 'can.bo.mau');
      await sleep(6_000);
      const attempts = await rig.control.query<{ n: string }[]>(
        `select count(*) as n from hotich_exchange where carrier = 'interlink' and operation like 'interlink.report%' and outcome <> 'ok'`,
      );
      // What was under way when it went down is unknown, once.
      await nobodyBlamed(rig, 1);
      // The failures that open it, what was under way with them, and one probe per pause.
      mustHold(Number(attempts[0]!.n) <= 3 + 16 + 6_000 / 800 + 2, `${attempts[0]!.n} attempts while it was down`);
      await rig.remotes.up('interlink');
      rig.file(4, { state: 'received', versions: 0, reports: [1] });
      await rig.settled();
    },
  },
  {
    name: 'flapping',
    fault: 'both remotes up and down every second',
    moment: 'two replicas in the middle of the whole way',
    promise: 'everything arrives, once, in order',
    async run(rig) {
      rig.remotes.behaviour.latencyMs = 30;
      await Promise.all([rig.replica('one'), rig.replica('two')]);
      const town = new Town(rig);
      rig.file(10, COMPLETED);
      const filing = rig.submit(10);
      for (let i = 0; i < 4; i++) {
        await sleep(1_000);
        await rig.remotes.down();
        await sleep(1_000);
        await rig.remotes.up();
      }
      await filing;
      await rig.settled(30_000).finally(() => town.close());
    },
  },
  {
    name: 'boot-in-the-dark',
    fault: 'every remote down',
    moment: 'at boot',
    promise: 'the host starts and takes dossiers; all sent when they are up',
    async run(rig) {
      await rig.remotes.down();
      const replica = await rig.replica('one');
      const codes = rig.reserve(4);
      await replica.tell({ do: 'submit', codes });
      await sleep(1_500);
      await nobodyBlamed(rig);
      await rig.remotes.up();
      await rig.settled();
    },
  },
];

/** The way to the token is the same as to the register: only without one is it a submission that finds it shut. */
function withoutToken({ remotes }: Rig): NonNullable<Tuning['gateway']> {
  remotes.behaviour.gateway.auth = 'none';
  return { auth: 'none' };
}

/** The proxy lets nothing through for some seconds. */
function closedProxy(name: string, how: string, refusal: string): Scenario {
  return {
    name,
    fault: `forward proxy ${how}, then lets it through`,
    moment: 'submission',
    promise: 'nothing was sent, so nothing is asked; it is not stormed; sent once by itself',
    async run(rig) {
      const proxy = await ForwardProxy.start(refusal);
      try {
        await rig.submit(6);
        await rig.replica('one', { options: { gateway: { ...withoutToken(rig), proxy: proxy.url } } });
        await sleep(2_500);
        mustHold(proxy.asked > 0, 'the proxy was not used');
        mustHold(proxy.asked < 100, `the proxy was asked ${proxy.asked} times`);
        await nobodyBlamed(rig);
        await submissionTried(rig);
        proxy.open = true;
        await rig.settled();
        submittedInAll(rig, 6);
        nothingAskedBefore(rig);
      } finally {
        await proxy.end();
      }
    },
  };
}

/** It was the submission itself that found the way shut. */
async function submissionTried({ control }: Rig): Promise<void> {
  await eventually(async () => {
    const tried = await control.query<unknown[]>(`select 1 from hotich_exchange where operation = 'register.submit'`);
    return tried.length > 0;
  }).catch(() => mustHold(false, 'no submission was even tried'));
}

/** The options of one replica lead nowhere; it is replaced by one whose options are right, as after a deployment. */
function unreachable(
  name: string,
  what: string,
  wrong: (rig: Rig) => NonNullable<Tuning['gateway']> | Promise<NonNullable<Tuning['gateway']>>,
): Scenario {
  return {
    name,
    fault: what,
    moment: 'submission, until the options are mended',
    promise: 'nothing was sent, so nothing is asked; nobody is blamed; then sent once',
    async run(rig) {
      await rig.submit(6);
      const options = { gateway: { tokenUrl: rig.remotes.tokenUrl, ...(await wrong(rig)) } };
      const lost = await rig.replica('lost', { options });
      await sleep(2_500);
      await nobodyBlamed(rig);
      await submissionTried(rig);
      await lost.stop();
      await rig.replica('found');
      await rig.settled();
      nothingAskedBefore(rig);
    },
  };
}

async function throughProxy(rig: Rig, step: (proxy: TcpProxy, options: Tuning) => Promise<void>): Promise<void> {
  const { gatewayUrl, tokenUrl } = rig.remotes;
  const proxy = await TcpProxy.to({ host: '127.0.0.1', port: portOf(gatewayUrl) });
  const through = (url: string) => url.replace(`:${portOf(gatewayUrl)}`, `:${proxy.port}`);
  try {
    await step(proxy, { gateway: { baseUrl: through(gatewayUrl), tokenUrl: through(tokenUrl) } });
  } finally {
    await proxy.end();
  }
}
