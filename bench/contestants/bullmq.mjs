import { Queue, Worker } from 'bullmq';
import pg from 'pg';
import { payload, slices } from '../payload.mjs';
import { batched, checkSent, createDossiers, markSent } from './shared/dossier-table.mjs';
import { fromSide } from './shared/packages.mjs';
import { pickUp } from './shared/pick-up.mjs';
import { register } from './shared/wire.mjs';

const { default: Redis } = await fromSide('ioredis');
const NAME = 'submit';

/** Where its keys are: apart from those of others, who may run at the same time. */
function place({ redisUrl, databaseUrl }) {
  return {
    connection: new Redis(redisUrl, { maxRetriesPerRequest: null }),
    prefix: new URL(databaseUrl).pathname.slice(1),
  };
}

/** Enough workers that the wire never waits for the host's writes; the wire itself holds `concurrency` calls. */
function worker(context, database, concurrency = 3 * context.concurrency) {
  const { submit } = register(context.remoteUrl, context.concurrency);
  const sent = batched((codes) => markSent(database, codes));
  const handle = async ({ data }) => {
    await submit(data);
    await sent(data.maHoSo);
  };
  const one = new Worker(NAME, handle, { ...place(context), concurrency });
  one.on('error', () => undefined);
  return one;
}

async function filled(context) {
  const database = new pg.Pool({ connectionString: context.databaseUrl, max: 4 });
  database.on('error', () => undefined);
  await createDossiers(database, context.jobs);
  const queue = new Queue(NAME, place(context));
  for (const batch of slices(context.jobs, 1_000, payload))
    await queue.addBulk(batch.map((data) => ({ name: NAME, data })));
  await queue.close();
  return database;
}

/** The host's dossier and event in PostgreSQL, the queue in Redis. */
export async function dispatch(context) {
  const database = await filled(context);
  const run = async () => {
    const one = worker(context, database);
    let done = 0;
    await new Promise((resolve) => one.on('completed', () => ++done === context.jobs && resolve()));
    await one.close();
  };
  return { run, check: () => checkSent(database, context.jobs) };
}

/** A blocked pop in Redis wakes it; the job is not part of any transaction of the host. */
export async function idle(context) {
  const database = new pg.Pool({ connectionString: context.databaseUrl, max: 4 });
  await createDossiers(database, context.jobs);
  const queue = new Queue(NAME, place(context));
  const one = worker(context, database);
  await one.waitUntilReady();
  return { run: () => pickUp(context.jobs, context.remoteUrl, (n) => queue.add(NAME, payload(n))) };
}

/** Fills the queue and ends. */
export async function fill(context) {
  await filled(context);
  return { run: () => Promise.resolve() };
}

/** Works until it is killed, with the settings it comes with. */
export async function work(context) {
  const database = new pg.Pool({ connectionString: context.databaseUrl, max: 4 });
  return {
    run: () => {
      // As many jobs as calls: a job taken and not begun would be an orphan that nobody has sent.
      worker(context, database, context.concurrency);
      return new Promise(() => undefined);
    },
  };
}
