const DATE = /^(?:(?:(\d{2})\.)?(\d{2})\.)?(\d{4})$/;

/** `dd.MM.yyyy` on the real calendar; with `partial` also `MM.yyyy` and `yyyy`. */
export function isDottedDate(value: string, partial: boolean): boolean {
  const match = DATE.exec(value);
  if (!match) return false;
  const [, day, month, year] = match;
  if (!partial && day === undefined) return false;
  return isCalendarDay(Number(year), Number(month ?? 1), Number(day ?? 1));
}

/** `dd/MM/yyyy` on the real calendar. */
export const isSlashedDate = (value: string): boolean => value.length === 10 && isSlashedDateTime(value, true);

/** `yyyy-MM-dd` on the real calendar. */
export function isIsoDate(value: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  return year !== undefined && isCalendarDay(Number(year), Number(month), Number(day));
}

const DATE_TIME = /^(\d{2})\/(\d{2})\/(\d{4})(?: (\d{2}):(\d{2}):(\d{2}))?$/;

/** `dd/MM/yyyy HH:mm:ss` on the real calendar; with `timeOptional` also the date alone. */
export function isSlashedDateTime(value: string, timeOptional = false): boolean {
  const match = DATE_TIME.exec(value);
  if (!match) return false;
  const [, day, month, year, hour, minute, second] = match;
  if (hour === undefined && !timeOptional) return false;
  return (
    isCalendarDay(Number(year), Number(month), Number(day)) &&
    Number(hour ?? 0) < 24 &&
    Number(minute ?? 0) < 60 &&
    Number(second ?? 0) < 60
  );
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}

/** Plain base64 with its padding: no data-URL prefix, no line breaks. */
export function isBase64(value: string): boolean {
  return value !== '' && value.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(value);
}

/** MoJ register ids (4 or 5 digits, such as 63001) or the statistical numbering 01-56: both are seen (wire contract 6.2). */
export function isEthnicity(value: string): boolean {
  return /^\d{4,5}$/.test(value) || (/^\d{2}$/.test(value) && Number(value) >= 1 && Number(value) <= 56);
}

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const SPECIAL_NATIONALITIES = new Set(['200', 'CXD', 'TW2']);

/** ISO 3166 alpha-2, or one of the special codes for stateless and undetermined (wire contract 6.3). */
export function isNationality(value: string): boolean {
  return SPECIAL_NATIONALITIES.has(value) || (/^[A-Z]{2}$/.test(value) && REGIONS.of(value) !== undefined);
}
