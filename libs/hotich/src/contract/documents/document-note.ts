import { randomUUID } from 'node:crypto';
import { extensionOf, kindOf, sniff, SNIFFED_BYTES } from './document-kinds';
import { type DocumentFindings, probeDocument } from './document-probe';

/** Stands in an answer for the content of a document that was kept aside while the answer was read. */
export interface DocumentNote extends DocumentFindings {
  /** Under which whoever kept it finds it again. */
  readonly id: string;
}

/** Known to this process only: no remote and no host can write a note. */
const PREFIX = `hotich-document:${randomUUID()}:`;

export function writeNote(note: DocumentNote): string {
  return PREFIX + JSON.stringify(note);
}

/** The note that a text is; undefined for any other text. */
export function readNote(text: string): DocumentNote | undefined {
  return text.startsWith(PREFIX) ? (JSON.parse(text.slice(PREFIX.length)) as DocumentNote) : undefined;
}

/** What is known of the content of a document: by its note when it was kept aside, otherwise by looking. */
export function findingsOf(content: string): DocumentFindings {
  return readNote(content) ?? probeDocument(content);
}

/** The media type to store: as the content says, made precise by the name where only that can. */
export function mediaTypeOf(content: string, name: string): string {
  const note = readNote(content);
  const head = () => Buffer.from(content.slice(0, 2 * SNIFFED_BYTES), 'base64');
  const kind = note ? note.mediaType && kindOf(note.mediaType) : sniff(head());
  if (!kind) return 'application/octet-stream';
  return kind.byExtension?.[extensionOf(name) ?? ''] ?? kind.mediaType;
}
