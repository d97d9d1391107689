import { Injectable } from '@nestjs/common';
import { type EntityManager, QueryFailedError } from 'typeorm';
import { HotichError, HotichFileStoreError } from '../../errors';
import { inHost } from '../transaction-end';
import { type FileToStore, HotichFileStore, type StoredFile } from './file-store';

type Method = HotichFileStoreError['method'];

/** Whether a host's file store fails for everybody, as far as this process has seen. */
@Injectable()
export class FileStoreWatch {
  private readonly failures = new Map<Method, number>();

  /** Whether it fails in this one time after the other, for whichever document: then none is to blame. One that is full still reads. */
  fails(method: Method): boolean {
    return (this.failures.get(method) ?? 0) > 1;
  }

  failed(method: Method): void {
    this.failures.set(method, (this.failures.get(method) ?? 0) + 1);
  }

  succeeded(method: Method): void {
    this.failures.delete(method);
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
      this.watch.failed('readBase64');
      throw asOfStore('readBase64', error);
    }
    this.watch.succeeded('readBase64');
  }

  private async watched<T>(method: Method, call: () => Promise<T>): Promise<T> {
    try {
      const done = await inHost(call);
      this.watch.succeeded(method);
      return done;
    } catch (error) {
      this.watch.failed(method);
      // Of the transaction in which it was asked: by what the database says it is known whether it is to be made again.
      throw error instanceof QueryFailedError ? error : asOfStore(method, error);
    }
  }
}

function asOfStore(method: Method, error: unknown): HotichError {
  return error instanceof HotichError ? error : new HotichFileStoreError(method, error);
}
