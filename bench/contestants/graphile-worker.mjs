import { Logger, makeWorkerUtils, run as runWorker } from 'graphile-worker';
import pg from 'pg';
import { Pool } from 'undici';
import { payload } from '../payload.mjs';

const logger = new Logger(() => () => undefined);

/** Local queue and batched completion, its fastest setting; it keeps nothing of a job that succeeded. */
export async function dispatch({ databaseUrl, remoteUrl, jobs, concurrency }) {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 50 });
  database.on('error', () => undefined);
  const utils = await makeWorkerUtils({ pgPool: database, logger });
  await utils.migrate();
  for (let i = 0; i < jobs; i += 1_000) {
    const payloads = Array.from({ length: Math.min(1_000, jobs - i) }, (_, j) => payload(i + j));
    await database.query(
      `select graphile_worker.add_jobs(array(select json_populate_record(null::graphile_worker.job_spec,
         json_build_object('identifier', 'submit', 'payload', p)) from json_array_elements($1::json) p))`,
      [JSON.stringify(payloads)],
    );
  }
  const client = new Pool(remoteUrl, { connections: concurrency });
  const run = async () => {
    let done = 0;
    let finished;
    const all = new Promise((resolve) => (finished = resolve));
    const task = async (data) => {
      const { body } = await client.request({
        path: '/apiLienThongKSKT/1.0/nhanHoSoDKHT',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(data),
      });
      await body.text();
      if (++done === jobs) finished();
    };
    const runner = await runWorker({
      pgPool: database,
      concurrency,
      noHandleSignals: true,
      logger,
      parsedCronItems: [],
      taskList: { submit: task },
      preset: { worker: { localQueue: { size: 500 }, completeJobBatchDelay: 5, failJobBatchDelay: 5 } },
    });
    await all;
    await runner.stop();
  };
  return { run, stop: () => database.end() };
}
