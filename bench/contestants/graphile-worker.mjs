import pg from 'pg';
import { payload, slices } from '../payload.mjs';
import { pickUp } from './shared/pick-up.mjs';
import { load } from './shared/packages.mjs';
import { register } from './shared/wire.mjs';

const { Logger, makeWorkerUtils, run: runWorker } = await load('graphile-worker');

const logger = new Logger(() => () => undefined);

/** Local queue and batched completion, its fastest setting; it keeps nothing of a job that succeeded. */
export async function dispatch({ databaseUrl, remoteUrl, jobs, concurrency }) {
  const { submit } = register(remoteUrl, concurrency);
  return drain({ databaseUrl, jobs, concurrency }, submit);
}

/** Its queue alone. */
export async function lane({ databaseUrl, jobs, concurrency }) {
  return drain({ databaseUrl, jobs, concurrency }, () => Promise.resolve());
}

async function drain({ databaseUrl, jobs, concurrency }, handle) {
  const { database } = await prepared(databaseUrl);
  for (const batch of slices(jobs, 1_000, payload)) {
    await database.query(
      `select graphile_worker.add_jobs(array(select json_populate_record(null::graphile_worker.job_spec,
         json_build_object('identifier', 'submit', 'payload', p)) from json_array_elements($1::json) p))`,
      [JSON.stringify(batch)],
    );
  }
  const run = async () => {
    let done = 0;
    let finished;
    const all = new Promise((resolve) => (finished = resolve));
    const task = async (data) => {
      await handle(data);
      if (++done === jobs) finished();
    };
    const runner = await start(database, concurrency, task, {
      localQueue: { size: 500 },
      completeJobBatchDelay: 5,
      failJobBatchDelay: 5,
    });
    await all;
    await runner.stop();
  };
  const check = async () => {
    const { rows } = await database.query('select count(*)::int as left from graphile_worker.jobs');
    if (rows[0].left > 0) throw new Error(`${rows[0].left} jobs are left`);
  };
  return { run, check, stop: () => database.end() };
}

/** Woken by LISTEN, one job at a time as they come. */
export async function idle({ databaseUrl, remoteUrl, jobs, concurrency }) {
  const { database, utils } = await prepared(databaseUrl);
  const { submit } = register(remoteUrl, concurrency);
  const runner = await start(database, concurrency, submit, {});
  return {
    run: () => pickUp(jobs, remoteUrl, (n) => utils.addJob('submit', payload(n))),
    stop: () => runner.stop(),
  };
}

async function prepared(databaseUrl) {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 50 });
  database.on('error', () => undefined);
  database.on('connect', (client) => client.on('error', () => undefined));
  const utils = await makeWorkerUtils({ pgPool: database, logger });
  await utils.migrate();
  return { database, utils };
}

function start(pgPool, concurrency, task, worker) {
  return runWorker({
    pgPool,
    concurrency,
    noHandleSignals: true,
    logger,
    parsedCronItems: [],
    taskList: { submit: task },
    preset: { worker },
  });
}
