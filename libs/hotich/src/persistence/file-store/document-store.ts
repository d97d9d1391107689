import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import type { Environment } from '../../hotich.constants';
import { HOTICH_FILE_STORE, HOTICH_OPTIONS } from '../../hotich.internal-constants';
import { loggerOf } from '../../hotich.logger';
import { HotichFile } from '../entities';
import { afterCommit, ownTransaction } from '../own-transaction';
import { ours } from '../province';
import { logLine } from '../trouble';
import type { UnitOfWork } from '../unit-of-work';
import { uuid } from '../uuid';
import { type FileToStore, HotichFileStore } from './file-store';

/** Documents and the rows that speak of them: whatever store a host has, what is known of a document stands in its database. */
@Injectable()
export class DocumentStore {
  private readonly logger = loggerOf(this.options);

  constructor(
    @Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore,
    @Inject(HOTICH_OPTIONS) private readonly options: { readonly environment: Environment },
  ) {}

  async save(file: Omit<FileToStore, 'id'>, work: UnitOfWork): Promise<HotichFile> {
    const id = uuid();
    const { dossierId, kind, name, mediaType } = file;
    const stored = await this.files.save({ ...file, id }, work.manager);
    const { size, sha256 } = stored;
    const storeId = stored.id === id ? null : stored.id;
    const row: HotichFile = { id, storeId, dossierId, kind, name, mediaType, size, sha256, createdAt: work.now };
    work.insert(HotichFile, row);
    return row;
  }

  /**
   * Removes all documents of a dossier.
   *
   * @param named what else names them: in a host's own store may be some from before every document had its row.
   * @returns how many they were.
   */
  async removeOf(dossierId: string, named: readonly string[], manager: EntityManager): Promise<number> {
    const rows = await manager.findBy(HotichFile, { dossierId, ...ours(manager) });
    const known = new Set(rows.map((row) => row.id));
    const ids = new Set([...rows.map(storeIdOf), ...named.filter((id) => !known.has(id))]);
    await this.files.remove?.([...ids], manager);
    await manager.delete(HotichFile, { id: In([...known]), ...ours(manager) });
    return ids.size;
  }

  /**
   * Removes documents of a dossier that others have replaced, once that is committed: a host's store could not give them back
   * to a result that names them still. What is left of them all the same goes with the dossier's others.
   */
  removeReplaced(dossierId: string, rows: readonly HotichFile[], { manager }: UnitOfWork): void {
    if (rows.length === 0 || !this.files.remove) return;
    afterCommit(manager, () =>
      ownTransaction(manager.connection.manager, async (tx) => {
        await tx.delete(HotichFile, { id: In(rows.map((row) => row.id)), ...ours(tx) });
        // A store that names documents by dossier and file name has written over the old one.
        const inUse = new Set((await tx.findBy(HotichFile, { dossierId, ...ours(tx) })).map(storeIdOf));
        const ids = rows.map(storeIdOf).filter((id) => !inUse.has(id));
        if (ids.length > 0) await this.files.remove?.(ids, tx);
      }).catch((error: unknown) => {
        this.logger.warn(`replaced documents of ${dossierId} not removed: ${logLine(error)}`);
      }),
    );
  }
}

/** What the file store knows the document by. */
export function storeIdOf(file: HotichFile): string {
  return file.storeId ?? file.id;
}
