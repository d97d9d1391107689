/** Base64 that is not all in memory: it comes in pieces, from the beginning each time it is read. */
export interface Base64Source {
  /** Characters. */
  readonly length: number;
  /** Pieces of plain base64; each but the last is a multiple of four characters. */
  readonly read: () => AsyncIterable<string>;
}

/** Length of the base64 text of `size` bytes. */
export const base64Length = (size: number): number => 4 * Math.ceil(size / 3);

/** Plain base64: white space and a `data:…;base64,` prefix removed. */
export function plainBase64(text: string): string {
  return text.replace(/^\s*data:[^,]{0,200};base64,/i, '').replace(/\s+/g, '');
}

const LAST_QUANTUM = /^[A-Za-z0-9+/]{2}(?:[A-Za-z0-9+/]{2}|[A-Za-z0-9+/]=|==)$/;
/** A multiple of four: pieces stand for whole bytes. */
const PIECE = 256_000;

/** True for well-formed plain base64 (RFC 4648, padded). Looked at in pieces, so that nothing large stands in memory twice. */
export function isBase64(text: string): boolean {
  for (let at = 0; at < text.length; at += PIECE) {
    const piece = text.slice(at, at + PIECE);
    if (!decodeBase64(piece) || (piece.endsWith('=') && at + PIECE < text.length)) return false;
  }
  return true;
}

/**
 * The bytes of well-formed plain base64; undefined for anything else. Node's own decoder takes what it can and says nothing, so
 * it is asked to write the text again: that costs a tenth of looking at every sign.
 */
export function decodeBase64(text: string): Buffer | undefined {
  if (text === '') return Buffer.alloc(0);
  const last = text.length - 4;
  if (text.length % 4 !== 0 || !LAST_QUANTUM.test(text.slice(last))) return undefined;
  const bytes = Buffer.from(text, 'base64');
  // An end within the text stops it early.
  if (bytes.length !== base64Bytes(text)) return undefined;
  return bytes.toString('base64').slice(0, last) === text.slice(0, last) ? bytes : undefined;
}

/** Number of bytes that well-formed base64 stands for. */
export function base64Bytes(text: string): number {
  return (text.length / 4) * 3 - (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

/** True when the content begins with `%PDF`. */
export function isPdfBase64(text: string): boolean {
  return text.startsWith('JVBER') && Buffer.from(text.slice(0, 8), 'base64').toString('latin1').startsWith('%PDF');
}
