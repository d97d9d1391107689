import { DataSource } from 'typeorm';
import { DossierSyncService } from '@hotich/nestjs';
import { payload } from '../payload.mjs';
import { application } from './shared/hotich-app.mjs';

/**
 * Databases that others start from. One dossier goes its way through the public API; its rows are then copied in SQL, a
 * hundred thousand or a million times, whatever columns they have.
 */

/** Held by the register, due to be asked about; of twenty one has not been asked about yet, and so has news. */
export const sent = (context) =>
  filled(context, true, {
    task: `'due_at', 0`,
    dossier: `'register_status', case when n % 20 = 0 then null else 1 end`,
  });

/** Waiting to be sent. */
export const queued = (context) => filled(context, false, { task: `'due_at', 0` });

/** Ended, with their content, timeline and exchanges: nothing of them is to be done any more. */
export const settled = (context) => filled(context, true, { dossier: `'state', 'completed'`, exchanges: true });

async function filled(context, dispatched, { task, dossier = '', exchanges = false }) {
  const app = await application(context, { register: { cadence: { firstMs: 3_600_000 } } });
  const sync = app.get(DossierSyncService);
  await sync.submit({ ...payload(0), maHoSo: 'H24.37.80-261123-0000001' });
  if (dispatched) await sync.runOnce();
  const id = uuidOf('7');
  const code = `'ma_ho_so', 'H24.37.80-261124-' || lpad(n::text, 7, '0')`;
  const copies = [
    ['hotich_dossier', [`'id', ${id}`, code, dossier].filter(Boolean).join(', ')],
    ['hotich_content', `'dossier_id', ${id}`],
    ['hotich_timeline', `'dossier_id', ${id}`],
    ...(exchanges ? [['hotich_exchange', `'id', ${uuidOf('8')}`, `where original.operation = 'register.submit'`]] : []),
    ...(task ? [['hotich_task', `'id', ${uuidOf('9')}, 'subject_id', ${id}, ${task}`]] : []),
  ];
  // The exchange log writes behind: closing the application flushes it.
  await app.close();
  return { run: () => copyAll(context, copies) };
}

/** In the order of their making, as the library's own are. @param kind keeps the ids of the tables apart. */
const uuidOf = (kind) => `('00000000-0000-7000-800${kind}-' || lpad(to_hex(n), 12, '0'))::uuid`;

const DOSSIER_OF = {
  hotich_dossier: 'id',
  hotich_content: 'dossier_id',
  hotich_timeline: 'dossier_id',
  hotich_task: 'subject_id',
};

async function copyAll({ databaseUrl, jobs }, copies) {
  const database = await new DataSource({ type: 'postgres', url: databaseUrl }).initialize();
  for (const [table, set, where = ''] of copies) {
    await database.query(
      `insert into ${table} select copy.* from ${table} original, generate_series(0, $1::int - 1) n,
       lateral jsonb_populate_record(original, jsonb_build_object(${set})) copy ${where}`,
      [jobs],
    );
  }
  // The one that was copied.
  for (const [table, column] of Object.entries(DOSSIER_OF)) {
    await database.query(`delete from ${table} where ${column}::text not like '00000000-0000-7000-800%'`);
  }
  await database.destroy();
}
