import { Readable } from 'node:stream';

/** Part of a request body: text that is at hand, or base64 that comes in pieces from the file store. */
export type BodyPart = string | { readonly length: number; readonly read: () => AsyncIterable<string> };

/** Length of the base64 text of `size` bytes. */
export const base64Length = (size: number): number => 4 * Math.ceil(size / 3);

export function bodyLength(parts: readonly BodyPart[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : part.length), 0);
}

/** One string when everything is at hand; otherwise a stream, so that a large document is never whole in memory. */
export function bodyOf(parts: readonly BodyPart[]): string | Readable {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Readable.from(pieces(parts), { objectMode: false });
}

async function* pieces(parts: readonly BodyPart[]): AsyncIterable<string> {
  for (const part of parts) {
    if (typeof part === 'string') yield part;
    else yield* part.read();
  }
}
