import type { Base64Source } from '../contract';
import { HotichFileStoreError } from '../errors';

/** Part of a request body: text that is at hand, or base64 that comes in pieces from the file store. */
export type BodyPart = string | Base64Source;

export function bodyLength(parts: readonly BodyPart[]): number {
  return parts.reduce((sum, part) => sum + (typeof part === 'string' ? Buffer.byteLength(part) : part.length), 0);
}

/**
 * One string when everything is at hand; otherwise pieces, so that a large document is never whole in memory.
 *
 * @param unreadable is told what a document could not be read for: whoever sends the body would take it for a fault of the connection.
 */
export function bodyOf(
  parts: readonly BodyPart[],
  unreadable: (error: unknown) => void,
): string | AsyncIterable<string> {
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return pieces(parts, unreadable);
}

async function* pieces(parts: readonly BodyPart[], unreadable: (error: unknown) => void): AsyncIterable<string> {
  try {
    for (const part of parts) {
      if (typeof part === 'string') yield part;
      else yield* wholeDocument(part);
    }
  } catch (error) {
    unreadable(error);
    throw error;
  }
}

/**
 * All of a document and nothing more: its length has been said in the head of the request, or beside it.
 *
 * @throws HotichFileStoreError
 */
export async function* wholeDocument(document: Base64Source): AsyncIterable<string> {
  let left = document.length;
  for await (const piece of document.read()) {
    left -= piece.length;
    if (left < 0) break;
    yield piece;
  }
  if (left !== 0) throw new HotichFileStoreError('readBase64', new OtherLength());
}

/** The store gave back another document than it took. */
class OtherLength extends Error {}
