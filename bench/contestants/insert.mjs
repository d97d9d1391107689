import pg from 'pg';
import { payload, pool } from '../payload.mjs';

/** The least a durable accept can cost: one INSERT of the payload in a transaction of its own. */
export async function accept({ databaseUrl, jobs }) {
  const client = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  await client.query('create table dossier (code text primary key, data text not null)');
  const insert = (n) => {
    const { maHoSo, data } = payload(n);
    return client.query('insert into dossier (code, data) values ($1, $2)', [maHoSo, JSON.stringify(data)]);
  };
  return { run: () => pool(jobs, 8, insert), stop: () => client.end() };
}
