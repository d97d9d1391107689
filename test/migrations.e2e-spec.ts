import { DataSource } from 'typeorm';
import { HOTICH_ENTITIES, HOTICH_MIGRATIONS } from '@hotich/nestjs';
import { byDatabase, connectionTo, freshDatabase, thisSchema } from './support/database';

describe('shipped migrations', () => {
  let db: DataSource;

  beforeAll(async () => {
    const url = await freshDatabase({ migrate: false });
    db = await new DataSource({
      ...connectionTo(url),
      entities: HOTICH_ENTITIES,
      migrations: HOTICH_MIGRATIONS,
    }).initialize();
  });
  afterAll(() => db.destroy());

  it('build exactly the schema of the entities: the drift is empty', async () => {
    await db.runMigrations();
    const drift = await db.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('name every table, index and constraint themselves', async () => {
    const named = await db.query<{ name: string }[]>(
      byDatabase({
        postgres: `select conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid where t.relname like 'hotich_%' and contype in ('p', 'u')
          union select indexname from pg_indexes where tablename like 'hotich_%'`,
        // Every primary key is called PRIMARY there.
        mariadb: `select index_name as name from information_schema.statistics
          where table_schema = database() and table_name like 'hotich_%' and index_name <> 'PRIMARY'`,
      }),
    );
    expect(named.length).toBeGreaterThan(byDatabase({ postgres: 20, mariadb: 10 }));
    expect(named.map(({ name }) => name).filter((name) => !/^(pk|uq|ix)_hotich_/.test(name))).toEqual([]);
  });

  it('can be undone', async () => {
    for (let i = 0; i < HOTICH_MIGRATIONS.length; i++) await db.undoLastMigration();
    expect(
      await db.query(
        `select table_name from information_schema.tables where table_schema = ${thisSchema()} and table_name like 'hotich_%'`,
      ),
    ).toEqual([]);
  });

  it("do the same in the host's schema and behind its prefix", async () => {
    const url = await freshDatabase({ migrate: false });
    const bare = await new DataSource(connectionTo(url)).initialize();
    await bare.query(byDatabase({ postgres: 'create schema civil', mariadb: 'select 1' }));
    const tables = () =>
      bare.query<{ name: string }[]>(
        `select table_name as name from information_schema.tables
         where table_schema = ${byDatabase({ postgres: `'civil'`, mariadb: 'database()' })} and table_name like 'app_hotich_%'`,
      );
    const host = await new DataSource({
      ...connectionTo(url),
      ...byDatabase({ postgres: { schema: 'civil' }, mariadb: {} }),
      entityPrefix: 'app_',
      entities: HOTICH_ENTITIES,
      migrations: HOTICH_MIGRATIONS,
    }).initialize();

    await host.runMigrations();
    const drift = await host.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map((query) => query.query)).toEqual([]);
    expect(await tables()).toHaveLength(HOTICH_ENTITIES.length);
    for (let i = 0; i < HOTICH_MIGRATIONS.length; i++) await host.undoLastMigration();
    expect(await tables()).toEqual([]);
    await host.destroy();
    await bare.destroy();
  });
});
