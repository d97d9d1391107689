import type { Bilingual } from './bilingual';
import { HotichError, type HotichErrorKind, type HotichProblem } from './hotich.error';

/** Why something waits or stands still, in a form that can be stored, shown and acted upon. May quote the remote, and so name a person. */
export interface Diagnosis {
  readonly code: string;
  readonly kind: HotichErrorKind | 'internal';
  readonly text: Bilingual;
  readonly remedy: Bilingual;
  readonly problems: readonly HotichProblem[];
}

/** The diagnosis of any thrown value. Of a foreign error only the class name is kept: its message may hold anything. */
export function diagnosisOf(error: unknown): Diagnosis {
  if (error instanceof HotichError) {
    return { code: error.code, kind: error.kind, text: error.text, remedy: error.remedy, problems: error.problems };
  }
  const name = error instanceof Error ? error.constructor.name : typeof error;
  return {
    code: 'HT-9001',
    kind: 'internal',
    text: { vi: `Lỗi trong chương trình của hệ thống chủ (${name})`, en: `An error in the host's own code (${name})` },
    remedy: {
      vi: 'Xem log của hệ thống chủ tại thời điểm này, sửa lỗi rồi cho chạy lại',
      en: 'See the host log of this moment, mend the fault, then replay',
    },
    problems: [],
  };
}
