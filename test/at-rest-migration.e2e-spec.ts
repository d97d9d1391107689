import { DataSource } from 'typeorm';
import { HOTICH_ENTITIES, HOTICH_MIGRATIONS, HotichFile, TimelineAuditor } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { newKey, sealedHost } from './support/at-rest';
import { byDatabase, connectionTo, freshDatabase, thisSchema } from './support/database';

const ID = '00000000-0000-7000-8000-000000000001';

describe('tables from before encryption', () => {
  it('keep what they hold when they are migrated, there and back, and are worked with', async () => {
    const url = await freshDatabase({ migrate: false });
    const at = HOTICH_MIGRATIONS.findIndex(({ name }) => name.startsWith('HotichAtRest'));
    const old = await new DataSource({
      ...connectionTo(url),
      migrations: HOTICH_MIGRATIONS.slice(0, at),
    }).initialize();
    await old.runMigrations();
    await old.query(
      `insert into hotich_file values ('${ID}', '${ID}', 'attachment', 'giấy mẫu.pdf', 'application/pdf', 3, 'x', 1)`,
    );
    await old.query(
      `insert into hotich_dossier (id, environment, ma_ho_so, module, ma_don_vi, state, version, timeline_length, created_at, updated_at)
       values ('${ID}', 'test', 'H24.37.80-261101-0001', 'KS', '07210', 'completed', 1, 1, 1, 1)`,
    );
    await old.query(
      `insert into hotich_timeline (dossier_id, seq, event, to_state, actor, at) values ('${ID}', 1, 'submit', 'queued', 'hotich', 1)`,
    );
    await old.destroy();

    const db = await new DataSource({
      ...connectionTo(url),
      entities: HOTICH_ENTITIES,
      migrations: HOTICH_MIGRATIONS,
    }).initialize();
    await db.runMigrations();
    for (let i = at; i < HOTICH_MIGRATIONS.length; i++) await db.undoLastMigration();
    const lengths = `select character_maximum_length as length from information_schema.columns
      where table_schema = ${thisSchema()} and (table_name = 'hotich_file' and column_name = 'name'
        or table_name = 'hotich_content' and column_name = 'content_hash')`;
    expect((await db.query<{ length: number }[]>(lengths)).map(({ length }) => Number(length)).sort()).toEqual([
      255, 64,
    ]);
    await db.runMigrations();
    expect(await db.manager.findOneByOrFail(HotichFile, { id: ID })).toMatchObject({ name: 'giấy mẫu.pdf', size: 3 });
    await db.destroy();

    const remotes = await HotichSimulator.start();
    const host = await sealedHost(url, remotes, { keys: [newKey('k1')] });
    expect(await host.get(TimelineAuditor).verify()).toMatchObject({ ok: true, checked: 1, unchained: 1 });
    await host.close();
    await remotes.stop();
  });

  it('keep everything where a sealed value does not fit back', async () => {
    const url = await freshDatabase({ migrate: false });
    const at = HOTICH_MIGRATIONS.findIndex(({ name }) => name.startsWith('HotichAtRest'));
    const db = await new DataSource({
      ...connectionTo(url),
      migrations: HOTICH_MIGRATIONS.slice(0, at + 1),
    }).initialize();
    await db.runMigrations();
    // A server that is not strict would cut it.
    await db.query(byDatabase({ postgres: 'select 1', mariadb: `set session sql_mode = ''` }));
    const sealed = `hotich:2:k1:${'A'.repeat(150)}`;
    await db.query(`insert into hotich_content values ('${ID}', 1, '{}', '[]', '${sealed}', 1)`);
    await expect(db.undoLastMigration()).rejects.toThrow(/1 sealed value/);
    expect(await db.query('select content_hash from hotich_content')).toEqual([{ content_hash: sealed }]);
    for (const table of ['hotich_environment', 'hotich_search'])
      expect(await db.query(`select * from ${table}`)).toEqual([]);
    expect(await db.query('select hash from hotich_timeline')).toEqual([]);

    await db.query('delete from hotich_content');
    await db.undoLastMigration();
    expect(await db.runMigrations()).toHaveLength(1);
    await db.destroy();
  });
});
