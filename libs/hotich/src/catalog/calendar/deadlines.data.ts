import type { ModuleCode } from '../../contract';

/** How long a procedure may take. */
export interface Deadline {
  readonly module: ModuleCode;
  /** Days allowed; 0 is the day itself, subject to the 15:00 rule. */
  readonly days: number;
  readonly unit: 'working' | 'calendar';
  /** Working days added when facts must be verified. */
  readonly verification?: number;
  /** Only for cases with a foreign element (true) or without (false); absent: both. */
  readonly foreign?: boolean;
  /** First and last day of receipt for which it holds, `yyyy-MM-dd`. */
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly source: string;
  /** `law`: read in the law; `recalled`: sub-law not checked against its text. */
  readonly confidence: 'law' | 'recalled';
}

const SAME_DAY = { days: 0, unit: 'working' } as const;

/**
 * Deadlines of the civil-status step. Law on Civil Status 60/2014/QH13 and its decrees; the law of 2026 (from 1/3/2027) will
 * change them. A row later in the list wins over an earlier one, so options may append rows of their own.
 */
export const DEADLINES: readonly Deadline[] = [
  { module: 'KS', ...SAME_DAY, source: 'Civil Status Law, articles 5.3 and 16', confidence: 'law' },
  { module: 'LTKS', ...SAME_DAY, source: 'Decision 296/QĐ-VPCP of 2024: within the working day', confidence: 'law' },
  {
    module: 'KT',
    ...SAME_DAY,
    verification: 3,
    source: 'Civil Status Law, articles 5.3 and 34; verification 52',
    confidence: 'law',
  },
  {
    module: 'LTKT',
    ...SAME_DAY,
    verification: 3,
    source: 'as the death registration itself; the group has no deadline of its own',
    confidence: 'recalled',
  },
  { module: 'KH', ...SAME_DAY, verification: 5, source: 'Civil Status Law, article 18', confidence: 'law' },
  {
    module: 'KH',
    days: 15,
    unit: 'calendar',
    foreign: true,
    effectiveTo: '2025-06-30',
    source: 'Civil Status Law, article 38',
    confidence: 'law',
  },
  {
    module: 'KH',
    days: 5,
    unit: 'working',
    foreign: true,
    effectiveFrom: '2025-07-01',
    source: 'Decree 120/2025/NĐ-CP',
    confidence: 'law',
  },
  {
    module: 'LTKH',
    days: 3,
    unit: 'working',
    verification: 3,
    source: 'no rule of its own; the certificate is the slower of the two steps',
    confidence: 'recalled',
  },
  {
    module: 'HN',
    days: 3,
    unit: 'working',
    verification: 3,
    source: 'Decree 123/2015/NĐ-CP, article 22',
    confidence: 'recalled',
  },
  {
    module: 'CMC',
    days: 3,
    unit: 'working',
    verification: 5,
    source: 'Civil Status Law, article 25',
    confidence: 'law',
  },
  {
    module: 'CMC',
    days: 15,
    unit: 'calendar',
    foreign: true,
    source: 'Civil Status Law, article 44',
    confidence: 'law',
  },
  { module: 'GH', days: 3, unit: 'working', source: 'Civil Status Law, article 20', confidence: 'law' },
  { module: 'GH', days: 5, unit: 'working', foreign: true, source: 'Civil Status Law, article 40', confidence: 'law' },
  { module: 'TGH', days: 2, unit: 'working', source: 'Civil Status Law, article 22', confidence: 'law' },
  { module: 'LH', days: 12, unit: 'calendar', source: 'Civil Status Law, article 50', confidence: 'law' },
  { module: 'BS', ...SAME_DAY, source: 'Civil Status Law, article 5.3', confidence: 'recalled' },
];
