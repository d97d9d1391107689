import { DOSSIER_CODE_IN_TEXT } from './dossier-code-shape';

const DASH = String.raw`[\u2010-\u2015-]`;
/** Signs that stand between the parts of one thing; a comma may stand between two as well. */
const JOINT = `(?:[./_]|${DASH})`;
/** Nine digits and more, however they are parted: numbers of papers and telephones. A list has a blank after its comma. */
const LONG_NUMBER = String.raw`\d(?:(?:\s{1,2}|${JOINT}|,)?\d){8,}`;

const ALONE = { before: String.raw`(?<!\d|\d${JOINT})`, after: String.raw`(?!${JOINT}?\d)` };
const [YEAR, MONTH, DAY] = [String.raw`(?:19|20)\d\d`, '(?:1[0-2]|0?[1-9])', String.raw`(?:3[01]|[12]\d|0?[1-9])`];
const DATE = `(?:${['-', '/', '[.]'].flatMap((sign) => [[DAY, MONTH, YEAR].join(sign), [YEAR, MONTH, DAY].join(sign)]).join('|')})`;
// ASP.NET writes seven digits of a second.
const MOMENT = String.raw`${DATE}(?:[T\s]\d\d?:\d\d(?::\d\d(?:\.\d{1,7})?)?)?`;
const BYTE = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;

/** What has as many digits and is nobody's number. Without groups of its own. */
const OPEN = [
  DOSSIER_CODE_IN_TEXT,
  // Codes of procedures with the province they belong to.
  String.raw`(?<![\d.])\d\.\d{6}\.\d{3}\.\d{2}\.\d{2}\.H\d`,
  // A trace of ASP.NET, or any other, by which the other side finds the call.
  '[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}',
  '(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])',
  `${ALONE.before}${MOMENT}(?:${DASH}${MOMENT})?${ALONE.after}`,
  // The address of a machine that is not allowed. A personal number written in threes begins with a zero.
  String.raw`(?<!\d|\d[\s.-])(?:${BYTE}\.){3}${BYTE}(?![\s.-]?\d)`,
];

const HOLDS_ONE = new RegExp(LONG_NUMBER);
const LONG_NUMBERS = new RegExp(LONG_NUMBER, 'g');
const ANY_OPEN = anyOf(OPEN);

/**
 * A remote's words without the numbers that may be somebody's; codes of dossiers stay readable.
 *
 * @param options.codes dossiers that were spoken of: theirs stay readable whatever their shape.
 * @param options.inPlace what stands for a number of so many digits. Default: `…`.
 */
export function withoutLongNumbers(
  text: string,
  options: { codes?: readonly string[]; inPlace?: (digits: number) => string } = {},
): string {
  // Every answer comes by here, and hardly any has one.
  if (text.length < 9 || !HOLDS_ONE.test(text)) return text;
  const { codes = [], inPlace = () => '…' } = options;
  const known = codes.filter((code) => HOLDS_ONE.test(code)).map(wholeCode);
  // What is open is cut out first: a number that stands before it would go on into it.
  const pieces = text.split(known.length === 0 ? ANY_OPEN : anyOf([...known, ...OPEN]));
  const hide = (number: string) => inPlace(number.replace(/\D/g, '').length);
  return pieces.map((piece, i) => (i % 2 === 1 ? piece : piece.replace(LONG_NUMBERS, hide))).join('');
}

/** Those of the codes that would not stay readable by their shape. */
export function hiddenCodes(codes: readonly string[]): string[] {
  return codes.filter((code) => withoutLongNumbers(code) !== code);
}

function anyOf(open: readonly string[]): RegExp {
  return new RegExp(`(${open.join('|')})`, 'i');
}

function wholeCode(code: string): string {
  const literal = code.replace(/[^0-9A-Za-z]/g, String.raw`\$&`);
  return String.raw`(?<![0-9A-Za-z]|[0-9A-Za-z]${JOINT})${literal}(?!${JOINT}?[0-9A-Za-z])`;
}

/**
 * A remote's sentence as an error may quote it: without the numbers that may be somebody's.
 *
 * @param most characters; what comes after them is cut off. @param codes dossiers that were spoken of.
 */
export function quotable(sentence: string, most: number, codes: readonly string[] = []): string {
  return withoutLongNumbers(sentence, { codes }).slice(0, most).toWellFormed();
}
