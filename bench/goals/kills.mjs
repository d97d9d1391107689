import { median, sleep, sum, until } from '../rig/numbers.mjs';
import { once } from '../rig/measure.mjs';
import { withFleet } from '../rig/fleet.mjs';
import { start } from '../rig/processes.mjs';
import { pool } from '../payload.mjs';

const IN_FLIGHT = 50;
const REMOTE_MS = 200;
/** Long enough at work for somebody who looks on from a busy machine to see it at its height. */
const JOBS = 8 * IN_FLIGHT;
/** One after another on one database. */
const CHAIN = 25;

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
    const [bullmq, ours] = [await killed(bench, BULLMQ), await killed(bench, OURS)];
    await bench.release('redis');
    const chains = await chained(bench);
    const total = ours.kills + chains.kills;
    return {
      tables: [
        {
          title: 'From the kill until every dossier that the remote had taken was known to be sent',
          columns: ['', 'kills', 'seconds, median', 'longest', 'orphans', 'sent twice', 'lost'],
          rows: [bullmq, ours].map((row) => [
            row.label,
            row.kills,
            row.seconds,
            row.longest,
            row.orphans,
            row.twice,
            row.lost,
          ]),
          note: `The others of the ${IN_FLIGHT}: answered and stored before the kill. KILLS_ABREAST sets how many.`,
        },
        {
          title: `In chains of ${CHAIN}: the replacement takes in dossiers of its own and is the next to be killed, long before it has seen to what it found`,
          columns: ['', 'kills', 'dossiers', 'sent twice', 'lost', 'seconds to the end, longest'],
          rows: [[OURS.label, chains.kills, chains.dossiers, chains.twice, chains.lost, chains.longest]],
          note: 'KILLS sets how many.',
        },
      ],
      goals: [
        {
          id: 'G5',
          what: 'settled after a kill ÷ BullMQ, as it comes',
          value: ours.seconds / bullmq.seconds,
          most: [0.25, 0.25],
        },
        { id: 'G6', what: `sent twice, over ${total} kills`, value: ours.twice + chains.twice, most: [0, 0] },
        { id: 'G6', what: `lost, over ${total} kills`, value: ours.lost + chains.lost, most: [0, 0] },
      ],
    };
  },
};

async function killed(bench, contestant) {
  const outcomes = [];
  await pool(bench.killsAbreast, bench.killsAbreast, async () => {
    outcomes.push(await killOnce(bench, contestant));
    process.stderr.write(`${contestant.label}: ${outcomes.length} of ${bench.killsAbreast} kills\n`);
  });
  const seconds = outcomes.map((outcome) => outcome.seconds);
  return {
    label: contestant.label,
    kills: outcomes.length,
    seconds: median(seconds),
    longest: Math.max(...seconds),
    ...totals(outcomes, ['orphans', 'twice', 'lost']),
  };
}

function killOnce(bench, { unsettled, ...contestant }) {
  const spec = { ...contestant, scenario: 'work', jobs: JOBS, delay: REMOTE_MS };
  return withFleet(bench, spec, async ({ remote, query, launch, env }) => {
    await once(start('contestant.mjs', [spec.module, 'fill'], env));
    await killAtItsHeight(remote, await launch());
    const killedAt = performance.now();
    const taken = (await remote.ask('arrivals')).map(([code]) => code);
    const left = async (codes) => (await query(unsettled, [codes])).map(({ code }) => code);
    const orphans = await left(taken);
    await launch();
    await until(async () => (await left(orphans)).length === 0, 300_000, 'orphans settled');
    const seconds = secondsSince(killedAt);
    return { seconds, orphans: orphans.length, ...(await sentInTheEnd(remote, JOBS)) };
  });
}

async function chained(bench) {
  const outcomes = [];
  const started = performance.now();
  await pool(Math.ceil(bench.kills / CHAIN), bench.killsAbreast, async (n) => {
    outcomes.push(await chain(bench, Math.min(CHAIN, bench.kills - n * CHAIN)));
    const { kills } = totals(outcomes, ['kills']);
    process.stderr.write(`${OURS.label}: ${kills} kills in chains, ${Math.round(secondsSince(started))} s\n`);
  });
  return {
    ...totals(outcomes, ['kills', 'dossiers', 'twice', 'lost']),
    longest: Math.max(...outcomes.map((outcome) => outcome.seconds)),
  };
}

function chain(bench, kills) {
  const spec = { module: OURS.module, scenario: 'work', jobs: JOBS, delay: REMOTE_MS };
  return withFleet(bench, spec, async ({ remote, query, launch }) => {
    for (let n = 0; n < kills; n++)
      await killAtItsHeight(remote, await launch({ scenario: 'shift', options: { from: n * JOBS } }));
    const ended = performance.now();
    // The last one takes in nothing: what those before it had taken in when they were killed is what all of them are held to.
    await launch();
    const [{ there }] = await query('select count(*) as there from hotich_dossier');
    const dossiers = Number(there);
    const outcome = await sentInTheEnd(remote, dossiers);
    return { kills, dossiers, seconds: secondsSince(ended), ...outcome };
  });
}

async function killAtItsHeight(remote, replica) {
  const busy = async () => (await remote.ask('ledger')).open >= IN_FLIGHT;
  await until(busy, 60_000, `${IN_FLIGHT} in flight`);
  // Anywhere between the request and what is written after its answer.
  await sleep(Math.random() * 1.5 * REMOTE_MS);
  await replica.stop('SIGKILL');
}

/** What was claimed and never sent comes later: nobody knows that it was not, until the register has been asked twice. */
async function sentInTheEnd(remote, jobs) {
  const codes = async () => (await remote.ask('ledger')).submitted;
  await until(async () => (await codes()).codes === jobs, 300_000, 'all sent').catch(() => undefined);
  await sleep(2 * REMOTE_MS);
  const submitted = await codes();
  return { twice: submitted.twice, lost: jobs - submitted.codes };
}

const secondsSince = (moment) => (performance.now() - moment) / 1_000;

const totals = (outcomes, names) =>
  Object.fromEntries(names.map((name) => [name, sum(outcomes.map((outcome) => outcome[name]))]));
