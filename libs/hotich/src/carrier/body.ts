import type { Base64Source } from '../contract';

/** Part of a request body: text that is at hand, or base64 that comes in pieces from the file store. */
export type BodyPart = string | Base64Source;

export function bodyLength(parts: readonly BodyPart[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : part.length), 0);
}

/** One string when everything is at hand; otherwise pieces, so that a large document is never whole in memory. */
export function bodyOf(parts: readonly BodyPart[]): string | AsyncIterable<string> {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return pieces(parts);
}

async function* pieces(parts: readonly BodyPart[]): AsyncIterable<string> {
  for (const part of parts) {
    if (typeof part === 'string') yield part;
    else yield* part.read();
  }
}
