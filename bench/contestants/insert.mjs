import pg from 'pg';
import { DataSource } from 'typeorm';
import { payload, pool } from '../payload.mjs';

const TABLE = 'create table dossier (code text primary key, data text not null)';
const INSERT = 'insert into dossier (code, data) values ($1, $2)';
const row = (n) => {
  const { maHoSo, data } = payload(n);
  return [maHoSo, JSON.stringify(data)];
};

/** The least a durable accept can cost: begin, one INSERT of the payload, commit. */
export async function accept({ databaseUrl, jobs }) {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  await database.query(TABLE);
  const insert = async (n) => {
    const client = await database.connect();
    await client.query('begin');
    await client.query(INSERT, row(n));
    await client.query('commit');
    client.release();
  };
  return { run: () => pool(jobs, 8, insert), stop: () => database.end() };
}

/** The same as a host with TypeORM writes it. */
export async function acceptTypeorm({ databaseUrl, jobs }) {
  const database = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
  await database.query(TABLE);
  const insert = (n) => database.transaction((manager) => manager.query(INSERT, row(n)));
  return { run: () => pool(jobs, 8, insert), stop: () => database.destroy() };
}
