import type { EntityManager } from 'typeorm';
import type { Base64Source } from '../../contract';
import type { FileKind } from '../entities';

export interface FileToStore {
  /** A UUID that no other document has: a store need not make an id of its own. */
  readonly id: string;
  readonly dossierId: string;
  readonly kind: FileKind;
  /** File name with extension. */
  readonly name: string;
  readonly mediaType: string;
  /** The content in pieces of at most 64,000 characters, already checked to be plain base64 (no data-URL prefix). */
  readonly base64: Base64Source;
}

export interface StoredFile {
  /**
   * What the store knows the document by: the id that was given, or any text of its own. No other dossier's document may have it: one
   * that a dossier no longer needs is removed by it. A store that keeps equal contents once gives each an id all the same, and knows
   * itself when the last has been removed.
   */
  readonly id: string;
  /** Bytes, decoded. */
  readonly size: number;
  /** SHA-256 of the decoded bytes, lower-case hex. */
  readonly sha256: string;
}

/**
 * Where documents are kept. The default keeps them in the host's database ({@link DatabaseFileStore}); a host may give
 * its own (object storage, disk) in `options.fileStore`. A store keeps contents only: what is known of a document beside
 * that stands in `hotich_file`, which is the library's to write.
 *
 * A store that cannot do what it is asked throws, whatever it likes: what came of it is HT-9003 ({@link HotichFileStoreError}), and nothing
 * was sent. Where the library works by itself, that is no dossier's fault while the store fails for everybody: those with documents wait,
 * however long it takes, each with that diagnosis, and those without go on. A document that the store refuses while it gives and takes
 * others is counted against its dossier, which is held after `engine.maxAttempts` of these. What the database says when the store asks it through `manager`
 * is best passed on as it is.
 *
 * A store that is not transactional must make `save` harmless when the transaction of `manager` rolls back: an orphaned
 * object is allowed, a row that names a missing object is not.
 */
export abstract class HotichFileStore {
  /** Keeps the document; when it resolves, the document is safe as soon as `manager`'s transaction commits. */
  abstract save(file: FileToStore, manager: EntityManager): Promise<StoredFile>;

  /** The content as base64 text in pieces; joined they are the whole. Throws when there is no such file. */
  abstract readBase64(id: string, manager: EntityManager): AsyncIterable<string>;

  /**
   * Removes documents for good; those that are gone already are no error. A store without it keeps everything, and
   * `retention.contentDays` is refused.
   */
  remove?(ids: readonly string[], manager: EntityManager): Promise<void>;
}
