import type { HotichProblem } from '../../errors';

/** A broken rule, before it is known at which path. */
export type Verdict = Omit<HotichProblem, 'path'>;

/** One check of a field. Empty values are nobody's business but `required`'s: absent, `null` and `''` are the same on the wire. */
export interface Rule {
  readonly name: string;
  /** What is wrong with a value that is not empty; `undefined` when nothing is. */
  check(value: unknown): Verdict | undefined;
}
