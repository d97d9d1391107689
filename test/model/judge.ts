import { createHash } from 'node:crypto';
import { verify, whatIsMissing } from '../faults/support/verify';
import type { Run } from './run';

/** Everything that is not as it must be, now that all has come to rest. */
export async function judge(run: Run): Promise<string[]> {
  const missing = await whatIsMissing(run.evidence);
  const found = await verify(run.evidence);
  const each = await Promise.all(
    run.dossiers.map(async ({ code, model }) => {
      const walked = await walkedBy(run, code);
      const strayed = walked.join(' ') !== model.path.join(' ');
      return [
        ...(strayed ? [`${code} went ${walked.join(' ')} instead of ${model.path.join(' ')}`] : []),
        ...(await resultOf(run, code)),
      ];
    }),
  );
  return [
    ...run.people.disagreements,
    ...(missing === '' ? [] : [missing]),
    ...found.map(({ kind, text }) => `${kind}: ${text}`),
    ...each.flat(),
  ];
}

/** What waited for a person at some time, and why. */
export async function heldOf({ evidence: { control } }: Run): Promise<string[]> {
  const rows = await control.query<{ code: string; event: string; detail: string | null }[]>(
    `select d.ma_ho_so as code, t.event, t.detail from hotich_timeline t join hotich_dossier d on d.id = t.dossier_id
     where t.event in ('hold', 'report.held')
     union all select coalesce(ma_ho_so_lt, remote_id), 'delivery', state from hotich_delivery where state = 'held'`,
  );
  return rows.map(({ code, event, detail }) => `${event} of ${code}: ${detail}`);
}

/** The states it passed by its timeline, without the stops where it was held. */
async function walkedBy({ evidence }: Run, code: string): Promise<string[]> {
  const rows = await evidence.control.query<{ state: string }[]>(
    `select t.to_state as state from hotich_timeline t join hotich_dossier d on d.id = t.dossier_id
     where d.ma_ho_so = $1 and t.from_state is distinct from t.to_state and t.to_state <> 'held' order by t.seq`,
    [code],
  );
  return rows.map(({ state }) => state).filter((state, i, all) => state !== all[i - 1]);
}

/** The host's table and ours hold the very document that was signed, and the personal number when it was issued. */
async function resultOf({ evidence: { control, remotes } }: Run, code: string): Promise<string[]> {
  const registration = remotes.register.find(code)?.registration;
  const certificate = registration ? remotes.register.certificate(code) : undefined;
  const [row] = await control.query<{ pending: string | null; ours: string | null; host: string | null }[]>(
    `select r.pending, f.sha256 as ours, h.ket_qua as host from hotich_dossier d
     left join hotich_result r on r.dossier_id = d.id left join hotich_file f on f.id = r.file_id
     left join ho_so h on h.ma = d.ma_ho_so where d.ma_ho_so = $1`,
    [code],
  );
  const sha256 = certificate ? createHash('sha256').update(certificate).digest('hex') : null;
  const pending = certificate && registration?.soDinhDanh === null ? 'number' : null;
  const expected = JSON.stringify({ pending, ours: sha256, host: sha256 });
  return JSON.stringify(row) === expected ? [] : [`result of ${code} is ${JSON.stringify(row)} instead of ${expected}`];
}
