const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/g;
const WORD = /[\p{L}\p{M}]+/gu;
const WORDS_AND_NUMBERS = /[\p{L}\p{M}\p{N}]+/gu;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** Text in Unicode NFC, the form in which everything is stored and sent. */
export function nfc(text: string): string {
  return text.normalize('NFC');
}

/**
 * Text that every database takes and gives back as it was. Half a character that is written as two, and the sign of code zero, which
 * PostgreSQL takes in no text, become U+FFFD.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** Every text inside a value in NFC; arrays and objects are copied, anything else is kept. */
export function nfcDeep(value: unknown): unknown {
  if (typeof value === 'string') return nfc(value);
  if (Array.isArray(value)) return value.map(nfcDeep);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, nfcDeep(item)]));
}

/** A value as JSON text, every text inside it in NFC; the names of its fields are kept. */
export function nfcJson(value: unknown): string {
  const text = JSON.stringify(value);
  // What is in NFC as a whole is so in every part, and then nothing has to be copied.
  return text === nfc(text) ? text : JSON.stringify(nfcDeep(value));
}

/**
 * Key for comparing Vietnamese text: two spellings that a reader takes for the same give the same key. Levels out NFC/NFD,
 * case, the position of the tone mark (`Hòa`/`Hoà`), the style of apostrophes and white space. Letters keep their marks:
 * `đã` and `da` stay different. The key is for comparing, not for showing.
 */
export function foldVietnamese(text: string): string {
  return (
    text
      .normalize('NFD')
      .toLowerCase()
      .normalize('NFD')
      .replace(INVISIBLE, '')
      // Of old encodings: the Icelandic letter, which looks the same.
      .replace(/ð/g, 'đ')
      .replace(APOSTROPHES, "'")
      .replace(WORD, moveToneToEnd)
      .replace(/\s+/g, ' ')
      .trim()
      .normalize('NFC')
  );
}

/** {@link foldVietnamese} of the words alone, each between spaces, so that one is found only as a whole: `không` is not in `khổng`. */
export function spacedWords(text: string): string {
  return ` ${foldVietnamese(text).match(WORDS_AND_NUMBERS)?.join(' ') ?? ''} `;
}

/** {@link foldVietnamese} without any mark and with `đ` as `d`: for finding what was typed without a Vietnamese keyboard. */
export function unaccentVietnamese(text: string): string {
  return foldVietnamese(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd');
}

function moveToneToEnd(word: string): string {
  const tones = word.match(TONE_MARKS);
  return tones ? word.replace(TONE_MARKS, '') + tones.join('') : word;
}
