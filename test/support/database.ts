import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { HOTICH_ENTITIES, HOTICH_MIGRATIONS } from '@hotich/nestjs';

/** What a host writes into its TypeORM options: the same suites run on every database that is supported. */
export function connectionTo(url: string): { type: 'postgres' | 'mariadb'; url: string } {
  return { type: url.startsWith('postgres:') ? 'postgres' : 'mariadb', url };
}

/** The server of this run. */
export function testServer(): string {
  return (process.env.HOTICH_TEST_MARIADB ?? process.env.HOTICH_TEST_POSTGRES)!;
}

/** Statements that are not the same everywhere. */
export function byDatabase<T>(choice: { postgres: T; mariadb: T }, url = testServer()): T {
  return choice[connectionTo(url).type];
}

/** SQL for the name of the schema that is worked in: `information_schema` shows those of others too. */
export const thisSchema = () => byDatabase({ postgres: 'current_schema()', mariadb: 'database()' });

/** A fresh database with the library's tables, on the server of this run or another; returns its URL. */
export async function freshDatabase({ migrate = true, server = testServer() } = {}): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = await open(`${server}/${byDatabase({ postgres: 'postgres', mariadb: 'mysql' }, server)}`);
  // The library says itself how it compares: a database's own default must not matter.
  const poor = byDatabase({ postgres: '', mariadb: 'character set latin1' }, server);
  await admin.query(`create database ${name} ${poor}`);
  await admin.destroy();
  const url = `${server}/${name}`;
  if (migrate) {
    const dataSource = await open(url);
    await dataSource.runMigrations();
    await dataSource.destroy();
  }
  return url;
}

function open(url: string): Promise<DataSource> {
  return new DataSource({
    ...connectionTo(url),
    entities: HOTICH_ENTITIES,
    migrations: HOTICH_MIGRATIONS,
  }).initialize();
}
