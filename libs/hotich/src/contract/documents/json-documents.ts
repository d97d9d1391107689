/** Takes one document while it arrives. */
export interface DocumentSink {
  /** A piece of the string as JSON meant it; may be cut anywhere. */
  write(piece: string): void;
  /** @returns what stands in its place. */
  close(): string;
}

type Mode = 'outside' | 'collecting' | 'verbatim' | 'nested' | 'document';

const BASE64_START = /^(?:\s*data:[^,]{0,200};base64,)?[A-Za-z0-9+/=\s]*$/i;
/** An escape, the beginning of one at the end of the piece, or what no JSON string may hold. */
const ESCAPES = /\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))|(\\(?:u[0-9a-fA-F]{0,3})?$)|\\|[\u0000-\u001f]/g;
const MEANS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
/** Put in place of what JSON forbids, so that the text stays as unreadable as it was. */
const FORBIDDEN = '\u0000';

/**
 * Reads JSON as it arrives and takes the documents out: a string of `threshold` characters or more that looks like base64 goes
 * to a sink in pieces, and what the sink says of it stands in its place. JSON inside such a long string is read in the same way
 * (DVCLT encodes a dossier twice). Everything else stays as it came, and JSON that is broken stays broken.
 */
export class JsonDocuments {
  private readonly out: string[] = [];
  private mode: Mode = 'outside';
  /** Of the string being read: as it is written, until it is long enough to be judged. */
  private collected = '';
  /** A backslash ended the last piece: the next character is escaped. */
  private escaped = false;
  /** An escape that the last piece cut. */
  private rest = '';
  private sink?: DocumentSink;
  private nested?: JsonDocuments;

  constructor(
    private readonly threshold: number,
    private readonly open: () => DocumentSink,
  ) {}

  /** @param text the next piece, cut anywhere. */
  push(text: string): void {
    let at = 0;
    while (at < text.length) {
      if (this.mode === 'outside') {
        const quote = text.indexOf('"', at);
        const end = quote === -1 ? text.length : quote + 1;
        this.out.push(text.slice(at, end));
        if (quote !== -1) this.mode = 'collecting';
        at = end;
      } else {
        const end = this.endOfString(text, at);
        this.inside(text.slice(at, end));
        at = end;
        if (end < text.length) {
          this.finish();
          this.out.push('"');
          at++;
        }
      }
    }
  }

  /** @returns the text without the documents. */
  end(): string {
    // Cut within a string: what came of it is kept, and the missing end says that it was cut.
    if (this.mode !== 'outside') this.finish();
    return this.out.join('');
  }

  /** Where the quote is that ends the string, or the length of the text. */
  private endOfString(text: string, from: number): number {
    let at = from;
    if (this.escaped) {
      this.escaped = false;
      at++;
    }
    let quote = text.indexOf('"', at);
    for (let slash = text.indexOf('\\', at); slash !== -1; slash = text.indexOf('\\', at)) {
      if (quote !== -1 && quote < slash) return quote;
      at = slash + 2;
      if (at > text.length) this.escaped = true;
      if (quote !== -1 && quote < at) quote = text.indexOf('"', at);
    }
    return quote === -1 ? text.length : quote;
  }

  private inside(piece: string): void {
    switch (this.mode) {
      case 'collecting':
        this.collected += piece;
        if (this.collected.length >= this.threshold) this.judge();
        return;
      case 'verbatim':
        this.out.push(piece);
        return;
      case 'nested':
        this.nested!.push(this.meaning(piece));
        return;
      default:
        this.sink!.write(this.meaning(piece));
    }
  }

  /** By the first characters only, so that it does not matter how the text was cut. */
  private judge(): void {
    const collected = this.collected;
    this.collected = '';
    const start = this.meaning(collected.slice(0, this.threshold));
    if (/^\s*[{[]/.test(start)) {
      this.mode = 'nested';
      this.nested = new JsonDocuments(this.threshold, this.open);
      this.nested.push(start);
    } else if (BASE64_START.test(start)) {
      this.mode = 'document';
      this.sink = this.open();
      this.sink.write(start);
    } else {
      this.mode = 'verbatim';
      this.rest = '';
      this.out.push(collected);
      return;
    }
    this.inside(collected.slice(this.threshold));
  }

  private finish(): void {
    this.out.push(this.collected);
    if (this.nested) this.out.push(JSON.stringify(this.nested.end()).slice(1, -1));
    if (this.sink) this.out.push(JSON.stringify(this.sink.close()).slice(1, -1));
    if (this.rest !== '') this.out.push(FORBIDDEN);
    this.mode = 'outside';
    this.collected = this.rest = '';
    this.nested = this.sink = undefined;
  }

  private meaning(piece: string): string {
    const text = this.rest + piece;
    this.rest = '';
    return text.replace(ESCAPES, (all, code?: string, sign?: string, cut?: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (sign !== undefined) return MEANS[sign] ?? sign;
      if (cut !== undefined) this.rest = all;
      else this.out.push(FORBIDDEN);
      return '';
    });
  }
}
