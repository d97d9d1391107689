import { payload, slices } from '../../payload.mjs';

/**
 * What a host that uses a bare job queue must write itself: its dossier moves, and a row says what happened. One statement for
 * many, the cheapest honest way.
 */
export async function createDossiers(database, jobs) {
  await database.query(
    `create table dossier (code text primary key, data text not null, state text not null, updated_at timestamptz)`,
  );
  await database.query(
    `create table event (id bigint generated always as identity primary key, code text not null, what text not null, at timestamptz not null)`,
  );
  for (const batch of slices(jobs, 1_000, payload)) {
    await database.query(
      `insert into dossier select p->>'maHoSo', p->>'data', 'queued', now() from json_array_elements($1::json) p`,
      [JSON.stringify(batch)],
    );
  }
}

export function markSent(database, codes) {
  return database.query(
    `with moved as (update dossier set state = 'sent', updated_at = clock_timestamp() where code = any($1) and state = 'queued' returning code)
     insert into event (code, what, at) select code, 'sent', clock_timestamp() from moved`,
    [codes],
  );
}

/** @throws when a dossier did not move, or moved twice. */
export async function checkSent(database, jobs) {
  const { rows } = await database.query(
    `select (select count(*) from dossier where state = 'sent')::int as sent, (select count(*) from event)::int as events`,
  );
  const [{ sent, events }] = rows;
  if (sent !== jobs || events !== jobs) throw new Error(`${sent} dossiers and ${events} events of ${jobs}`);
}

/** Collects codes for a few milliseconds, as the library does, and resolves each when its batch is stored. */
export function batched(store, { size = 100, ms = 5 } = {}) {
  let waiting = [];
  let timer;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    store(batch.map(({ code }) => code)).then(
      () => batch.forEach(({ resolve }) => resolve()),
      (error) => batch.forEach(({ reject }) => reject(error)),
    );
  };
  return (code) =>
    new Promise((resolve, reject) => {
      waiting.push({ code, resolve, reject });
      if (waiting.length >= size) flush();
      else timer ??= setTimeout(flush, ms);
    });
}
