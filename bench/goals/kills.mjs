import { median, sleep, sum, until } from '../rig/numbers.mjs';
import { once } from '../rig/measure.mjs';
import { withFleet } from '../rig/fleet.mjs';
import { start } from '../rig/processes.mjs';
import { pool } from '../payload.mjs';

const IN_FLIGHT = 50;
const REMOTE_MS = 200;

/** `unsettled`: which of these codes their own tables do not yet know to be sent. */
const OURS = {
  label: 'hotich, as it comes',
  module: 'hotich-replica',
  unsettled: `select ma_ho_so as code from hotich_dossier where state = 'queued' and ma_ho_so = any($1)`,
};
const BULLMQ = {
  label: 'BullMQ, as it comes',
  module: 'bullmq',
  redis: true,
  unsettled: `select code from dossier where state = 'queued' and code = any($1)`,
};

export const kills = {
  title: `SIGKILL with ${IN_FLIGHT} in flight, remote ${REMOTE_MS} ms, a replacement at once`,
  covers: ['G5', 'G6'],
  async run(bench) {
    const rows = [
      await killed(bench, BULLMQ, Math.min(bench.kills, bench.killsAbreast)),
      await killed(bench, OURS, bench.kills),
    ];
    await bench.release('redis');
    const [bullmq, ours] = rows;
    return {
      tables: [
        {
          title: 'From the kill until every dossier that the remote had taken was known to be sent',
          columns: ['', 'kills', 'seconds, median', 'longest', 'orphans', 'sent twice', 'lost'],
          rows: rows.map((row) => [row.label, row.kills, row.seconds, row.longest, row.orphans, row.twice, row.lost]),
          note: `The others of the ${IN_FLIGHT}: answered and stored before the kill. KILLS sets how many; BullMQ, which is slow to see them, is killed at most ${bench.killsAbreast} times.`,
        },
      ],
      goals: [
        {
          id: 'G5',
          what: 'settled after a kill ÷ BullMQ, as it comes',
          value: ours.seconds / bullmq.seconds,
          most: [0.25, 0.25],
        },
        { id: 'G6', what: `sent twice, over ${ours.kills} kills`, value: ours.twice, most: [0, 0] },
        { id: 'G6', what: `lost, over ${ours.kills} kills`, value: ours.lost, most: [0, 0] },
      ],
    };
  },
};

async function killed(bench, contestant, count) {
  const outcomes = [];
  await pool(count, bench.killsAbreast, async () => {
    outcomes.push(await killOnce(bench, contestant));
    process.stderr.write(`${contestant.label}: ${outcomes.length} of ${count} kills\n`);
  });
  const seconds = outcomes.map((outcome) => outcome.seconds);
  return {
    label: contestant.label,
    kills: count,
    seconds: median(seconds),
    longest: Math.max(...seconds),
    orphans: sum(outcomes.map((outcome) => outcome.orphans)),
    twice: sum(outcomes.map((outcome) => outcome.twice)),
    lost: sum(outcomes.map((outcome) => outcome.lost)),
  };
}

function killOnce(bench, { unsettled, ...contestant }) {
  const jobs = 4 * IN_FLIGHT;
  const spec = { ...contestant, scenario: 'work', jobs, delay: REMOTE_MS };
  return withFleet(bench, spec, async ({ remote, query, launch, env }) => {
    await once(start('contestant.mjs', [spec.module, 'fill'], env));
    const victim = await launch();
    const busy = async () => (await remote.ask('ledger')).open >= IN_FLIGHT;
    await until(busy, 20_000, `${IN_FLIGHT} in flight`);
    // Anywhere between the request and what is written after its answer.
    await sleep(Math.random() * 1.5 * REMOTE_MS);
    await victim.stop('SIGKILL');
    const killedAt = performance.now();
    const taken = (await remote.ask('arrivals')).map(([code]) => code);
    const left = async (codes) => (await query(unsettled, [codes])).map(({ code }) => code);
    const orphans = await left(taken);
    await launch();
    await until(async () => (await left(orphans)).length === 0, 300_000, 'orphans settled');
    const seconds = (performance.now() - killedAt) / 1_000;
    // What was claimed and never sent comes later: nobody knows that it was not, until the register has been asked twice.
    const codes = async () => (await remote.ask('ledger')).submitted;
    await until(async () => (await codes()).codes === jobs, 300_000, 'all sent').catch(() => undefined);
    await sleep(2 * REMOTE_MS);
    const submitted = await codes();
    return { seconds, orphans: orphans.length, twice: submitted.twice, lost: jobs - submitted.codes };
  });
}
