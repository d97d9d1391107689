import type { ModuleCode } from '../../contract';
import { HotichValidationError } from '../../errors';
import { dayOf } from '../era';
import { DEADLINES, type Deadline } from './deadlines.data';
import { shift, WorkingCalendar } from './working-calendar';

/** Working days a citizen has to supplement a dossier when the register names no day. A practice, not law (wire contract 7.2). */
export const DEFAULT_SUPPLEMENT_DAYS = 7;

export interface DueDateOptions {
  /** Facts must be verified: the days for that are added. Default false. */
  readonly verification?: boolean;
  /** The case has a foreign element. Default false. */
  readonly foreign?: boolean;
  /** Rows that win over the shipped ones. Default none. */
  readonly deadlines?: readonly Deadline[];
  /** Default: the national calendar. */
  readonly calendar?: WorkingCalendar;
}

/** When a dossier must be settled. */
export interface DueDate {
  /** Closing time of the last day. */
  readonly at: Date;
  /** `yyyy-MM-dd`. */
  readonly day: string;
  /** The rule applied. */
  readonly deadline: Deadline;
  /** False when a year's holidays are not known: then weekends and the holidays of every year were counted. */
  readonly certain: boolean;
}

const NATIONAL = new WorkingCalendar();

/**
 * When a dossier received at a moment must be settled. Same-day procedures are due at closing time, or the next working day
 * when received at or after the cut-off (Civil Status Law, article 5.3); the others count working or calendar days after the
 * day of receipt, and move to a working day.
 *
 * @param subject module, or a procedure that has one.
 * @throws HotichValidationError rule `deadline.unknown` when no row fits the module and the day.
 */
export function dueDate(
  subject: ModuleCode | { readonly module: ModuleCode },
  receivedAt: Date,
  options: DueDateOptions = {},
): DueDate {
  const module = typeof subject === 'string' ? subject : subject.module;
  const calendar = options.calendar ?? NATIONAL;
  const received = dayOf(receivedAt);
  const deadline = deadlineOf(module, received, options);
  const day = lastDay(deadline, receivedAt, options.verification ?? false, calendar);
  return { at: calendar.closingOf(day), day, deadline, certain: calendar.covers(received, day) };
}

/**
 * The rule for the report that a dossier has arrived (`ngayKetThucTheoQuyDinh` of status 1): received before 15:00 it is due the
 * same day at 17:00, otherwise the next day, moved past days off (wire contract 7.2, attested C).
 */
export function sameDayDue(receivedAt: Date, calendar: WorkingCalendar = NATIONAL): Date {
  return calendar.closingOf(sameDay(receivedAt, calendar));
}

/** Closing time of the last day on which a citizen may supplement; the day of asking is not counted. */
export function supplementDue(
  askedAt: Date,
  days: number = DEFAULT_SUPPLEMENT_DAYS,
  calendar: WorkingCalendar = NATIONAL,
): Date {
  return calendar.closingOf(calendar.addWorkingDays(askedAt, days));
}

function lastDay(deadline: Deadline, receivedAt: Date, verify: boolean, calendar: WorkingCalendar): string {
  const received = dayOf(receivedAt);
  const extra = verify ? (deadline.verification ?? 0) : 0;
  if (deadline.unit === 'working') {
    const days = deadline.days + extra;
    return days === 0 ? sameDay(receivedAt, calendar) : calendar.addWorkingDays(received, days);
  }
  const end = calendar.workingDayFrom(shift(received, deadline.days));
  return extra === 0 ? end : calendar.addWorkingDays(end, extra);
}

function sameDay(receivedAt: Date, calendar: WorkingCalendar): string {
  const received = dayOf(receivedAt);
  return calendar.isBeforeCutOff(receivedAt)
    ? calendar.workingDayFrom(received)
    : calendar.workingDayFrom(shift(received, 1));
}

function deadlineOf(module: ModuleCode, day: string, options: DueDateOptions): Deadline {
  const foreign = options.foreign ?? false;
  const fits = (row: Deadline): boolean =>
    row.module === module &&
    (row.foreign ?? foreign) === foreign &&
    day >= (row.effectiveFrom ?? day) &&
    day <= (row.effectiveTo ?? day);
  const found = [...DEADLINES, ...(options.deadlines ?? [])].filter(fits).at(-1);
  if (found) return found;
  throw new HotichValidationError([
    {
      path: 'module',
      rule: 'deadline.unknown',
      message: {
        vi: `chưa có thời hạn cho ${module} vào ngày ${day}`,
        en: `no deadline is known for ${module} on ${day}`,
      },
      remedy: { vi: 'Khai báo thời hạn trong catalog.deadlines', en: 'Declare the deadline in catalog.deadlines' },
    },
  ]);
}

/** What `due` gives; undefined where nobody has declared a period, for which nothing else is to wait. */
export function ifDeclared(due: () => Date): Date | undefined {
  try {
    return due();
  } catch (error) {
    if (error instanceof HotichValidationError) return undefined;
    throw error;
  }
}
