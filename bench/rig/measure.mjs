import pg from 'pg';
import { sum } from './numbers.mjs';
import { start } from './processes.mjs';

/**
 * One contestant once, on a database and with a remote of its own.
 *
 * `module`, `scenario`: which function of contestants/ it is. `jobs`, `concurrency` (50), `delay` (ms of the remote, 0), `remote`
 * (its further environment), `options` (for the contestant alone), `server` (`postgres`), `template` (database it starts
 * from), `seed` (scenario that fills the database in a process of its own), `snapshot` (another transaction holds one while it
 * runs), `newest` (on Node 22, with the versions that need it), `expect` (of the remote's ledger; what is wrong, or nothing).
 *
 * @returns wall and processor seconds, per-job figures in microseconds and bytes, peak memory, and what the contestant added.
 * @throws when the contestant lost or doubled something.
 */
export async function measure(bench, spec) {
  const server = await bench.server(spec.server ?? 'postgres');
  if (spec.redis) (await bench.server('redis')).clear();
  return withDatabase(server, spec.template, async (database) => {
    const remote = await startRemote(spec);
    try {
      const env = await environment(bench, spec, server, database, remote);
      if (spec.seed) await once(start('contestant.mjs', [spec.module, spec.seed], env));
      const node = spec.newest ? bench.side().node : undefined;
      const contestant = start('contestant.mjs', [spec.module, spec.scenario], env, node);
      try {
        return await timed(bench, spec, server, database, contestant, remote);
      } finally {
        await contestant.stop('SIGKILL');
      }
    } finally {
      await remote.stop('SIGKILL');
    }
  });
}

/** A database of its own for whatever `work` does. */
export async function withDatabase(server, template, work) {
  const database = nextName();
  await server.create(database, template);
  try {
    return await work(database);
  } finally {
    await server.drop(database).catch(() => undefined);
  }
}

/** Fills a database that later ones start from, by one scenario. */
export async function makeTemplate(bench, spec) {
  const server = await bench.server('postgres');
  const database = nextName();
  await server.create(database);
  const remote = await startRemote(spec);
  try {
    await once(
      start('contestant.mjs', [spec.module, spec.scenario], await environment(bench, spec, server, database, remote)),
    );
  } finally {
    await remote.stop('SIGKILL');
  }
  // What the fill left behind is cleared away now, and not while somebody is measured.
  await server.query('vacuum (freeze, analyze)', [], database);
  await server.query('checkpoint');
  return database;
}

/** The remotes, and what may be asked of them beside their work. */
export async function startRemote({ delay = 0, remote = {}, remoteScript = 'remote.mjs' }) {
  const { read, stop } = start(remoteScript, [], { DELAY: String(delay), ...remote });
  const { url } = await read();
  return { url, stop, ask: async (what) => (await fetch(`${url}/bench/${what}`)).json() };
}

/** What a contestant's process is told. */
export async function environment(bench, spec, server, database, remote) {
  return {
    DATABASE_TYPE: server.type,
    DATABASE_URL: server.urlOf(database),
    ...(spec.redis ? { REDIS_URL: (await bench.server('redis')).url } : {}),
    ...(spec.redis || spec.newest ? { SIDE_PACKAGES: bench.side().folder } : {}),
    ...(spec.newest ? { NEWEST: '1' } : {}),
    REMOTE_URL: remote.url,
    JOBS: String(spec.jobs),
    CONCURRENCY: String(spec.concurrency ?? 50),
    OPTIONS: JSON.stringify(spec.options ?? {}),
  };
}

async function timed(bench, spec, server, database, contestant, remote) {
  await contestant.read();
  const holder = spec.snapshot ? await holdSnapshot(server.urlOf(database)) : undefined;
  const written = await server.written();
  const before = cpuOf(bench);
  contestant.say('go');
  const result = await contestant.read();
  const databaseCpu = cpuOf(bench) - before;
  const bytes = (await server.written()) - written;
  await holder?.end();
  const ledger = await remote.ask('ledger');
  const wrong = spec.expect?.(ledger, spec.jobs);
  if (wrong) throw new Error(`${spec.label}: ${wrong}`);
  // Its own books, in its own database, after the clock has stopped.
  contestant.say('check');
  await contestant.read();
  return {
    ...result,
    ledger,
    databaseCpu,
    perSecond: spec.jobs / result.seconds,
    clientPerJob: (result.clientCpu / spec.jobs) * 1e6,
    cpuPerJob: ((result.clientCpu + databaseCpu) / spec.jobs) * 1e6,
    bytesPerJob: bytes / spec.jobs,
    ...(spec.arrivals ? { arrivals: await remote.ask('arrivals') } : {}),
  };
}

const cpuOf = (bench) => sum(bench.servers.map((server) => server.cpu()));

/** Runs a scenario to its end and lets it go. */
export async function once(contestant) {
  try {
    await contestant.read();
    contestant.say('go');
    const result = await contestant.read();
    contestant.say('check');
    await contestant.read();
    return result;
  } finally {
    await contestant.stop('SIGKILL');
  }
}

/** The host's long report: as long as it runs, nothing that died after its start can be cleared away. */
async function holdSnapshot(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('begin isolation level repeatable read');
  await client.query('select count(*) from pg_class');
  return client;
}

let sequence = 0;
const nextName = () => `bench_${process.pid}_${++sequence}`;

/** What a remote must have seen after every dossier was sent once. */
export function eachSentOnce({ submitted }, jobs) {
  if (submitted.codes !== jobs) return `the remote holds ${submitted.codes} of ${jobs}`;
  if (submitted.twice > 0) return `${submitted.twice} were sent twice`;
  return undefined;
}
