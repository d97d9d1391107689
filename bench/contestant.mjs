// One contestant in one scenario, in its own process: prepares, says so, waits for the word, runs, tells what it took; then
// looks through its own books.
import { readFileSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [name, scenario] = process.argv.slice(2);
const words = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

try {
  const { [scenario]: prepare } = await import(`./contestants/${name}.mjs`);
  const { run, check, stop } = await prepare({
    databaseType: process.env.DATABASE_TYPE,
    databaseUrl: process.env.DATABASE_URL,
    redisUrl: process.env.REDIS_URL,
    remoteUrl: process.env.REMOTE_URL,
    jobs: Number(process.env.JOBS),
    concurrency: Number(process.env.CONCURRENCY),
    options: JSON.parse(process.env.OPTIONS ?? '{}'),
    tell,
  });
  const idle = memory('VmRSS');
  tell({ ready: true });
  await words.next();
  // From here on the peak is the run's own.
  writeFileSync('/proc/self/clear_refs', '5');
  const cpu = process.cpuUsage();
  const started = performance.now();
  const more = await run();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  tell({ seconds, clientCpu: (user + system) / 1e6, idle, peak: memory('VmHWM'), ...more });
  await words.next();
  await check?.();
  tell({ checked: true });
  await stop?.();
  process.exit(0);
} catch (error) {
  tell({ error: error.stack ?? String(error) });
  process.exit(1);
}

/** Megabytes, as the kernel counts them. */
function memory(field) {
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1_024;
}
