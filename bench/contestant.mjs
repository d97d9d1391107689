// One contestant in one scenario, in its own process: prepares, says so, waits for the word, runs, tells what it took.
import { once } from 'node:events';

const [name, scenario] = process.argv.slice(2);
const { [scenario]: prepare } = await import(`./contestants/${name}.mjs`);
const context = {
  databaseUrl: process.env.DATABASE_URL,
  remoteUrl: process.env.REMOTE_URL,
  jobs: Number(process.env.JOBS),
  concurrency: Number(process.env.CONCURRENCY),
};

const { run, stop } = await prepare(context);
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
await once(process.stdin, 'data');
const cpu = process.cpuUsage();
const started = performance.now();
await run();
const seconds = (performance.now() - started) / 1_000;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
  `${JSON.stringify({ seconds, clientCpu: (user + system) / 1e6, rss: process.memoryUsage().rss })}\n`,
);
await stop?.();
process.exit(0);
