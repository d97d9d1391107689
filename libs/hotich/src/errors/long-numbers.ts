/** Nine digits and more, however they are parted: numbers of papers and telephones. */
const LONG_NUMBER = String.raw`\d(?:[\s.-]?\d){8,}`;
const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;

/** What has as many digits and is nobody's number. */
const OPEN = [
  // Codes of dossiers, whose shape wire contract 0.3 tells, and of procedures with the province they belong to.
  String.raw`[A-Z]\d{2}(?:\.[0-9A-Z]{1,3}){1,4}-\d{6}-\d{4,8}(?!\d)`,
  String.raw`\d\.\d{6}\.\d{3}\.\d{2}\.\d{2}\.H\d`,
  // A trace of ASP.NET, by which the other side finds the call.
  '[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}',
  // The hour that follows a day.
  String.raw`(?:\d{4}-\d\d-\d\d|\d\d[.-]\d\d[.-]\d{4}) \d\d(?=:)`,
  // The address of a machine that is not allowed. A personal number written in threes begins with a zero.
  String.raw`(?:${BYTE}\.){3}${BYTE}(?![\s.-]?\d)`,
];

const HOLDS_ONE = new RegExp(LONG_NUMBER);
const OPEN_OR_LONG = new RegExp(`${OPEN.join('|')}|(${LONG_NUMBER})`, 'gi');

/**
 * A remote's words without the numbers that may be somebody's; codes of dossiers stay readable.
 *
 * @param inPlace what stands for a number of so many digits. Default: `…`.
 */
export function withoutLongNumbers(text: string, inPlace: (digits: number) => string = () => '…'): string {
  // Every answer comes by here, and hardly any has one.
  if (text.length < 9 || !HOLDS_ONE.test(text)) return text;
  return text.replace(OPEN_OR_LONG, (whole: string, number?: string) =>
    number === undefined ? whole : inPlace(number.replace(/\D/g, '').length),
  );
}

/**
 * A remote's sentence as an error may quote it: without the numbers that may be somebody's.
 *
 * @param most characters; what comes after them is cut off.
 */
export function quotable(sentence: string, most: number): string {
  return withoutLongNumbers(sentence).slice(0, most).toWellFormed();
}
