import { createHash } from 'node:crypto';
import { Between, type EntityManager } from 'typeorm';
import { HotichFileStoreError } from '../../errors';
import { HotichFileChunk } from '../entities';
import { ours } from '../province';
import { insertRows } from '../rows';
import { type FileToStore, HotichFileStore, type StoredFile } from './file-store';

const CHUNKS_PER_STATEMENT = 1_000;

/** Keeps documents beside the dossier, in the same transaction: the default store. */
export class DatabaseFileStore extends HotichFileStore {
  override async save(file: FileToStore, manager: EntityManager): Promise<StoredFile> {
    const { id } = file;
    const hash = createHash('sha256');
    let size = 0;
    let seq = 0;
    // One row after the other: a document is never whole in memory, and a `text` column of any database holds a piece.
    for await (const content of file.base64.read()) {
      const bytes = Buffer.from(content, 'base64');
      hash.update(bytes);
      size += bytes.length;
      await insertRows(manager, HotichFileChunk, [{ fileId: id, seq: seq++, content }]);
    }
    return { id, size, sha256: hash.digest('hex') };
  }

  override async remove(ids: readonly string[], manager: EntityManager): Promise<void> {
    for (const id of ids) {
      for (let seq = 0; ; seq += CHUNKS_PER_STATEMENT) {
        const piece = { fileId: id, seq: Between(seq, seq + CHUNKS_PER_STATEMENT - 1), ...ours(manager) };
        if (!(await manager.delete(HotichFileChunk, piece)).affected) break;
      }
    }
  }

  override async *readBase64(id: string, manager: EntityManager): AsyncIterable<string> {
    for (let seq = 0; ; seq++) {
      const chunk = await manager.findOneBy(HotichFileChunk, { fileId: id, seq, ...ours(manager) });
      if (chunk) yield chunk.content;
      else if (seq === 0) throw new HotichFileStoreError('readBase64', new FileMissing());
      else return;
    }
  }
}

/** Its row names it, and the table has nothing of it. */
class FileMissing extends Error {}
