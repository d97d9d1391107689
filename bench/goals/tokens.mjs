import { makeTemplate } from '../rig/measure.mjs';
import { sleep, until } from '../rig/numbers.mjs';
import { withFleet } from '../rig/fleet.mjs';

const REPLICAS = 3;
const LIFE_SECONDS = 3;
const REMOTE_MS = 500;

export const tokens = {
  title: 'token calls per expiry, 3 replicas × 50 in flight',
  covers: ['G15'],
  async run(bench) {
    const perSecond = (REPLICAS * 50_000) / REMOTE_MS;
    const jobs = perSecond * LIFE_SECONDS * bench.scaled(10, 3);
    const template = await makeTemplate(bench, { module: 'hotich-fill', scenario: 'queued', jobs });
    const spec = {
      module: 'hotich-replica',
      scenario: 'work',
      jobs,
      template,
      delay: REMOTE_MS,
      remote: { TOKEN_SECONDS: String(LIFE_SECONDS) },
      options: { driven: true },
    };
    const { perExpiry, twice } = await withFleet(bench, spec, story);
    const most = Math.max(...perExpiry);
    return {
      tables: [
        {
          title: `Tokens live ${LIFE_SECONDS} s, one is revoked early; ${jobs} dossiers`,
          columns: ['', 'value'],
          rows: [
            ['times a token was needed', perExpiry.length],
            ['calls each time', perExpiry.join(' ')],
            ['sent twice', twice],
          ],
          note: 'The remote knows one token at a time: asking again ends the one before, as WSO2 has it. Calls within half a life of each other were for the same need.',
        },
      ],
      goals: [
        { id: 'G15', what: 'token calls per expiry, most', value: most, most: [2, 1] },
        { id: 'G15', what: 'sent twice meanwhile', value: twice, most: [0, 0] },
      ],
    };
  },
};

async function story({ remote, launch, allSent }) {
  await Promise.all(Array.from({ length: REPLICAS }, () => launch()));
  const calls = async () => (await remote.ask('times')).token ?? [];
  await until(async () => (await calls()).length >= 2, 60_000, 'a second token');
  // In the middle of a life, so that the call after it is told apart from those of an expiry.
  await until(async () => Date.now() - (await calls()).at(-1) > (LIFE_SECONDS * 1_000) / 2, 10_000, 'half a life');
  await remote.ask('revoke');
  await allSent(180_000);
  await sleep(2 * REMOTE_MS);
  const { submitted } = await remote.ask('ledger');
  return { perExpiry: grouped(await calls(), (LIFE_SECONDS * 1_000) / 2), twice: submitted.twice };
}

/** How many of the instants stand within `ms` of the first of their group. */
function grouped(instants, ms) {
  const groups = [];
  for (const at of instants) {
    if (groups.length > 0 && at - groups.at(-1).from < ms) groups.at(-1).count++;
    else groups.push({ from: at, count: 1 });
  }
  return groups.map(({ count }) => count);
}
