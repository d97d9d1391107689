import PgBoss from 'pg-boss';
import { Pool } from 'undici';
import { payload, pool } from '../payload.mjs';

async function boss(databaseUrl) {
  const queue = new PgBoss({ connectionString: databaseUrl, max: 10, supervise: false, schedule: false });
  queue.on('error', (error) => process.stderr.write(`${error.message}\n`));
  await queue.start();
  await queue.createQueue('submit');
  return queue;
}

/** Fetch and complete in batches, the fastest honest way to drive it; it keeps the job row. */
export async function dispatch({ databaseUrl, remoteUrl, jobs, concurrency }) {
  const queue = await boss(databaseUrl);
  const client = new Pool(remoteUrl, { connections: concurrency });
  for (let i = 0; i < jobs; i += 1_000) {
    await queue.insert(
      Array.from({ length: Math.min(1_000, jobs - i) }, (_, j) => ({ name: 'submit', data: payload(i + j) })),
    );
  }
  const worker = async () => {
    for (;;) {
      const batch = await queue.fetch('submit', { batchSize: 250 });
      if (batch.length === 0) return;
      await pool(batch.length, Math.ceil(concurrency / 3), async (i) => {
        const { body } = await client.request({
          path: '/apiLienThongKSKT/1.0/nhanHoSoDKHT',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(batch[i].data),
        });
        await body.text();
      });
      await queue.complete(
        'submit',
        batch.map((job) => job.id),
      );
    }
  };
  const run = () => Promise.all([worker(), worker(), worker()]);
  return { run, stop: () => queue.stop({ graceful: false }) };
}

export async function accept({ databaseUrl, jobs }) {
  const queue = await boss(databaseUrl);
  return {
    run: () => pool(jobs, 8, (n) => queue.send('submit', payload(n))),
    stop: () => queue.stop({ graceful: false }),
  };
}
