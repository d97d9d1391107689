import { randomBytes } from 'node:crypto';
import { DataSource, type DataSourceOptions } from 'typeorm';
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

/** A database of its own, on the server of this run or another; returns its URL. @param migrate with the library's tables in it. */
export async function freshDatabase({ migrate = true, server = testServer() } = {}): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const databases = byDatabase({ postgres: POSTGRES, mariadb: MARIADB }, server);
  const admin = await open(`${server}/${byDatabase({ postgres: 'postgres', mariadb: 'mysql' }, server)}`);
  try {
    if (!migrate) await databases.create(admin, name);
    else await databases.copy(admin, await migrated(databases, admin, server), name);
  } finally {
    await admin.destroy();
  }
  return `${server}/${name}`;
}

/** Migrated once on a server, by whoever comes first: for each test anew, the migrations would take two fifths of the suites' time on MariaDB. */
async function migrated(databases: Databases, admin: DataSource, server: string): Promise<string> {
  const name = 't_migrated';
  await databases.inTurn(admin, async () => {
    if (await databases.exists(admin, name)) return;
    await databases.create(admin, name);
    const database = await open(`${server}/${name}`, { entities: HOTICH_ENTITIES, migrations: HOTICH_MIGRATIONS });
    await database.runMigrations().finally(() => database.destroy());
    await databases.vacate(admin, name);
  });
  return name;
}

/** What a server does with whole databases. */
interface Databases {
  create(admin: DataSource, name: string): Promise<unknown>;
  exists(admin: DataSource, name: string): Promise<boolean>;
  copy(admin: DataSource, from: string, to: string): Promise<unknown>;
  /** Nobody stays in it: a pooler keeps a session for the next client, and what is in use is not copied. */
  vacate(admin: DataSource, name: string): Promise<unknown>;
  /** One process at a time, of all that use the server. */
  inTurn(admin: DataSource, work: () => Promise<void>): Promise<void>;
}

const POSTGRES: Databases = {
  create: (admin, name) => admin.query(`create database ${name}`),
  exists: async (admin, name) => some(await admin.query('select 1 from pg_database where datname = $1', [name])),
  copy: (admin, from, to) => admin.query(`create database ${to} template ${from}`),
  vacate: (admin, name) =>
    admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]),
  inTurn: (admin, work) =>
    admin.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(4610)');
      await work();
    }),
};

const MARIADB: Databases = {
  // The library says itself how it compares: a database's own default must not matter.
  create: (admin, name) => admin.query(`create database ${name} character set latin1`),
  exists: async (admin, name) =>
    some(await admin.query('select 1 from information_schema.schemata where schema_name = ?', [name])),
  copy: async (admin, from, to) => {
    await MARIADB.create(admin, to);
    const tables = await admin.query<{ name: string }[]>(
      'select table_name as name from information_schema.tables where table_schema = ?',
      [from],
    );
    for (const { name } of tables) {
      await admin.query(`create table ${to}.${name} like ${from}.${name}`);
      await admin.query(`insert into ${to}.${name} select * from ${from}.${name}`);
    }
  },
  vacate: () => Promise.resolve(),
  inTurn: (admin, work) =>
    admin.transaction(async (tx) => {
      await tx.query("select get_lock('hotich migrated', 60)");
      await work().finally(() => tx.query("select release_lock('hotich migrated')"));
    }),
};

const some = (rows: unknown[]) => rows.length > 0;

function open(url: string, library: Partial<DataSourceOptions> = {}): Promise<DataSource> {
  return new DataSource({ ...connectionTo(url), ...library } as DataSourceOptions).initialize();
}
