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
  register: { from: ['sent'], to: 'registered' },
  complete: { from: ['registered'], to: 'completed' },
  refuse: { from: ['received', 'accepted', 'supplement', 'sent', 'held'], to: 'refused' },
  withdraw: { from: ['queued', 'supplement', 'held'], to: 'withdrawn' },
  hold: { from: ['queued', 'sent'], to: 'held' },
} as const satisfies Record<string, { from: readonly DossierState[]; to: DossierState }>;

export type Move = keyof typeof MOVES;

export const MOVE_NAMES = Object.keys(MOVES) as Move[];

/** States that nothing leaves. */
export const TERMINAL_STATES: readonly DossierState[] = ['completed', 'refused', 'withdrawn'];

export function canMove(state: DossierState, move: Move): boolean {
  return (MOVES[move].from as readonly DossierState[]).includes(state);
}

export function movesFrom(state: DossierState): Move[] {
  return MOVE_NAMES.filter((move) => canMove(state, move));
}

/** @throws HotichStateError naming what is allowed instead. */
export function nextState(maHoSo: string, state: DossierState, move: Move): DossierState {
  if (!canMove(state, move)) throw new HotichStateError(maHoSo, state, move, movesFrom(state));
  return MOVES[move].to;
}

/**
 * What the register holds, or may hold, the register alone sends back: it would go on and register it all the same.
 *
 * @throws HotichStateError
 */
export function assertAtOurDesk(dossier: HotichDossier, move: Move): void {
  const { maHoSo, state } = dossier;
  nextState(maHoSo, state, move);
  if (mayBeAtRegister(dossier)) throw new HotichStateError(maHoSo, state, move, state === 'held' ? ['resubmit()'] : []);
}

function mayBeAtRegister(dossier: HotichDossier): boolean {
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
