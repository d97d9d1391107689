import { TextDecoder } from 'node:util';
import { JsonDocuments } from '../contract';
import type { DocumentTray } from './document-tray';

/** A string of JSON from this length on may be a document; an answer shorter than this is simply read. */
const LONG = 48_000;

/** Collects the body of one answer. With a tray, the documents in it go there and a note stands in the place of each. */
export class AnswerReader {
  private chunks: Buffer[] = [];
  private size = 0;
  private long?: { readonly json: JsonDocuments; readonly decoder: TextDecoder; readonly tray: DocumentTray };

  constructor(private tray?: DocumentTray) {}

  push(chunk: Buffer): void {
    if (this.long) return this.feed(chunk);
    this.chunks.push(chunk);
    this.size += chunk.length;
    if (!this.tray || this.size < LONG) return;
    const begun = Buffer.concat(this.chunks);
    const { tray } = this;
    this.tray = undefined;
    // What is no JSON (a page, SOAP) carries no documents.
    if (!/^(?:\xEF\xBB\xBF)?\s*[{[]/.test(begun.toString('latin1', 0, 1_000))) return;
    this.long = { tray, json: new JsonDocuments(LONG, () => tray.take()), decoder: new TextDecoder() };
    this.chunks = [];
    this.feed(begun);
  }

  end(): string | Promise<string> {
    if (!this.long) return textOf(this.chunks);
    const { json, decoder, tray } = this.long;
    json.push(decoder.decode());
    const text = json.end();
    return tray.flush().then(() => text);
  }

  private feed(chunk: Buffer): void {
    const { json, decoder, tray } = this.long!;
    json.push(decoder.decode(chunk, { stream: true }));
    void tray.flush();
  }
}

function textOf(chunks: readonly Buffer[]): string {
  const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  // As `TextDecoder` reads it: without the mark some servers begin with.
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', marked ? 3 : 0);
}
