import { nfc, unaccentVietnamese } from '../../contract';
import { readLabel, UNIT_TITLES } from '../units';

const COUNTRY = new Set(['viet nam', 'vietnam', 'vn']);
const SEPARATORS = /[,;\n\r\t]+/;
const SPACED_HYPHEN = /\s[-–]\s/;
const TITLE_AHEAD = new RegExp(` +(?=(?:${UNIT_TITLES.join('|')}) )`, 'i');

/**
 * Ways of cutting an address into segments, the plainest first: at commas and line ends; at spaced hyphens too (some names
 * contain one, so this comes second); before every word that names a kind of unit, for texts without commas.
 */
export function cutAddress(text: string): string[][] {
  const plain = segments(nfc(text).split(SEPARATORS));
  const hyphenated = segments(plain.flatMap((segment) => segment.split(SPACED_HYPHEN)));
  const titled = segments(hyphenated.flatMap((segment) => segment.split(TITLE_AHEAD)));
  return [plain, hyphenated, titled].filter(
    (cut, index, all) => cut.length > 0 && all.findIndex((other) => other.length === cut.length) === index,
  );
}

/** True when a segment calls itself a unit: `xã Ia Mơ`, `Q.1`. */
export function callsItselfUnit(segment: string): boolean {
  return readLabel(segment)[0]?.title !== undefined;
}

function segments(pieces: readonly string[]): string[] {
  const kept = pieces
    .map((piece) => piece.replace(/\s+/g, ' ').replace(/^[\s.]+|\s+$/g, ''))
    .filter((piece) => piece !== '');
  const last = kept.at(-1);
  return last !== undefined && COUNTRY.has(unaccentVietnamese(last.replace(/\.$/, ''))) ? kept.slice(0, -1) : kept;
}
