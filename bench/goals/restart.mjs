import { makeTemplate } from '../rig/measure.mjs';
import { sleep, until } from '../rig/numbers.mjs';
import { withFleet } from '../rig/fleet.mjs';

const WARM_SECONDS = 2;
/** More than any contestant sends: the backlog must outlast both windows. */
const MOST_PER_SECOND = 4_500;

export const restart = {
  title: 'PostgreSQL restarted, stop mode immediate, in the middle of a dispatch',
  covers: ['G17'],
  async run(bench) {
    const seconds = bench.scaled(10, 3);
    const jobs = MOST_PER_SECOND * (2 * seconds + WARM_SECONDS + 10);
    const template = await makeTemplate(bench, { module: 'hotich-fill', scenario: 'queued', jobs });
    // By default dossiers are asked about after 15 s, which would fall into the second window only.
    const module = { register: { cadence: { firstMs: 3_600_000 } } };
    const spec = { module: 'hotich-replica', scenario: 'work', jobs, template, delay: 10, options: { module } };
    const runs = [];
    for (let round = 0; round < bench.rounds; round++) {
      process.stderr.write(`restart: round ${round + 1} of ${bench.rounds}\n`);
      runs.push(await withFleet(bench, spec, (fleet) => story(fleet, seconds)));
    }
    const sorted = runs.toSorted((a, b) => a.after / a.before - b.after / b.before);
    const { before, after, silent } = sorted[Math.floor(sorted.length / 2)];
    const alive = runs.every((run) => run.alive);
    return {
      tables: [
        {
          title: `Windows of ${seconds} s, remote 10 ms, 50 in flight, the library’s own crons; the round with the median ratio`,
          columns: ['', 'value'],
          rows: [
            ['calls a second before', before],
            ['calls a second after, from one second after the database answered again', after],
            ['longest silence at the remote, s', silent],
            ['host alive', alive ? 'yes' : 'no'],
          ],
        },
      ],
      goals: [
        { id: 'G17', what: 'rate after a database restart ÷ before', value: after / before, least: [0.95, 0.99] },
        { id: 'G17', what: 'hosts that died', value: runs.filter((run) => !run.alive).length, most: [0, 0] },
        { id: 'G17', what: 'sent twice', value: Math.max(...runs.map((run) => run.twice)), most: [0, 0] },
      ],
    };
  },
};

async function story({ server, remote, launch }, seconds) {
  const replica = await launch();
  const count = async () => (await remote.ask('ledger')).submitted.codes;
  await until(async () => (await count()) > 0, 20_000, 'the first call');
  await sleep((WARM_SECONDS + seconds) * 1_000);
  const cut = Date.now();
  await server.crashAndRestart();
  const back = Date.now() + 1_000;
  await sleep(1_000 * (seconds + 1));
  const { submit } = await remote.ask('times');
  const within = (from, to) => submit.filter((at) => at >= from && at < to).length / seconds;
  const { submitted } = await remote.ask('ledger');
  const around = submit.filter((at) => at >= cut - 1_000);
  return {
    before: within(cut - seconds * 1_000, cut),
    after: within(back, back + seconds * 1_000),
    silent: Math.max(...around.slice(1).map((at, i) => at - around[i])) / 1_000,
    alive: replica.child.exitCode === null && replica.child.signalCode === null,
    twice: submitted.twice,
  };
}
