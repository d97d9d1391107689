import { rm } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import type { DatabaseServer } from '../../faults/support/database-server';
import { freePort } from '../../support/free-port';
import { eventually } from '../../support/host';
import { runPostgresProgram, serverFolder, startPostgres, type ServerProcess } from './programs';

/** Debian's PostgreSQL on a port and in a folder of its own, as durable as it comes. */
export class PostgresCluster implements DatabaseServer {
  private process!: ServerProcess;

  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async start(): Promise<PostgresCluster> {
    const cluster = new PostgresCluster(serverFolder('postgres'), await freePort());
    const { folder } = cluster;
    await runPostgresProgram('initdb', ['-D', folder, '-U', 'hotich', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N']);
    await cluster.startAgain();
    return cluster;
  }

  /** A copy of the server that follows it; its commits wait from now on until the copy has them on disk. */
  static async standbyOf(primary: PostgresCluster): Promise<PostgresCluster> {
    const standby = new PostgresCluster(serverFolder('standby'), await freePort());
    const source = `host=127.0.0.1 port=${primary.port} user=hotich application_name=standby`;
    await runPostgresProgram('pg_basebackup', ['-D', standby.folder, '-d', source, '-R', '-X', 'stream', '-c', 'fast']);
    await standby.startAgain();
    await primary.ask(`alter system set synchronous_standby_names = 'standby'`);
    await primary.ask('select pg_reload_conf()');
    await eventually(async () => {
      const [row] = await primary.ask<{ sync_state: string }>('select sync_state from pg_stat_replication');
      return row?.sync_state === 'sync';
    });
    return standby;
  }

  get url(): string {
    return `postgres://hotich@127.0.0.1:${this.port}`;
  }

  /** One statement on a connection of its own, straight to this server. */
  async ask<T>(statement: string, database = 'postgres'): Promise<T[]> {
    const own = await new DataSource({ type: 'postgres', url: `${this.url}/${database}` }).initialize();
    return own.query<T[]>(statement).finally(() => own.destroy());
  }

  async crash(): Promise<void> {
    await this.process.killWhole();
  }

  async startAgain(): Promise<void> {
    const settings = [
      `port=${this.port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
    ];
    this.process = startPostgres(['-D', this.folder, ...settings.flatMap((setting) => ['-c', setting])]);
    await eventually(async () => {
      if (!this.process.running) throw new Error(`PostgreSQL could not be started: ${this.process.lastWords}`);
      return this.ask('select 1').catch(() => undefined);
    }, 30_000);
  }

  /** From a standby to a primary. */
  async promote(): Promise<void> {
    await this.ask('select pg_promote(true, 60)');
  }

  async stop(): Promise<void> {
    await this.process.end('SIGINT');
    await rm(this.folder, { recursive: true, force: true });
  }
}
