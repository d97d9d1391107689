import { Injectable } from '@nestjs/common';
import { type EntityManager, QueryFailedError } from 'typeorm';
import { HotichError, HotichFileStoreError } from '../../errors';
import { type FileToStore, HotichFileStore, type StoredFile } from './file-store';

/** Whether a host's file store fails for everybody, as far as this process has seen. */
@Injectable()
export class FileStoreWatch {
  private failures = 0;

  /** Whether it fails one time after the other, whatever it is asked for: then no document is to blame. */
  get fails(): boolean {
    return this.failures > 1;
  }

  failed(): void {
    this.failures++;
  }

  succeeded(): void {
    this.failures = 0;
  }
}

/** A host's file store, watched; what it throws is said to be its own. */
export class WatchedFileStore extends HotichFileStore {
  /** There only where the host's store has it. */
  override remove?: NonNullable<HotichFileStore['remove']>;

  constructor(
    private readonly store: HotichFileStore,
    private readonly watch: FileStoreWatch,
  ) {
    super();
    if (store.remove) this.remove = (...of) => this.watched('remove', () => store.remove!(...of));
  }

  override save(file: FileToStore, manager: EntityManager): Promise<StoredFile> {
    return this.watched('save', () => this.store.save(file, manager));
  }

  override async *readBase64(id: string, manager: EntityManager): AsyncIterable<string> {
    try {
      yield* this.store.readBase64(id, manager);
    } catch (error) {
      this.watch.failed();
      throw asOfStore('readBase64', error);
    }
    this.watch.succeeded();
  }

  private async watched<T>(method: 'save' | 'remove', call: () => Promise<T>): Promise<T> {
    try {
      const done = await call();
      this.watch.succeeded();
      return done;
    } catch (error) {
      this.watch.failed();
      // Of the transaction in which it was asked: by what the database says it is known whether it is to be made again.
      throw error instanceof QueryFailedError ? error : asOfStore(method, error);
    }
  }
}

function asOfStore(method: HotichFileStoreError['method'], error: unknown): HotichError {
  return error instanceof HotichError ? error : new HotichFileStoreError(method, error);
}
