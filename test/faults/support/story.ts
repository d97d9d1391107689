import type { Evidence, Violation } from './verify';

/** So many dossiers are told of: the first often explains the others. */
const TOLD = 3;

interface Line {
  readonly at: number;
  readonly text: string;
}

/** What was called and what was written about the dossiers that promises were broken of, by time: a race seldom shows itself twice. */
export async function storyOf(rig: Evidence, violations: readonly Violation[]): Promise<string> {
  const codes = rig.book.codes.filter((code) => violations.some(({ text }) => text.includes(code)));
  const stories: string[] = [];
  for (const code of codes.slice(0, TOLD)) {
    const lines = [...callsAbout(rig, code), ...(await timelineOf(rig, code))].sort((one, other) => one.at - other.at);
    stories.push(
      [`--- ${code}`, ...lines.map(({ at, text }) => `${new Date(at).toISOString().slice(11, 23)} ${text}`)].join('\n'),
    );
  }
  return stories.join('\n');
}

function callsAbout({ remotes }: Evidence, code: string): Line[] {
  const listed = remotes.calls.of('interlink.list');
  const about = remotes.calls.about(code);
  const from = about.find(({ operation }) => operation === 'interlink.report')?.startedAt ?? Infinity;
  return [...about, ...listed.filter(({ startedAt }) => startedAt >= from)].map((call) => {
    const { operation, caller, statusSent, startedAt, endedAt, httpStatus, outcome, effect } = call;
    const asked = [operation, statusSent, `by ${caller}`].filter((part) => part !== undefined).join(' ');
    const took = endedAt === undefined ? 'open' : `${endedAt - startedAt} ms`;
    return {
      at: startedAt,
      text: `${asked}: ${outcome} ${httpStatus ?? ''} after ${took}${effect ? ', took effect' : ''}`,
    };
  });
}

async function timelineOf({ control }: Evidence, code: string): Promise<Line[]> {
  const entries = await control.query<{ at: string; seq: number; event: string; detail: string | null }[]>(
    `select t.at, t.seq, t.event, t.detail from hotich_timeline t join hotich_dossier d on d.id = t.dossier_id
     where d.ma_ho_so = $1 order by t.seq`,
    [code],
  );
  return entries.map(({ at, seq, event, detail }) => ({ at: Number(at), text: `${seq}. ${event} ${detail ?? ''}` }));
}
