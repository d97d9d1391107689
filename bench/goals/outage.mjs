import { makeTemplate } from '../rig/measure.mjs';
import { sleep, until } from '../rig/numbers.mjs';
import { withFleet } from '../rig/fleet.mjs';

/** Sixty times faster than it is: 500 ms stand for the breaker's 30 s, and every other pause shrinks alike. */
const OPEN_MS = 500;
/** Windows until what was under way when the remote went down has come back from it. */
const OPENING = 3;
const WINDOWS = (4 * 3_600) / 30;
const REPLICAS = 2;
const MODULE = {
  gateway: { breaker: { openMs: OPEN_MS } },
  engine: { retryMs: 80, retryMaxMs: 30_000 },
  register: { cadence: { firstMs: 250, minMs: 1_000, maxMs: 240_000, workingHours: false }, unknownGraceMs: 1_500 },
};

export const outage = {
  title: 'a remote that is down for four hours',
  covers: ['G14'],
  async run(bench) {
    const windows = bench.scaled(WINDOWS, 20);
    const jobs = 2_000;
    const template = await makeTemplate(bench, { module: 'hotich-fill', scenario: 'queued', jobs });
    const spec = {
      module: 'hotich-replica',
      scenario: 'work',
      jobs,
      template,
      delay: 20,
      concurrency: 8,
      options: { driven: true, module: MODULE },
    };
    const seen = await withFleet(bench, spec, (fleet) => story(fleet, windows, jobs));
    const { perWindow, most, opening, strikes, held, attempts, twice, healed } = seen;
    return {
      tables: [
        {
          title: `${windows} windows of ${OPEN_MS} ms, each standing for 30 s; ${REPLICAS} replicas, submission and status lane`,
          columns: ['', 'value'],
          rows: [
            [`calls in the first ${OPENING} windows, while the breaker opens`, opening],
            ['calls per window after them, mean', perWindow],
            ['calls in any one of them, most', most],
            ['strikes against dossiers', strikes],
            ['dossiers held', held],
            ['highest attempt of a task (the back-off’s, not a budget)', attempts],
            ['seconds from the remote’s return to the last dossier', healed],
            ['sent twice', twice],
          ],
          note: 'The host drives both lanes every 10 ms, as the one-second crons would every 10 ms of real time.',
        },
      ],
      goals: [
        { id: 'G14', what: 'attempts burned in four hours of outage', value: strikes + held, most: [0, 0] },
        {
          id: 'G14',
          what: 'calls per 30 s once the breaker is open, over both replicas',
          value: perWindow,
          most: [1, 1],
        },
        { id: 'G14', what: '… most in any 30 s', value: most, most: [1, 1] },
        { id: 'G14', what: 'sent twice after it', value: twice, most: [0, 0] },
      ],
    };
  },
};

async function story({ remote, query, launch, allSent }, windows, jobs) {
  for (let i = 0; i < REPLICAS; i++) await launch();
  await until(async () => (await remote.ask('ledger')).submitted.codes > jobs / 8, 30_000, 'some sent');
  await remote.ask('down');
  const downSince = Date.now();
  await sleep(windows * OPEN_MS);
  const times = await remote.ask('times');
  const calls = [...(times.submitWhileDown ?? []), ...(times.statusWhileDown ?? [])].sort((a, b) => a - b);
  const probes = calls.filter((at) => at > downSince + OPENING * OPEN_MS);
  if (probes.length === 0) throw new Error('nobody probed the remote, so nobody would have seen it return');
  const [burned] = await query(
    `select coalesce(sum(strikes), 0)::int as strikes, coalesce(max(attempt), 0) as attempts,
       (select count(*) from hotich_dossier where state = 'held')::int as held from hotich_task`,
  );
  await remote.ask('up');
  const healing = performance.now();
  await allSent(120_000);
  const { submitted } = await remote.ask('ledger');
  return {
    ...burned,
    opening: calls.length - probes.length,
    perWindow: probes.length / (windows - OPENING),
    most: mostWithin(probes, 0.9 * OPEN_MS),
    healed: (performance.now() - healing) / 1_000,
    twice: submitted.twice,
  };
}

function mostWithin(sorted, ms) {
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length));
}
