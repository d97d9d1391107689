import pg from 'pg';
import { payload, pool, slices } from '../payload.mjs';
import { checkSent, createDossiers, markSent } from './shared/dossier-table.mjs';
import { orderChecker, reportsBySeq } from './shared/reports.mjs';
import { pickUp } from './shared/pick-up.mjs';
import { load, NEWEST } from './shared/packages.mjs';
import { register } from './shared/wire.mjs';

const { PgBoss = undefined, default: byDefault } = await load('pg-boss');
const Boss = PgBoss ?? byDefault;

const FETCHERS = 3;
const BATCH = 250;

async function boss(databaseUrl, queueOptions = {}) {
  const queue = new Boss({ connectionString: databaseUrl, max: 10, supervise: false, schedule: false });
  queue.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await queue.start();
  await queue.createQueue('submit', { name: 'submit', ...queueOptions });
  return { queue, stop: () => queue.stop({ graceful: false }) };
}

/** Version 12 takes the queue's name apart from the jobs. */
function insert(queue, jobs, options) {
  if (NEWEST) return queue.insert('submit', jobs, options);
  return queue.insert(
    jobs.map((job) => ({ name: 'submit', ...job })),
    options,
  );
}

const idsOf = (batch) => batch.map((job) => job.id);

/** Fetch and complete in batches, the fastest honest way to drive it, with the host's own writes: a dossier and an event. */
export async function dispatch({ databaseUrl, remoteUrl, jobs, concurrency }) {
  const { queue, stop } = await boss(databaseUrl);
  const database = new pg.Pool({ connectionString: databaseUrl, max: FETCHERS });
  await createDossiers(database, jobs);
  for (const batch of slices(jobs, 1_000, payload))
    await insert(
      queue,
      batch.map((data) => ({ data })),
    );
  const { submit } = register(remoteUrl, concurrency);
  const fetcher = async () => {
    for (;;) {
      const batch = await queue.fetch('submit', { batchSize: BATCH });
      if (batch.length === 0) return;
      await pool(batch.length, Math.ceil(concurrency / FETCHERS), (i) => submit(batch[i].data));
      await markSent(
        database,
        batch.map((job) => job.data.maHoSo),
      );
      await queue.complete('submit', idsOf(batch));
    }
  };
  return {
    run: async () => void (await Promise.all(Array.from({ length: FETCHERS }, fetcher))),
    check: () => checkSent(database, jobs),
    stop,
  };
}

/** One durable enqueue a call; it takes no part in the host's transaction. */
export async function accept({ databaseUrl, jobs }) {
  const { queue, stop } = await boss(databaseUrl);
  return { run: () => pool(jobs, 8, (n) => queue.send('submit', payload(n))), stop };
}

/** Polling, twice a second: as often as it can. */
export async function idle({ databaseUrl, remoteUrl, jobs, concurrency }) {
  const { queue, stop } = await boss(databaseUrl);
  const { submit } = register(remoteUrl, concurrency);
  await queue.work('submit', { pollingIntervalSeconds: 0.5, batchSize: 50 }, (batch) =>
    Promise.all(batch.map(({ data }) => submit(data))),
  );
  return { run: () => pickUp(jobs, remoteUrl, (n) => queue.send('submit', payload(n))), stop };
}

/**
 * Version 10 has no strict order per key. The nearest of its own: policy `singleton` with a key per dossier, which lets one
 * job of a key be active; filled status by status, fetched by one loop, or two would trip over a key that is active.
 */
export const ordered = (context) => orderedByPolicy(context, 'singleton');

/** The strict order of version 12. */
export const strict = (context) => orderedByPolicy(context, 'key_strict_fifo');

async function orderedByPolicy({ databaseUrl, jobs }, policy) {
  const { queue, stop } = await boss(databaseUrl, { policy });
  for (const reports of reportsBySeq(jobs)) {
    await insert(
      queue,
      reports.map((data) => ({ data, singletonKey: data.code })),
    );
  }
  const checker = orderChecker();
  const run = async () => {
    for (;;) {
      const batch = await queue.fetch('submit', { batchSize: BATCH });
      if (batch.length === 0) return checker.summary();
      await Promise.all(batch.map(({ data }) => checker.report(data.code, data.trangThai)));
      await queue.complete('submit', idsOf(batch));
    }
  };
  return { run, stop };
}

/** The same by hand: only a dossier's next status is a job, and ending it makes the one after it, in one transaction. */
export async function orderedByHand({ databaseUrl, jobs }) {
  const { queue, stop } = await boss(databaseUrl);
  const reports = [...reportsBySeq(jobs)];
  const after = new Map(
    reports.flatMap((slice, seq) => slice.map((report, i) => [report.code + report.trangThai, reports[seq + 1]?.[i]])),
  );
  const asJobs = (slice) => slice.map((data) => ({ data }));
  await insert(queue, asJobs(reports[0]));
  const database = new pg.Pool({ connectionString: databaseUrl, max: FETCHERS });
  const checker = orderChecker();
  let left = jobs;
  const fetcher = async () => {
    const client = await database.connect();
    const db = { executeSql: (text, values) => client.query(text, values) };
    while (left > 0) {
      const batch = await queue.fetch('submit', { batchSize: BATCH });
      if (batch.length === 0) continue;
      await Promise.all(batch.map(({ data }) => checker.report(data.code, data.trangThai)));
      const next = batch.flatMap(({ data }) => after.get(data.code + data.trangThai) ?? []);
      await client.query('begin');
      await queue.complete('submit', idsOf(batch), undefined, { db });
      if (next.length > 0) await insert(queue, asJobs(next), { db });
      await client.query('commit');
      left -= batch.length;
    }
  };
  const run = async () => {
    await Promise.all(Array.from({ length: FETCHERS }, fetcher));
    return checker.summary();
  };
  return { run, stop };
}
