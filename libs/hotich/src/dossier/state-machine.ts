import { HotichStateError } from '../errors';
import type { DossierState, HotichDossier } from '../persistence';

/** Every way a dossier moves: from where, and to where. What is not here cannot happen. */
export const MOVES = {
  /** The citizen's supplemented version has come in under the same code. */
  supplemented: { from: ['supplement'], to: 'received' },
  accept: { from: ['received'], to: 'accepted' },
  /** Put in line for the register: after acceptance, after a supplement by the host, or again after the cause of a hold was mended. */
  queue: { from: ['accepted', 'supplement', 'held'], to: 'queued' },
  send: { from: ['queued'], to: 'sent' },
  /** A dossier that the register holds, and about which it could not be asked, is asked about again. */
  resume: { from: ['held'], to: 'sent' },
  requestSupplement: { from: ['received', 'sent', 'held'], to: 'supplement' },
  /** Who is asked for a supplement may have brought it to the registrar himself. */
  register: { from: ['sent', 'supplement'], to: 'registered' },
  complete: { from: ['registered'], to: 'completed' },
  refuse: { from: ['received', 'accepted', 'supplement', 'sent', 'held'], to: 'refused' },
  withdraw: { from: ['queued', 'supplement', 'held'], to: 'withdrawn' },
  hold: { from: ['queued', 'sent'], to: 'held' },
} as const satisfies Record<string, { from: readonly DossierState[]; to: DossierState }>;

export type Move = keyof typeof MOVES;

export const ALL_MOVES = Object.keys(MOVES) as Move[];

/** States that nothing leaves. */
export const TERMINAL_STATES: readonly DossierState[] = ['completed', 'refused', 'withdrawn'];

export function canMove(state: DossierState, move: Move): boolean {
  return (MOVES[move].from as readonly DossierState[]).includes(state);
}

export function movesFrom(state: DossierState): Move[] {
  return ALL_MOVES.filter((move) => canMove(state, move));
}

/** What says whether a dossier may be moved. */
export type Standing = Pick<
  HotichDossier,
  'maHoSo' | 'maHoSoLT' | 'state' | 'heldFrom' | 'version' | 'sentVersion' | 'registerStatus'
>;

/** Methods of the host by which a dossier is moved. */
export type Call = 'accept' | 'requestSupplement' | 'refuse' | 'complete' | 'withdraw' | 'resubmit';

/**
 * What a host may call now. What waits for a supplement and has DVCLT's code is taken for one whose citizen is to answer; and what is
 * queued may begin to be sent at any moment, and is then not withdrawn any more.
 */
export function callsOn(dossier: Standing): Call[] {
  const { state, maHoSoLT } = dossier;
  const national = maHoSoLT !== null;
  const ours = !mayBeAtRegister(dossier);
  const calls: readonly [Call, boolean][] = [
    ['accept', canMove(state, 'accept')],
    ['requestSupplement', canMove(state, 'requestSupplement') && ours],
    ['refuse', canMove(state, 'refuse') && ours],
    ['complete', canMove(state, 'complete')],
    ['withdraw', canMove(state, 'withdraw') && ours && !national],
    // Accepted it is queued in the same step.
    ['resubmit', state === 'held' || (state === 'supplement' && !national)],
  ];
  return calls.flatMap(([call, taken]) => (taken ? call : []));
}

/** @throws HotichStateError naming what is allowed instead. */
export function nextState(dossier: Standing, move: Move): DossierState {
  if (!canMove(dossier.state, move)) throw notNow(dossier, move === 'queue' ? 'resubmit' : move);
  return MOVES[move].to;
}

/** @param move what was called; it is not among what is allowed, whatever the state says. */
export function notNow(dossier: Standing, move: string): HotichStateError {
  const { maHoSo, state } = dossier;
  const allowed = callsOn(dossier).filter((call) => call !== move);
  return new HotichStateError(maHoSo, state, move, allowed);
}

/**
 * What the register holds, or may hold, the register alone sends back: it would go on and register it all the same.
 *
 * @throws HotichStateError
 */
export function assertAtOurDesk(dossier: Standing, move: Move): void {
  nextState(dossier, move);
  if (mayBeAtRegister(dossier)) throw notNow(dossier, move);
}

function mayBeAtRegister(dossier: Standing): boolean {
  const { state, heldFrom } = dossier;
  if (state === 'sent' || heldFrom === 'sent') return true;
  return state !== 'supplement' && isInDoubt(dossier);
}

/** Whether the register may go on with what it may have of a dossier: unless it waits for a supplement, whichever version that is. */
export function isInDoubt({
  version,
  sentVersion,
  registerStatus,
}: Pick<HotichDossier, 'version' | 'sentVersion' | 'registerStatus'>): boolean {
  return sentVersion !== null && (sentVersion === version || registerStatus !== 2);
}
