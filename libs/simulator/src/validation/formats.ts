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

/** The 249 codes of ISO 3166-1 alone: what `Intl` knows has also reserved ones (UK, EU) and some for no country (ZZ). */
const COUNTRIES = new Set(
  [
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY',
    'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK',
    'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR',
    'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK',
    'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM',
    'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF',
    'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW',
  ].flatMap((codes) => codes.split(' ')),
);
const SPECIAL_NATIONALITIES = new Set(['200', 'CXD', 'TW2']);

/** ISO 3166 alpha-2, or one of the special codes for stateless and undetermined (wire contract 6.3). */
export function isNationality(value: string): boolean {
  return SPECIAL_NATIONALITIES.has(value) || COUNTRIES.has(value);
}
