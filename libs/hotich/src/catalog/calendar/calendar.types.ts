import type { Bilingual } from '../../errors';

/** A day that is not what its weekday says. */
export interface CalendarDay {
  /** `yyyy-MM-dd`. */
  readonly day: string;
  /** `off`: holiday, or a day swapped for a Saturday; `working`: a Saturday or Sunday worked in exchange. */
  readonly kind: 'off' | 'working';
  readonly name: Bilingual;
  /** Announcement or law. */
  readonly source: string;
  /** `certain`: law or a published announcement we are sure of; `probable`: announced, not checked against the document. */
  readonly confidence: 'certain' | 'probable';
}
