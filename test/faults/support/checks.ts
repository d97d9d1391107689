import type { Call } from '@hotich/simulator';
import type { Rig } from './rig';

/** @throws Error with the text when the promise is not kept. */
export function mustHold(kept: boolean, text: string): asserts kept {
  if (!kept) throw new Error(text);
}

/** So many submissions reached the register, whatever it made of them. */
export function submittedInAll({ remotes }: Rig, count: number): void {
  const sent = remotes.calls.of('register.submit').length;
  mustHold(sent === count, `${sent} submissions instead of ${count}`);
}

/** What was certainly not sent is sent, and not asked about: the register was asked about no dossier that it had not yet been sent. */
export function nothingAskedBefore({ book, remotes }: Rig): void {
  for (const code of book.codes) {
    const [first] = remotes.calls.about(code);
    mustHold(first?.operation !== 'register.status', `asked about ${code}, which was certainly not sent`);
  }
}

/** The register was asked about each of these before it was sent anything of it. `since`: of which calls. Default: all. */
export function askedFirst(
  { remotes }: Rig,
  codes: readonly string[],
  since: (call: Readonly<Call>) => boolean = () => true,
): void {
  mustHold(codes.length > 0, 'nothing was in doubt');
  for (const code of codes) {
    const first = remotes.calls.about(code).find(since)?.operation;
    mustHold(first === 'register.status', `${code}: ${first ?? 'nothing'} before any question`);
  }
}

/** Dossiers whose submission is claimed by somebody, be he alive or not. */
export const claimed = (rig: Rig): Promise<string[]> => submissions(rig, 't.lease_owner is not null');

/** Dossiers of which nobody knows whether the register has them. */
export const inDoubt = (rig: Rig): Promise<string[]> => submissions(rig, 't.unsure');

async function submissions({ control }: Rig, which: string): Promise<string[]> {
  const rows = await control.query<{ code: string }[]>(
    `select d.ma_ho_so as code from hotich_task t join hotich_dossier d on d.id = t.subject_id
     where t.lane = 'submission' and ${which}`,
  );
  return rows.map(({ code }) => code);
}

/** No dossier has ever had more strikes than these: what happened was not its fault. */
export async function nobodyBlamed({ control }: Rig, strikes = 0): Promise<void> {
  const blamed = await control.query<{ lane: string }[]>(
    'select lane, subject_id from strike group by 1, 2 having max(strikes) > $1',
    [strikes],
  );
  const lanes = [...new Set(blamed.map(({ lane }) => lane))].join(', ');
  mustHold(blamed.length === 0, `${blamed.length} dossiers were blamed for it (${lanes})`);
}
