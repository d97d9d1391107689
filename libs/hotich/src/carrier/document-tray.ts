import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Base64Source, DocumentProbe, type DocumentSink, plainBase64, readNote, writeNote } from '../contract';
import type { Environment } from '../hotich.constants';
import { loggerOf } from '../hotich.logger';

/** 48,000 bytes: what a piece of a stored file holds. */
const PIECE = 64_000;
/** A `data:…;base64,` prefix is looked for in this much of the beginning. */
const PREFIX = 300;
const CIPHER = 'aes-256-ctr';

/** A piece on disk, or in memory where the disk would not take it; sealed either way. */
type Piece = { readonly at: number; readonly length: number } | Buffer;

interface Kept {
  readonly iv: Buffer;
  readonly pieces: Piece[];
  readonly length: number;
}

/**
 * Holds the documents of answers between the socket and the file store. They wait in one file of the temporary directory,
 * sealed with a key that exists in this process only, and nameless from the start: whatever becomes of the process, nothing
 * stays. Whoever made the tray closes it.
 */
export class DocumentTray {
  private key?: Buffer;
  private readonly documents = new Map<string, Kept>();
  private readonly queue: { bytes: Buffer; pieces: Piece[] }[] = [];
  private file?: FileHandle;
  private end = 0;
  private diskFails = false;
  private closed = false;
  /** One at a time: pieces are put one behind the other. */
  private flushing?: Promise<void> | undefined;

  /** @param given where the file lies; default that of the system (`TMPDIR`). */
  constructor(
    private readonly options: { readonly environment: Environment },
    private readonly given?: string,
  ) {}

  /** Whether there is anything to give back. */
  get used(): boolean {
    return this.file !== undefined || this.documents.size > 0;
  }

  /** Takes the next document of an answer. What it takes is safe after {@link flush}. */
  take(): DocumentSink {
    const iv = randomBytes(16);
    const key = (this.key ??= randomBytes(32));
    const cipher = createCipheriv(CIPHER, key, iv);
    const probe = new DocumentProbe();
    const pieces: Piece[] = [];
    let begun = false;
    let waiting = '';
    let length = 0;
    const keep = (least: number) => {
      for (; waiting.length >= least && waiting !== ''; waiting = waiting.slice(PIECE)) {
        const piece = waiting.slice(0, PIECE);
        probe.push(piece);
        length += piece.length;
        this.queue.push({ bytes: cipher.update(piece, 'latin1'), pieces });
      }
    };
    return {
      write: (piece) => {
        waiting += begun ? piece.replace(/\s+/g, '') : piece;
        if (!begun && waiting.length >= PREFIX) {
          begun = true;
          waiting = plainBase64(waiting);
        }
        if (begun) keep(PIECE);
      },
      close: () => {
        if (!begun) waiting = plainBase64(waiting);
        keep(0);
        const id = randomUUID();
        this.documents.set(id, { iv, pieces, length });
        return writeNote({ id, ...probe.end() });
      },
    };
  }

  /** Resolves when what was taken no longer stands in memory. Never fails: what the disk refuses is held in memory. */
  async flush(): Promise<void> {
    if (this.queue.length > 0) this.flushing ??= this.putAll();
    await this.flushing;
  }

  private async putAll(): Promise<void> {
    for (let next = this.queue.shift(); next; next = this.queue.shift()) next.pieces.push(await this.put(next.bytes));
    // In the turn in which nothing is left: what comes after it begins anew.
    this.flushing = undefined;
  }

  /** The content of a document: what a note of this tray stands for, or the text itself when it was at hand. */
  content(text: string): Base64Source {
    const note = readNote(text);
    const kept = note && this.documents.get(note.id);
    return kept ? { length: kept.length, read: () => this.read(kept) } : atHand(text);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.queue.length = 0;
    this.documents.clear();
    await this.file?.close().catch(() => undefined);
    this.file = undefined;
  }

  // Looked up where a document comes: for most answers none does, and the environment is slow to read.
  private get directory(): string {
    return this.given ?? tmpdir();
  }

  private async put(bytes: Buffer): Promise<Piece> {
    if (this.closed || this.diskFails) return bytes;
    try {
      const file = this.file ?? (await namelessFile(this.directory));
      if (this.closed) {
        // Closed while its file was being opened: nobody else closes that one.
        await file.close();
        return bytes;
      }
      this.file = file;
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await file.write(bytes, done, bytes.length - done, this.end + done);
        done += bytesWritten;
      }
      this.end += bytes.length;
      return { at: this.end - bytes.length, length: bytes.length };
    } catch (error) {
      this.diskFails = true;
      loggerOf(this.options).warn(
        `documents of answers are held in memory: ${this.directory} ${(error as NodeJS.ErrnoException).code}`,
      );
      return bytes;
    }
  }

  private async *read({ iv, pieces }: Kept): AsyncIterable<string> {
    const decipher = createDecipheriv(CIPHER, this.key!, iv);
    for (const piece of pieces) {
      const bytes = Buffer.isBuffer(piece) ? piece : await this.get(piece);
      yield decipher.update(bytes).toString('latin1');
    }
  }

  private async get({ at, length }: Exclude<Piece, Buffer>): Promise<Buffer> {
    if (!this.file) throw new Error('hotich: a document was read after its tray was closed');
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await this.file.read(bytes, done, length - done, at + done);
      if (bytesRead === 0) throw new Error('hotich: a document kept aside is cut short');
      done += bytesRead;
    }
    return bytes;
  }
}

/** A document that is in memory as it is. */
export function atHand(base64: string): Base64Source {
  return {
    length: base64.length,
    read: async function* () {
      for (let at = 0; at < base64.length; at += PIECE) yield await Promise.resolve(base64.slice(at, at + PIECE));
    },
  };
}

/** Open, and already gone from the directory: its bytes are given back when it is closed, also by a process that dies. */
async function namelessFile(directory: string): Promise<FileHandle> {
  const path = join(directory, `hotich-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await rm(path, { force: true });
  return file;
}
