import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { HOTICH_ENTITIES, HOTICH_MIGRATIONS } from '@hotich/nestjs';

/** A fresh database with the library's tables; returns its URL. */
export async function freshDatabase(options: { migrate?: boolean } = {}): Promise<string> {
  const server = process.env.HOTICH_TEST_POSTGRES!;
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = await new DataSource({ type: 'postgres', url: `${server}/postgres` }).initialize();
  await admin.query(`create database ${name}`);
  await admin.destroy();
  const url = `${server}/${name}`;
  if (options.migrate !== false) {
    const dataSource = await new DataSource({
      type: 'postgres',
      url,
      entities: HOTICH_ENTITIES,
      migrations: HOTICH_MIGRATIONS,
    }).initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
  }
  return url;
}
