import type { HotichProblem } from '../../errors';
import type { CodeList, CodeListKind } from '../code-lists';

/** A broken rule, before it is known at which path. */
export type Verdict = Omit<HotichProblem, 'path'>;

/** What a code is held against. */
export type ListInForce = Pick<CodeList, 'title' | 'closed' | 'entries'>;

/** The register's list of a kind; `undefined` where none is known: then any code may be right. */
export type ListsInForce = (kind: CodeListKind) => ListInForce | undefined;

/** One check of a field. Empty values are nobody's business but `required`'s: absent, `null` and `''` are the same on the wire. */
export interface Rule {
  readonly name: string;
  /**
   * What is wrong with a value that is not empty; `undefined` when nothing is.
   *
   * @param lists default the shipped ones.
   */
  check(value: unknown, lists?: ListsInForce): Verdict | undefined;
}
