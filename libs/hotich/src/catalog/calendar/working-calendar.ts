import { localMoment } from '../../contract';
import { HotichValidationError } from '../../errors';
import { dayOf, type DayLike } from '../era';
import type { CalendarDay } from './calendar.types';
import { FIXED_HOLIDAYS, NATIONAL_CALENDAR, SHIPPED_YEARS } from './holidays.data';

const MS_PER_DAY = 86_400_000;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
/** No deadline of civil status is longer; a larger number is a mistake, and must not loop for long. */
const MOST_WORKING_DAYS = 3_660;

export interface WorkingCalendarOptions {
  /** Days that add to, or replace, the shipped ones: new years, local holidays, corrections. Default none. */
  readonly days?: readonly CalendarDay[];
  /** Years whose special days `days` holds completely, beside the shipped ones. Default none. */
  readonly years?: readonly number[];
  /** Weekdays without work, 0 Sunday … 6 Saturday. Default Saturday and Sunday. */
  readonly weekend?: readonly number[];
  /** From this time on a same-day dossier is due the next working day, `HH:mm`. Default `15:00` (Civil Status Law, article 5.3). */
  readonly cutOff?: string;
  /** When the working day ends and things are due, `HH:mm`. Default `17:00` (public clients, wire contract 7.2). */
  readonly closing?: string;
  /** When the working day begins, `HH:mm`. Default `07:30`: ours, provinces set their own. */
  readonly opening?: string;
}

/** Working days: weekends, national holidays and swap days as data; everything in Asia/Ho_Chi_Minh. */
export class WorkingCalendar {
  readonly cutOff: string;
  readonly closing: string;
  readonly opening: string;
  private readonly special: ReadonlyMap<string, CalendarDay>;
  private readonly weekend: ReadonlySet<number>;
  private readonly years: ReadonlySet<number>;
  private readonly fixed = new Map<number, ReadonlySet<string>>();

  /** @throws HotichValidationError rules `day.format`, `time.format`, `calendar.weekend`. */
  constructor(options: WorkingCalendarOptions = {}) {
    const days = [...NATIONAL_CALENDAR, ...(options.days ?? [])];
    this.special = new Map(days.map((one) => [dayOf(one.day), one]));
    this.years = new Set([...SHIPPED_YEARS, ...(options.years ?? [])]);
    this.weekend = new Set(options.weekend ?? [0, 6]);
    if ([0, 1, 2, 3, 4, 5, 6].every((day) => this.weekend.has(day))) throw noWorkingDay();
    this.cutOff = timeOfDay('cutOff', options.cutOff ?? '15:00');
    this.closing = timeOfDay('closing', options.closing ?? '17:00');
    this.opening = timeOfDay('opening', options.opening ?? '07:30');
  }

  /** True when offices work on that day. */
  isWorkingDay(at: DayLike): boolean {
    const day = dayOf(at);
    const special = this.special.get(day);
    if (special) return special.kind === 'working';
    return !this.weekend.has(weekdayOf(day)) && !this.isFixedHoliday(day);
  }

  /** Of a year nobody has announced yet: holidays of every year, and the day after for one that falls on a weekend (Labour Code 2019, article 111.3). */
  private isFixedHoliday(day: string): boolean {
    const year = Number(day.slice(0, 4));
    if (this.years.has(year)) return false;
    const known = this.fixed.get(year) ?? this.fixedHolidaysOf(year);
    this.fixed.set(year, known);
    return known.has(day);
  }

  private fixedHolidaysOf(year: number): ReadonlySet<string> {
    const off = new Set(FIXED_HOLIDAYS.map((day) => `${String(year).padStart(4, '0')}-${day}`));
    for (const holiday of [...off]) {
      if (!this.weekend.has(weekdayOf(holiday))) continue;
      let instead = holiday;
      while (off.has(instead) || this.weekend.has(weekdayOf(instead))) instead = shift(instead, 1);
      off.add(instead);
    }
    return off;
  }

  /** The day itself when offices work on it, otherwise the next working day, `yyyy-MM-dd`. */
  workingDayFrom(at: DayLike): string {
    let day = dayOf(at);
    while (!this.isWorkingDay(day)) day = shift(day, 1);
    return day;
  }

  /**
   * The n-th working day after a day, which itself is not counted, `yyyy-MM-dd`; with 0 the same as {@link workingDayFrom}.
   *
   * @throws HotichValidationError rule `workingDays.range` for a count that is no integer from 0 to 3,660.
   */
  addWorkingDays(at: DayLike, count: number): string {
    if (!Number.isInteger(count) || count < 0 || count > MOST_WORKING_DAYS) throw badCount();
    if (count === 0) return this.workingDayFrom(at);
    let day = dayOf(at);
    for (let left = count; left > 0;) {
      day = shift(day, 1);
      if (this.isWorkingDay(day)) left -= 1;
    }
    return day;
  }

  /** Working days between two days, the first not counted, the last counted; 0 when the last is not later. */
  workingDaysBetween(from: DayLike, to: DayLike): number {
    const last = dayOf(to);
    let count = 0;
    for (let day = shift(dayOf(from), 1); day <= last; day = shift(day, 1)) if (this.isWorkingDay(day)) count += 1;
    return count;
  }

  /** Closing time of a day as a moment. */
  closingOf(day: string): Date {
    return localMoment(day, this.closing);
  }

  /** Opening time of a day as a moment, whether offices work on it or not. */
  openingOf(day: string): Date {
    return localMoment(day, this.opening);
  }

  /** True while offices work: on a working day, from opening to closing time. */
  isOpen(moment: Date): boolean {
    const day = dayOf(moment);
    return moment >= this.openingOf(day) && moment < this.closingOf(day) && this.isWorkingDay(day);
  }

  /** The first opening of offices after a moment. */
  nextOpening(moment: Date): Date {
    const day = dayOf(moment);
    const today = this.openingOf(day) > moment ? day : shift(day, 1);
    return this.openingOf(this.workingDayFrom(today));
  }

  /** True when a moment lies before the cut-off of its day. */
  isBeforeCutOff(moment: Date): boolean {
    return moment < localMoment(dayOf(moment), this.cutOff);
  }

  /** True when the holidays of every year from one day to another are known; otherwise weekends and the holidays of every year were counted. */
  covers(from: DayLike, to: DayLike = from): boolean {
    const [first, last] = [Number(dayOf(from).slice(0, 4)), Number(dayOf(to).slice(0, 4))];
    for (let year = first; year <= last; year += 1) if (!this.years.has(year)) return false;
    return true;
  }
}

/** A calendar day later or earlier, `yyyy-MM-dd`. */
export function shift(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function timeOfDay(path: string, time: string): string {
  if (TIME_OF_DAY.test(time)) return time;
  throw new HotichValidationError([
    {
      path,
      rule: 'time.format',
      message: { vi: 'phải là giờ dạng HH:mm', en: 'must be a time, HH:mm' },
      remedy: { vi: "Ví dụ '15:00'", en: "For example '15:00'" },
    },
  ]);
}

function noWorkingDay(): HotichValidationError {
  return new HotichValidationError([
    {
      path: 'weekend',
      rule: 'calendar.weekend',
      message: { vi: 'không còn ngày làm việc nào trong tuần', en: 'leaves no working day in the week' },
      remedy: { vi: 'Để lại ít nhất một ngày làm việc', en: 'Leave at least one working day' },
    },
  ]);
}

function badCount(): HotichValidationError {
  return new HotichValidationError([
    {
      path: 'count',
      rule: 'workingDays.range',
      message: {
        vi: `phải là số nguyên từ 0 đến ${MOST_WORKING_DAYS}`,
        en: `must be an integer from 0 to ${MOST_WORKING_DAYS}`,
      },
      remedy: { vi: 'Kiểm tra số ngày làm việc', en: 'Check the number of working days' },
    },
  ]);
}
