import { decodeBase64 } from '../base64';
import { type DocumentKind, sniff, SNIFFED_BYTES } from './document-kinds';

/** What the content of a document is like. */
export interface DocumentFindings {
  /** False: no well-formed plain base64, and nothing else is said about it. */
  readonly isBase64: boolean;
  /** Bytes, decoded. */
  readonly size: number;
  /** Media type told by the first bytes; absent: not known. */
  readonly mediaType?: string;
  /** A PDF whose end is missing. */
  readonly truncated?: true;
  /** What in it could run, as it is written there: the name of a PDF action, the place of macros. */
  readonly active?: string;
}

/** Longest name looked for, written with every letter as `#xx`: what may be cut by the border of two pieces. */
const OVERLAP = 64;
/** PDF readers look for the end mark this far from the end; some writers pad. */
const TAIL = 2048;

/** Names a PDF gives to what acts by itself or carries other files; each long enough not to occur in compressed data by chance. */
const PDF_ACTIVE = new RegExp(
  `/(?:${['JavaScript', 'Launch', 'EmbeddedFile', 'RichMedia'].map((name) => [...name].map(pdfLetter).join('')).join('|')})`,
);
/** Office keeps macros under these names, in archives as they stand, in older files as UTF-16. */
const MACROS = /vbaProject\.bin|V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T/;

/**
 * Looks at a document piece by piece, in the order of its base64: what it is, whether it is whole, and whether something in it
 * could run. Not a virus scanner: what is compressed inside the document is not looked into.
 */
export class DocumentProbe {
  private wellFormed = true;
  private padded = false;
  private rest = '';
  private size = 0;
  private head = Buffer.alloc(0);
  private before = '';
  private kind?: DocumentKind;
  private active?: string;

  /** @param base64 plain base64, cut anywhere. */
  push(base64: string): void {
    if (!this.wellFormed) return;
    const text = this.rest + base64;
    const whole = text.length - (text.length % 4);
    this.rest = text.slice(whole);
    if (whole === 0) return;
    const quanta = text.slice(0, whole);
    const bytes = decodeBase64(quanta);
    // Nothing may follow the padding.
    if (this.padded || !bytes) this.wellFormed = false;
    else this.look(bytes);
    this.padded = quanta.endsWith('=');
  }

  end(): DocumentFindings {
    if (!this.wellFormed || this.rest !== '') return { isBase64: false, size: 0 };
    const kind = this.kind ?? sniff(this.head);
    return {
      isBase64: true,
      size: this.size,
      ...(kind ? { mediaType: kind.mediaType } : {}),
      ...(kind?.mediaType === 'application/pdf' && !this.before.includes('%%EOF') ? { truncated: true } : {}),
      ...(this.active === undefined ? {} : { active: this.active }),
    };
  }

  private look(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.head.length < SNIFFED_BYTES) {
      this.head = Buffer.concat([this.head, bytes.subarray(0, SNIFFED_BYTES - this.head.length)]);
      if (this.head.length === SNIFFED_BYTES) this.kind = sniff(this.head);
    }
    const text = this.before.slice(-OVERLAP) + bytes.toString('latin1');
    this.active ??= activePart(this.kind ?? sniff(this.head))
      ?.exec(text)?.[0]
      .replaceAll('\0', '');
    this.before = (this.before + bytes.toString('latin1', Math.max(0, bytes.length - TAIL))).slice(-TAIL);
  }
}

/** Looks at a document that is at hand as plain base64. */
export function probeDocument(base64: string): DocumentFindings {
  const probe = new DocumentProbe();
  // In pieces: the text of tens of megabytes need not stand in memory three times.
  for (let at = 0; at < base64.length; at += PIECE) probe.push(base64.slice(at, at + PIECE));
  return probe.end();
}

const PIECE = 256_000;

function activePart(kind: DocumentKind | undefined): RegExp | undefined {
  switch (kind?.mediaType) {
    case 'application/pdf':
      return PDF_ACTIVE;
    case 'application/zip':
    case 'application/x-cfb':
      return MACROS;
    default:
      return undefined;
  }
}

/** A letter of a PDF name, which may also be written as `#` and its code. */
function pdfLetter(letter: string): string {
  const hex = letter.charCodeAt(0).toString(16);
  return `(?:${letter}|#${hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)})`;
}
