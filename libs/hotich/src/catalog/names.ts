import { nfc, unaccentVietnamese } from '../contract';

/**
 * A personal name in parts, as the population database and the 2025 payloads take it. Field names as on the wire (wire contract
 * 2.11, attested B).
 */
export interface SplitName {
  /** Family name. */
  readonly Ho: string;
  /** Middle names, `''` when there are none. */
  readonly ChuDem: string;
  /** Given name. */
  readonly Ten: string;
}

/** Why a name cannot be split for certain. */
export type NameDoubt = 'empty' | 'singleWord' | 'compoundFamilyName' | 'otherOrder';

export interface NameReading {
  readonly name: SplitName;
  /** True when the usual rule leaves no doubt: first word, words between, last word. */
  readonly certain: boolean;
  readonly doubt?: NameDoubt;
  /** Other ways to split, for a person to choose from. */
  readonly alternatives: readonly SplitName[];
}

/**
 * Family names of several words, unaccented, the longest first. The same words may be a family name and a middle name, so they
 * always leave a doubt.
 */
const COMPOUND_FAMILY_NAMES = [
  'cong tang ton nu',
  'cong huyen ton nu',
  'huyen ton nu',
  'cong ton nu',
  'ton that',
  'ton nu',
  'au duong',
  'tu ma',
  'hoang phu',
  'gia cat',
];

/** First syllables of names from the Central Highlands, which put no family name first (`Y Bham Niê`, `H' Hen Niê`, `A Dơi`). */
const HIGHLAND_NAME = /^(?:[yhka]$|[hk]')/;

/**
 * Splits a full name into family name, middle names and given name: first word, words between, last word. Says when that is not
 * certain (one word, a possible two-word family name, a name of another order) and what else it could be. Letters and case stay
 * as they are, in NFC.
 */
export function splitName(fullName: string): NameReading {
  const words = wordsOf(fullName);
  const first = words[0];
  if (first === undefined) return doubtful({ Ho: '', ChuDem: '', Ten: '' }, 'empty');
  if (words.length === 1) return doubtful({ Ho: '', ChuDem: '', Ten: first }, 'singleWord', [take(words, 1)]);
  const usual = take(words, 1);
  if (HIGHLAND_NAME.test(unaccentVietnamese(first))) return doubtful(usual, 'otherOrder', [familyLast(words)]);
  const compound = COMPOUND_FAMILY_NAMES.map((name) => name.split(' ').length).find(
    (length, index) => words.length > length && startsWith(words, length, COMPOUND_FAMILY_NAMES[index]),
  );
  if (compound !== undefined) return doubtful(usual, 'compoundFamilyName', [take(words, compound)]);
  return { name: usual, certain: true, alternatives: [] };
}

/** The full name in one text, parts in the usual order, empty ones left out. */
export function joinName({ Ho, ChuDem, Ten }: SplitName): string {
  return wordsOf([Ho, ChuDem, Ten].join(' ')).join(' ');
}

function wordsOf(text: string): string[] {
  return nfc(text)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function startsWith(words: readonly string[], length: number, unaccented: string | undefined): boolean {
  return words.slice(0, length).map(unaccentVietnamese).join(' ') === unaccented;
}

/** The first `family` words as family name, the last one as given name. */
function take(words: readonly string[], family: number): SplitName {
  return {
    Ho: words.slice(0, family).join(' '),
    ChuDem: words.slice(family, -1).join(' '),
    Ten: words.length > family ? (words.at(-1) ?? '') : '',
  };
}

function familyLast(words: readonly string[]): SplitName {
  return { Ho: words.at(-1) ?? '', ChuDem: words.slice(0, -2).join(' '), Ten: words.at(-2) ?? '' };
}

function doubtful(name: SplitName, doubt: NameDoubt, alternatives: readonly SplitName[] = []): NameReading {
  return { name, certain: false, doubt, alternatives };
}
