import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureInstalled } from './debian.mjs';
import { until } from './numbers.mjs';
import { cpuOfTree, freePort, startServer, stop } from './processes.mjs';

/** Debian's Redis with what BullMQ asks for in production: append-only file, synced every second, nothing evicted. */
export async function startRedis() {
  const program = ensureInstalled('redis-server', 'redis-server');
  const folder = mkdtempSync(join(tmpdir(), 'hotich-bench-redis-'));
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
  };
  const server = startServer(
    program,
    Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
  );
  const url = `redis://127.0.0.1:${port}`;
  const command = (...words) => execFileSync('redis-cli', ['-p', String(port), ...words], { stdio: 'pipe' });
  const answers = () => {
    try {
      return String(command('ping')).startsWith('PONG');
    } catch {
      return false;
    }
  };
  await until(answers, 10_000, 'Redis answers');
  const version = /v=([\d.]+)/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' }))?.[1];
  return {
    name: `Redis ${version}, AOF everysec`,
    url,
    clear: () => command('flushall'),
    cpu: () => cpuOfTree(server.pid),
    stop: async () => {
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
