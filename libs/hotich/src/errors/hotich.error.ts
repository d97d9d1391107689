import { bilingual, type Bilingual } from './bilingual';

/**
 * What kind of trouble it is, and so what happens next:
 *
 * - `input`: the caller's data or option is wrong; nothing was sent and nothing was stored.
 * - `state`: the move is not allowed from where the dossier stands; nothing changed.
 * - `configuration`: a key, a path, a unit or a permission is wrong; people must act, retrying alone will not help.
 * - `transient`: the remote certainly did not take the request; it is sent again later.
 * - `unknown`: the remote may or may not have taken the request; it is asked before anything is sent again.
 * - `permanent`: the remote took the request and said no.
 */
export type HotichErrorKind = 'input' | 'state' | 'configuration' | 'transient' | 'unknown' | 'permanent';

/** One thing that is wrong, precise enough to be shown beside the field it speaks of. */
export interface HotichProblem {
  /** Path of the field or option, for example `data.nksHoTen` or `gateway.baseUrl`; `''` for the whole. */
  readonly path: string;
  /** Name of the broken rule, for example `required`, `maxLength`, `unitCode.lostZero`. */
  readonly rule: string;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
}

export interface HotichErrorInit {
  readonly code: string;
  readonly kind: HotichErrorKind;
  readonly message: Bilingual;
  readonly remedy: Bilingual;
  /** What a remote said, quoted after the message. */
  readonly said?: string | undefined;
  readonly problems?: readonly HotichProblem[];
  readonly cause?: unknown;
}

/**
 * Root of every error this library throws. What the library itself says in one holds no personal data, key or token. HT-4001 and HT-4002
 * also quote the remote, without long numbers, and its sentence may name a person: where a log must not, write `code`, `kind`,
 * `remoteCode`, `summary`, and the paths and rules of the problems.
 */
export abstract class HotichError extends Error {
  /** Stable code, `HT-nnnn`; see the error catalogue in the documentation. */
  readonly code: string;
  readonly kind: HotichErrorKind;
  /** What is wrong, with what a remote said of it. */
  readonly text: Bilingual;
  /** The same in our own words alone, which name nobody: what the library writes into the log. */
  readonly summary: Bilingual;
  /** What to do about it. */
  readonly remedy: Bilingual;
  /** Every problem found, not only the first; empty when the error is not about fields. */
  readonly problems: readonly HotichProblem[];

  protected constructor(init: HotichErrorInit) {
    const text = quoting(init.message, init.said);
    super(
      [bilingual(text), ...(init.problems ?? []).map((p) => `  • ${p.path}: ${bilingual(p.message)}`)].join('\n'),
      init.cause === undefined ? undefined : { cause: init.cause },
    );
    this.name = new.target.name;
    this.code = init.code;
    this.kind = init.kind;
    this.text = text;
    this.summary = init.message;
    this.remedy = init.remedy;
    this.problems = init.problems ?? [];
  }

  /** True for `transient` and `unknown`: worth trying again as it is. What stands in line the library itself tries again, after `configuration` as well. */
  get retryable(): boolean {
    return this.kind === 'transient' || this.kind === 'unknown';
  }

  /** Path of the first problem, for callers that show one field. */
  get path(): string | undefined {
    return this.problems[0]?.path;
  }
}

function quoting({ vi, en }: Bilingual, said = ''): Bilingual {
  return said === '' ? { vi, en } : { vi: `${vi}: ${said}`, en: `${en}: ${said}` };
}
