import type { Rig } from '../faults/support/rig';
import { heldAsFiled, unbrokenChains } from '../faults/support/verify';

export interface Accounts {
  readonly lost: string[];
  readonly twice: string[];
  readonly disordered: string[];
  readonly other: string[];
}

interface Row {
  readonly code: string;
  readonly state: string;
  readonly host: string | null;
  readonly pending: string;
  readonly broken: boolean;
}

/** How many dossiers do not yet stand where they must. */
export async function outstanding({ book, control, remotes }: Rig): Promise<number> {
  const [row] = await control.query<[{ done: string }]>(
    `select count(*) as done from hotich_dossier d where state = 'completed'
     and not exists (select 1 from hotich_report r where r.dossier_id = d.id and r.state = 'pending')`,
  );
  const unacknowledged = remotes.interlink.dossiers().filter(({ acknowledged }) => !acknowledged).length;
  return book.codes.length - Number(row.done) + unacknowledged;
}

/** What the lanes have before them: a count that grows is a machine that does not keep up. */
export async function inLine({ control }: Rig): Promise<number> {
  const [row] = await control.query<[{ tasks: string }]>('select count(*) as tasks from hotich_task');
  return Number(row.tasks);
}

/** The books of both remotes beside ours and the host's, dossier by dossier. */
export async function settleAccounts(rig: Rig): Promise<Accounts> {
  const { book, control, remotes } = rig;
  const accounts: Accounts = { lost: [], twice: [], disordered: [], other: [] };
  const rows = new Map((await rowsOf(control)).map((row) => [row.code, row]));
  for (const [code, fate] of book.entries) {
    const row = rows.get(code);
    const versions = remotes.ledger.submissions(code).length;
    const told = JSON.stringify(remotes.ledger.reports(code).map(({ trangThai }) => trangThai));
    if (row?.state !== fate.state || versions < fate.versions)
      accounts.lost.push(`${code} is ${row?.state ?? 'nowhere'}, the register holds ${versions} versions`);
    accounts.lost.push(...heldAsFiled({ remotes }, code, fate).map(({ text }) => text));
    if (remotes.interlink.dossier(code)?.acknowledged === false) accounts.lost.push(`${code} was never acknowledged`);
    // Whatever cut a submission short: before it is sent again the register is asked, and none of the mishaps makes it lie.
    const again = remotes.ledger.repeats(code, 'submission');
    if (again > 0) accounts.twice.push(`${code} was sent to the register ${again} times after it had it`);
    if (versions > fate.versions) accounts.twice.push(`the register took ${code} ${versions} times`);
    if (told !== JSON.stringify(fate.reports)) accounts.disordered.push(`DVCLT was told ${told} of ${code}`);
    if (row && row.host !== row.state) accounts.other.push(`${code} is ${row.state}, and ${row.host} for the host`);
    if (row?.broken) accounts.other.push(`the timeline of ${code} is broken`);
    if (row && row.pending !== '0') accounts.lost.push(`${row.pending} reports of ${code} are not sent`);
  }
  accounts.other.push(...(await unbrokenChains(rig)).map(({ text }) => text));
  return accounts;
}

/** How often dossiers were held for a person, by the diagnosis. */
export async function holds(control: Rig['control']): Promise<string> {
  const rows = await control.query<{ detail: string; times: string }[]>(
    `select detail, count(*) as times from hotich_timeline where event in ('hold', 'report.held') group by 1 order by 1`,
  );
  return rows.map(({ detail, times }) => `${times} × ${detail}`).join(', ') || 'none';
}

function rowsOf(control: Rig['control']): Promise<Row[]> {
  return control.query(
    `select d.ma_ho_so as code, d.state, h.trang_thai as host, coalesce(r.pending, 0) as pending,
       t.entries <> d.timeline_length or t.last <> t.entries as broken
     from hotich_dossier d left join ho_so h on h.ma = d.ma_ho_so
     left join (select dossier_id, count(*) as pending from hotich_report where state = 'pending' group by 1) r on r.dossier_id = d.id
     left join (select dossier_id, count(*) as entries, max(seq) as last from hotich_timeline group by 1) t on t.dossier_id = d.id`,
  );
}
