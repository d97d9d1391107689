/**
 * Vietnam has kept UTC+7 without daylight saving since 1975 and every instant handled here is later, so the offset is a
 * constant; no remote ever states a zone (wire contract 9).
 */
const OFFSET_MS = 7 * 60 * 60 * 1000;

/** A day, or only its month or year where civil status knows no more. */
export interface PartialDate {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** A day in three zero-padded texts, `''` for what is not known (2025 style). */
export interface SplitDate {
  readonly namSinh: string;
  readonly thangSinh: string;
  readonly ngaySinh: string;
}

/** `dd/MM/yyyy HH:mm:ss` in Asia/Ho_Chi_Minh: how both remotes write a moment. */
export function formatInstant(date: Date): string {
  const local = inVietnam(date);
  const time = `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}:${pad(local.getUTCSeconds())}`;
  return `${formatSlashed(dayOf(local))} ${time}`;
}

/** Day of a moment in Asia/Ho_Chi_Minh, `yyyy-MM-dd`. */
export function localDay(date: Date): string {
  return formatIsoDay(dayOf(inVietnam(date)));
}

/** A time of day, `HH:mm`, of a day, `yyyy-MM-dd`, in Asia/Ho_Chi_Minh; both are known to be well formed. */
export function localMoment(day: string, time: string): Date {
  return new Date(Date.parse(`${day}T${time}:00Z`) - OFFSET_MS);
}

const INSTANT_SHAPES: readonly RegExp[] = [
  /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})(?:[ T]+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[ T](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.\d+)?)?)?$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?)?$/,
];
const ZONED = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/**
 * Reads a moment leniently: `dd/MM/yyyy HH:mm:ss` first, then the same without seconds or time, ISO 8601 with or without a
 * zone, and `yyyyMMdd[HHmmss]`. Without a zone the text is Vietnamese time. Gives `undefined` for anything else and for a day
 * that no calendar has.
 */
export function parseInstant(text: string | null | undefined): Date | undefined {
  return readInstant(text)?.at;
}

/**
 * Reads a moment by which something must be done, as {@link parseInstant} does; but a day alone does not end as it begins.
 *
 * @param endOf what a day alone means, `yyyy-MM-dd`.
 */
export function parseDeadline(text: string | null | undefined, endOf: (day: string) => Date): Date | undefined {
  const read = readInstant(text);
  return read?.dayAlone ? endOf(localDay(read.at)) : read?.at;
}

function readInstant(text: string | null | undefined): { readonly at: Date; readonly dayAlone: boolean } | undefined {
  const trimmed = text?.trim() ?? '';
  if (ZONED.test(trimmed)) {
    const zoned = new Date(trimmed);
    return Number.isNaN(zoned.getTime()) ? undefined : { at: zoned, dayAlone: false };
  }
  for (const shape of INSTANT_SHAPES) {
    const groups = shape.exec(trimmed)?.groups;
    if (!groups) continue;
    const [year, month, day] = [Number(groups.year), Number(groups.month), Number(groups.day)];
    const [hour, minute, second] = [Number(groups.hour ?? 0), Number(groups.minute ?? 0), Number(groups.second ?? 0)];
    if (!isRealDate({ year, month, day }) || hour > 23 || minute > 59 || second > 59) return undefined;
    const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second) - OFFSET_MS);
    return { at, dayAlone: groups.hour === undefined };
  }
  return undefined;
}

/** True when the calendar has this day, month or year; years run from 1800 to 2199. */
export function isRealDate({ year, month, day }: PartialDate): boolean {
  if (!Number.isInteger(year) || year < 1800 || year > 2199) return false;
  if (month === undefined) return day === undefined;
  if (!Number.isInteger(month) || month < 1 || month > 12) return false;
  if (day === undefined) return true;
  return Number.isInteger(day) && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** `dd.MM.yyyy`, `MM.yyyy` or `yyyy`: the 2024 payload style. */
export function formatDotted(date: PartialDate): string {
  return joinParts(date, '.');
}

/** Reads `dd.MM.yyyy`, `MM.yyyy` or `yyyy`, exactly and as a real date; otherwise `undefined`. */
export function parseDotted(text: string): PartialDate | undefined {
  return parseParts(text, /^(?:(?:(\d{2})\.)?(\d{2})\.)?(\d{4})$/);
}

/** `dd/MM/yyyy`, `MM/yyyy` or `yyyy`: results and the 2025 style. */
export function formatSlashed(date: PartialDate): string {
  return joinParts(date, '/');
}

/** Reads `dd/MM/yyyy`, `MM/yyyy` or `yyyy`, exactly and as a real date; otherwise `undefined`. */
export function parseSlashed(text: string): PartialDate | undefined {
  return parseParts(text, /^(?:(?:(\d{2})\/)?(\d{2})\/)?(\d{4})$/);
}

/** Reads `yyyyMMdd`, dates of notices in DVCLT's XML, as a real day; otherwise `undefined`. */
export function parseCompact(text: string): Required<PartialDate> | undefined {
  return parseWholeDay(text, /^(\d{4})(\d{2})(\d{2})$/);
}

/** `yyyy-MM-dd`: version 1.0 and every date of the library's own options. */
export function formatIsoDay(date: Required<PartialDate>): string {
  return `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
}

/** Reads `yyyy-MM-dd` as a real day; otherwise `undefined`. */
export function parseIsoDay(text: string): Required<PartialDate> | undefined {
  return parseWholeDay(text, /^(\d{4})-(\d{2})-(\d{2})$/);
}

/** Three zero-padded texts, unknown parts empty: the 2025 style (wire contract 2.11; empty parts are our inference). */
export function formatSplit(date: PartialDate): SplitDate {
  return {
    namSinh: pad(date.year, 4),
    thangSinh: date.month === undefined ? '' : pad(date.month),
    ngaySinh: date.day === undefined ? '' : pad(date.day),
  };
}

/** Reads the split form as a real date; otherwise `undefined`. */
export function parseSplit({ namSinh, thangSinh, ngaySinh }: SplitDate): PartialDate | undefined {
  // A day without its month is no date; joined with its year it would pass for a month.
  if (thangSinh === '' && ngaySinh !== '') return undefined;
  return parseDotted([ngaySinh, thangSinh, namSinh].filter((part) => part !== '').join('.'));
}

/** Its UTC fields are those of a clock in Vietnam. */
function inVietnam(date: Date): Date {
  return new Date(date.getTime() + OFFSET_MS);
}

function dayOf(local: Date): Required<PartialDate> {
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

function joinParts({ year, month, day }: PartialDate, separator: string): string {
  if (month === undefined) return pad(year, 4);
  const ofMonth = `${pad(month)}${separator}${pad(year, 4)}`;
  return day === undefined ? ofMonth : `${pad(day)}${separator}${ofMonth}`;
}

function parseParts(text: string, shape: RegExp): PartialDate | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const date: PartialDate = {
    year: Number(match[3]),
    ...(match[2] === undefined ? {} : { month: Number(match[2]) }),
    ...(match[1] === undefined ? {} : { day: Number(match[1]) }),
  };
  return isRealDate(date) ? date : undefined;
}

function parseWholeDay(text: string, shape: RegExp): Required<PartialDate> | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const date = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  return isRealDate(date) ? date : undefined;
}

function pad(value: number, length = 2): string {
  return String(value).padStart(length, '0');
}
