import type { ResolvedOptions } from '../hotich.options.resolve';

/** Pause before the next question: a share of the dossier's age since it was sent, so fresh ones are asked often and old ones rarely. */
export function pauseBeforeNextQuestion(ageMs: number, cadence: ResolvedOptions['register']['cadence']): number {
  return Math.min(cadence.maxMs, Math.max(cadence.minMs, cadence.factor * ageMs));
}
