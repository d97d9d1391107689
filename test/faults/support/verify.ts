import { setTimeout as sleep } from 'node:timers/promises';
import type { TimelineAuditor } from '@hotich/nestjs';
import type { Call, HotichSimulator } from '@hotich/simulator';
import type { DataSource } from 'typeorm';
import { type Book, type Fate, nameIn } from './book';
import { LEASE_MS } from './options';
import type { Replica } from './replica';

/** What a scene leaves behind to be judged by. */
export interface Evidence {
  /** Whose dossiers are looked at, where several provinces share the tables. */
  readonly provinceCode: string;
  readonly book: Book;
  readonly control: DataSource;
  readonly remotes: HotichSimulator;
  readonly replicas: readonly Replica[];
  readonly auditor: Pick<TimelineAuditor, 'verify'>;
}

/** A promise that was not kept. `lost`, `twice` and `order` are what the totals count; `other` is everything else. */
export interface Violation {
  readonly kind: 'lost' | 'twice' | 'order' | 'other';
  readonly text: string;
}

interface Row {
  readonly code: string;
  readonly state: string;
  readonly host: string | null;
  readonly pending: string;
  readonly delivery: string | null;
}

/** Two clocks of one machine, and the callback that notes the end of a call, may differ by so much. */
const TOLERANCE_MS = 20;

const twice = (text: string): Violation => ({ kind: 'twice', text });
const lost = (text: string): Violation => ({ kind: 'lost', text });
const other = (text: string): Violation => ({ kind: 'other', text });

/** What does not yet stand where the book says; empty when everything does. */
export async function whatIsMissing(rig: Evidence): Promise<string> {
  const rows = new Map((await dossierRows(rig)).map((row) => [row.code, row]));
  const late = rig.book.entries.flatMap(([code, fate]) => {
    const told = rig.remotes.interlink.dossier(code);
    const row = rows.get(code);
    const there = row?.state === fate.state && row.pending === '0' && same(told?.statuses ?? [], fate.reports);
    return there && (told?.acknowledged ?? true)
      ? []
      : [
          `${code} is ${row?.state ?? 'nowhere'}` +
            (told ? `, its delivery ${row?.delivery}, DVCLT was told ${JSON.stringify(told.statuses)}` : ''),
        ];
  });
  return late.length === 0 ? '' : `${late.length} of ${rig.book.codes.length}: ${late.slice(0, 3).join('; ')}`;
}

/** The invariants that hold after every scenario, whatever it did. */
export async function verify(rig: Evidence): Promise<Violation[]> {
  return [
    ...(await everyDossierOnce(rig)),
    ...(await nobodyElse(rig)),
    ...(await unbrokenTimelines(rig)),
    ...(await unbrokenChains(rig)),
    ...(await sentOnceByTheBooks(rig)),
    ...(await toldByTheBooks(rig)),
    ...(await noForgottenTask(rig)),
    ...rig.book.entries.flatMap(([code, fate]) => [
      ...submittedOnce(rig, code, fate),
      ...heldAsFiled(rig, code, fate),
      ...reportedInOrder(rig, code, fate),
      ...noOverlap(rig, code),
    ]),
    ...[...rig.book.rolledBack].flatMap((code) =>
      rig.remotes.ledger.of(code).length > 0 ? [other(`${code} was rolled back by the host, and sent`)] : [],
    ),
    ...rig.replicas.flatMap((replica) =>
      replica.diedByItself ? [other(`${replica.name} ended by itself: ${replica.lastWords}`)] : [],
    ),
  ];
}

/** One row per committed dossier, where the book says, with the host's row equal to it; none for what was rolled back. */
async function everyDossierOnce(rig: Evidence): Promise<Violation[]> {
  const rows = await dossierRows(rig);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return [
    ...rig.book.entries.flatMap(([code, { state }]) => {
      const row = byCode.get(code);
      if (!row) return [lost(`${code} has no dossier`)];
      return row.state === state ? [] : [lost(`${code} is ${row.state} instead of ${state}`)];
    }),
    ...rows.flatMap(({ code, state, host }) =>
      state === host ? [] : [other(`${code} is ${state}, and ${host ?? 'absent'} in the host's own table`)],
    ),
    ...rows.flatMap(({ code }) =>
      rig.book.rolledBack.has(code) ? [other(`${code} was rolled back and is there`)] : [],
    ),
  ];
}

/** No dossier that nobody filed, here or at the register, and no row of the host's without one. */
async function nobodyElse({ book, control, provinceCode, remotes }: Evidence): Promise<Violation[]> {
  const rows = await control.query<{ code: string; filed: boolean }[]>(
    `select coalesce(d.ma_ho_so, h.ma) as code, d.id is not null as filed
     from hotich_dossier d full join ho_so h on h.ma = d.ma_ho_so
     where d.id is null or (d.ma_ho_so <> all($1) and d.ma_tinh in ($2, ''))`,
    [book.codes, provinceCode],
  );
  // By the calls: the register of the model's worlds still has what earlier runs filed.
  const taken = remotes.calls.of('register.submit').filter((call) => call.effect);
  const strangers = new Set(taken.flatMap((call) => call.dossiers).filter((code) => !book.fateOf(code)));
  return [
    ...rows.map(({ code, filed }) =>
      other(filed ? `${code} is there, and nobody filed it` : `${code} stands in the host's own table alone`),
    ),
    ...[...strangers].map((code) => other(`the register took ${code}, and nobody filed it`)),
  ];
}

/** Entries 1, 2, 3 … each going on from where the one before left off, and as many as the dossier says. */
async function unbrokenTimelines(rig: Evidence): Promise<Violation[]> {
  const broken = await rig.control.query<{ code: string }[]>(
    `select distinct d.ma_ho_so as code from hotich_dossier d left join (
       select t.*, lag(seq, 1, 0) over w as seq_before, lag(to_state) over w as state_before,
         count(*) over (partition by dossier_id) as entries
       from hotich_timeline t window w as (partition by dossier_id order by seq)) t on t.dossier_id = d.id
     where t.seq is null or t.seq <> t.seq_before + 1 or t.entries <> d.timeline_length
       or (t.from_state is not null and t.state_before is not null and t.from_state <> t.state_before)`,
  );
  return broken.map(({ code }) => other(`the timeline of ${code} is broken`));
}

/** Each entry vouches for those before it, and all of them for the dossier: what replicas wrote in turn is one chain. */
export async function unbrokenChains({ auditor }: Pick<Evidence, 'auditor'>): Promise<Violation[]> {
  const { broken } = await auditor.verify();
  return broken.map(({ maHoSo, seq, why }) => other(`entry ${seq} of the timeline of ${maHoSo ?? 'nobody'}: ${why}`));
}

/** Our own books agree with the register's: one entry `send` for each version it took. */
async function sentOnceByTheBooks(rig: Evidence): Promise<Violation[]> {
  const rows = await rig.control.query<{ code: string; sent: string }[]>(
    `select d.ma_ho_so as code, count(t.seq) as sent from hotich_dossier d
     left join hotich_timeline t on t.dossier_id = d.id and t.event = 'send'
     where d.ma_ho_so = any($1) group by 1`,
    [rig.book.codes],
  );
  return rows.flatMap(({ code, sent }) => {
    const taken = rig.remotes.ledger.submissions(code).length;
    return Number(sent) === taken
      ? []
      : [other(`${code} was sent ${sent} times by our timeline, ${taken} by the ledger`)];
  });
}

/** Our own books agree with DVCLT's: each status that had its effect there is one that ours say has. */
async function toldByTheBooks(rig: Evidence): Promise<Violation[]> {
  const rows = await rig.control.query<{ code: string; told: string[] | null }[]>(
    `select d.ma_ho_so as code, array_agg(t.detail order by t.seq) filter (where t.seq is not null) as told from hotich_dossier d
     left join hotich_timeline t on t.dossier_id = d.id and t.event in ('report.delivered', 'report.settled')
     where d.ma_ho_so = any($1) group by 1`,
    [rig.book.codes],
  );
  return rows.flatMap(({ code, told }) => {
    const ours = (told ?? []).map((detail) => (JSON.parse(detail) as { trangThai: number }).trangThai);
    const theirs = rig.remotes.ledger.reports(code).map((effect) => effect.trangThai);
    return same(ours, theirs)
      ? []
      : [other(`DVCLT was told ${JSON.stringify(theirs)} of ${code}, by our timeline ${JSON.stringify(ours)}`)];
  });
}

/** Overdue at two looks: what a long transaction has only just brought in is so at the first. */
async function noForgottenTask(rig: Evidence): Promise<Violation[]> {
  const before = new Set((await overdueTasks(rig)).map(({ claim }) => claim));
  if (before.size === 0) return [];
  await sleep(LEASE_MS);
  const forgotten = (await overdueTasks(rig)).filter(({ claim }) => before.has(claim));
  return forgotten.map((task) => other(`a task of the ${task.lane} lane is ${task.late} ms overdue`));
}

/** `claim` changes with whatever happens to the task. */
function overdueTasks({ control }: Evidence): Promise<{ lane: string; late: string; claim: string }[]> {
  return control.query(
    `select lane, round(extract(epoch from clock_timestamp()) * 1000 - due_at) as late, concat(id, ' ', due_at) as claim
     from hotich_task where due_at < extract(epoch from clock_timestamp()) * 1000 - $1`,
    [2 * LEASE_MS],
  );
}

/** The register took each version once, each with a content of its own, and nothing was sent to it that it had already taken. */
function submittedOnce({ remotes }: Evidence, code: string, fate: Fate): Violation[] {
  const taken = remotes.ledger.submissions(code).length;
  const calls = remotes.calls.of('register.submit', code);
  const last = calls.findLastIndex((call) => call.effect);
  const nothingElse = (fate.offered ?? fate.versions) === fate.versions;
  // A version that is sent once more says the very same: so it is known, also where others follow.
  const repeated = calls.some((call, i) =>
    calls.slice(0, i).some((before) => before.effect && before.bodySha256 === call.bodySha256),
  );
  const anything = last >= 0 && taken === fate.versions && nothingElse && last < calls.length - 1;
  return [
    ...(taken < fate.versions ? [lost(`the register holds ${taken} versions of ${code}`)] : []),
    ...(taken > fate.versions ? [twice(`the register took ${code} ${taken} times`)] : []),
    ...(repeated || anything ? [twice(`${code} was sent again though the register had taken it`)] : []),
  ];
}

/** What the register holds is the version that was filed last; it cannot tell by itself, and counts whatever comes. */
export function heldAsFiled({ remotes }: Pick<Evidence, 'remotes'>, code: string, fate: Fate): Violation[] {
  const filed = fate.versions === 0 ? undefined : (fate.name ?? nameIn(code, fate.versions));
  const held = remotes.register.find(code)?.payload['nksHoTen'];
  return held === filed
    ? []
    : [lost(`the register holds ${code} of ${String(held)} instead of ${filed ?? 'none of it'}`)];
}

/** DVCLT took each status once and in order, and none was tried before those it stands on were through. */
function reportedInOrder({ remotes }: Evidence, code: string, fate: Fate): Violation[] {
  const told = remotes.ledger.reports(code).map((effect) => effect.trangThai);
  const tried = remotes.calls.of('interlink.report', code).map((call) => call.statusSent);
  return [
    ...(same(told, fate.reports)
      ? []
      : [order(`DVCLT was told ${JSON.stringify(told)} of ${code} instead of ${JSON.stringify(fate.reports)}`)]),
    ...(same(collapsed(tried), collapsed(fate.reports))
      ? []
      : [order(`statuses of ${code} were tried as ${JSON.stringify(tried)}`)]),
  ];
}

/** No two calls of one kind about one dossier at the same time: two replicas never work on the same thing. */
function noOverlap({ remotes }: Evidence, code: string): Violation[] {
  return (['register.submit', 'interlink.report', 'interlink.acknowledge'] as const).flatMap((operation) => {
    const calls = remotes.calls.of(operation, code);
    return calls.flatMap((call, i) => {
      const before = calls[i - 1];
      return before && endOf(before) > call.startedAt + TOLERANCE_MS
        ? [twice(`two calls of ${operation} about ${code} at once, by ${before.caller} and ${call.caller}`)]
        : [];
    });
  });
}

const order = (text: string): Violation => ({ kind: 'order', text });

const endOf = (call: Readonly<Call>): number => call.endedAt ?? Date.now();

/** Without what only repeats the one before. */
const collapsed = <T>(all: readonly T[]): T[] => all.filter((one, i) => one !== all[i - 1]);

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => JSON.stringify(a) === JSON.stringify(b);

async function dossierRows(rig: Evidence): Promise<Row[]> {
  return rig.control.query<Row[]>(
    `select d.ma_ho_so as code, d.state, h.trang_thai as host,
       (select count(*) from hotich_report r where r.dossier_id = d.id and r.state = 'pending') as pending,
       (select v.state from hotich_delivery v where v.ma_ho_so_lt = d.ma_ho_so_lt) as delivery
     from hotich_dossier d left join ho_so h on h.ma = d.ma_ho_so order by 1`,
  );
}
