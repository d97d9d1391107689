import { DOSSIER_CODE_IN_TEXT } from './dossier-code-shape';

/** Nine digits and more, however they are parted: numbers of papers and telephones. */
const LONG_NUMBER = String.raw`\d(?:[\s.-]?\d){8,}`;
const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;

/** What has as many digits and is nobody's number. */
const OPEN = [
  DOSSIER_CODE_IN_TEXT,
  // Codes of procedures with the province they belong to.
  String.raw`\d\.\d{6}\.\d{3}\.\d{2}\.\d{2}\.H\d`,
  // A trace of ASP.NET, by which the other side finds the call.
  '[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}',
  // The hour that follows a day.
  String.raw`(?:\d{4}-\d\d-\d\d|\d\d[.-]\d\d[.-]\d{4}) \d\d(?=:)`,
  // The address of a machine that is not allowed. A personal number written in threes begins with a zero.
  String.raw`(?:${BYTE}\.){3}${BYTE}(?![\s.-]?\d)`,
];

const HOLDS_ONE = new RegExp(LONG_NUMBER);
const OPEN_OR_LONG = openOrLong(OPEN);

/**
 * A remote's words without the numbers that may be somebody's; codes of dossiers stay readable.
 *
 * @param options.codes dossiers that were spoken of: theirs stay readable whatever their shape.
 * @param options.inPlace what stands for a number of so many digits. Default: `…`.
 */
export function withoutLongNumbers(
  text: string,
  { codes = [], inPlace = () => '…' }: { codes?: readonly string[]; inPlace?: (digits: number) => string } = {},
): string {
  // Every answer comes by here, and hardly any has one.
  if (text.length < 9 || !HOLDS_ONE.test(text)) return text;
  const known = codes.filter((code) => HOLDS_ONE.test(code)).map(wholeCode);
  const openOrNumber = known.length === 0 ? OPEN_OR_LONG : openOrLong([...known, ...OPEN]);
  return text.replace(openOrNumber, (whole: string, number?: string) =>
    number === undefined ? whole : inPlace(number.replace(/\D/g, '').length),
  );
}

/** Those of the codes that would not stay readable by their shape. */
export function hiddenCodes(codes: readonly string[]): string[] {
  return codes.filter((code) => withoutLongNumbers(code) !== code);
}

function openOrLong(open: readonly string[]): RegExp {
  return new RegExp(`${open.join('|')}|(${LONG_NUMBER})`, 'gi');
}

function wholeCode(code: string): string {
  const literal = code.replace(/[^0-9A-Za-z]/g, String.raw`\$&`);
  return String.raw`(?<![0-9A-Za-z]|[0-9A-Za-z][.-])${literal}(?![.-]?[0-9A-Za-z])`;
}

/**
 * A remote's sentence as an error may quote it: without the numbers that may be somebody's.
 *
 * @param most characters; what comes after them is cut off. @param codes dossiers that were spoken of.
 */
export function quotable(sentence: string, most: number, codes: readonly string[] = []): string {
  return withoutLongNumbers(sentence, { codes }).slice(0, most).toWellFormed();
}
