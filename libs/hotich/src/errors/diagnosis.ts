import { bilingual, type Bilingual } from './bilingual';
import { HotichError, type HotichErrorKind, type HotichProblem } from './hotich.error';
import { classOf, framesOf } from './without-message';

/** Why something waits or stands still, in a form that can be stored, shown and acted upon. May quote the remote, and so name a person. */
export interface Diagnosis {
  readonly code: string;
  readonly kind: HotichErrorKind | 'internal';
  readonly text: Bilingual;
  readonly remedy: Bilingual;
  readonly problems: readonly HotichProblem[];
}

const OF_HOST = new WeakSet<object>();
/** Of diagnoses that were just made: what they say without what they quote. */
const SUMMARIES = new WeakMap<Diagnosis, Bilingual>();

/** Remembers of an error that the host's own code threw it. @returns the error, as it is. */
export function ofHost(error: unknown): unknown {
  if (typeof error === 'object' && error !== null) OF_HOST.add(error);
  return error;
}

export function isOfHost(error: unknown): boolean {
  return typeof error === 'object' && error !== null && OF_HOST.has(error);
}

/** The diagnosis of any thrown value. Of a foreign error only class and code are kept: its message may hold anything. */
export function diagnosisOf(error: unknown): Diagnosis {
  if (error instanceof HotichError) {
    const { code, kind, text, remedy, problems } = error;
    const diagnosis = { code, kind, text, remedy, problems };
    SUMMARIES.set(diagnosis, error.summary);
    return diagnosis;
  }
  const what = classOf(error);
  return {
    code: 'HT-9001',
    kind: 'internal',
    text: isOfHost(error)
      ? { vi: `Lỗi trong chương trình của hệ thống chủ (${what})`, en: `An error in the host's own code (${what})` }
      : { vi: `Lỗi không lường trước (${what})`, en: `An error that nobody foresaw (${what})` },
    remedy: {
      vi: 'Xem chỗ phát sinh lỗi trong log tại thời điểm này, sửa rồi gọi resubmit() hoặc InterlinkService.retry()',
      en: 'See where it was made in the log of this moment, mend it, then call resubmit() or InterlinkService.retry()',
    },
    problems: [],
  };
}

/** In one line of a log no more than these: the whole list is in the diagnosis. */
const MOST_PROBLEMS = 5;

/**
 * A diagnosis that was just made, as one line of the host's log. What it quotes of a remote is left out: that may name a person.
 *
 * @param error what it is of: where a foreign one was made is said.
 */
export function lineOf(diagnosis: Diagnosis, error?: unknown): string {
  const { code, kind, text, remedy, problems } = diagnosis;
  const where = problems.slice(0, MOST_PROBLEMS).map(({ path, rule }) => `${path} (${rule})`);
  if (problems.length > MOST_PROBLEMS) where.push(`+${problems.length - MOST_PROBLEMS}`);
  const frames = framesOf(error instanceof HotichError ? error.cause : error);
  return [
    `${code} ${kind}: ${bilingual(SUMMARIES.get(diagnosis) ?? text)}`,
    ...(where.length > 0 ? [`[${where.join(', ')}]`] : []),
    `→ ${bilingual(remedy)}`,
    ...(frames.length > 0 ? [`{${frames.join(' < ')}}`] : []),
  ].join(' ');
}
