import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import type { DatabaseServer } from '../../faults/support/database-server';
import { freePort } from '../../support/free-port';
import { eventually } from '../../support/host';
import { PostgresCluster } from './postgres-cluster';
import { ServerProcess, serverFolder } from './programs';

/** Connections to the server that all hosts together may hold. */
export const SERVER_CONNECTIONS = 8;

/** PostgreSQL behind a PgBouncer that lends a connection for one transaction, and wipes it before the next. */
export class Pgbouncer implements DatabaseServer {
  private process!: ServerProcess;

  private constructor(
    private readonly behind: PostgresCluster,
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<Pgbouncer> {
    const pooler = new Pgbouncer(await PostgresCluster.start(), serverFolder('pgbouncer'), await freePort());
    writeFileSync(pooler.settingsPath, pooler.settings());
    await pooler.startAgain();
    return pooler;
  }

  get url(): string {
    return `postgres://hotich@127.0.0.1:${this.port}`;
  }

  async crash(): Promise<void> {
    await this.process.end('SIGKILL');
  }

  async startAgain(): Promise<void> {
    this.process = new ServerProcess('/usr/sbin/pgbouncer', [this.settingsPath]);
    await eventually(async () => {
      if (!this.process.running) throw new Error(`PgBouncer could not be started: ${this.process.lastWords}`);
      const own = await new DataSource({ type: 'postgres', url: `${this.url}/postgres` })
        .initialize()
        .catch(() => null);
      await own?.destroy();
      return own !== null;
    });
  }

  async stop(): Promise<void> {
    await this.process.end('SIGINT');
    await this.behind.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get settingsPath(): string {
    return join(this.folder, 'pgbouncer.ini');
  }

  private settings(): string {
    return [
      '[databases]',
      `* = host=127.0.0.1 port=${this.behind.port} user=hotich`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${this.port}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      `default_pool_size = ${SERVER_CONNECTIONS}`,
      'max_client_conn = 200',
      // Session state would be found by chance only while a client happens to get the same connection again: now never.
      'server_reset_query = DISCARD ALL',
      'server_reset_query_always = 1',
      '',
    ].join('\n');
  }
}
