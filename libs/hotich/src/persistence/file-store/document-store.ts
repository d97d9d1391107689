import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { HOTICH_FILE_STORE } from '../../hotich.internal-constants';
import { HotichFile } from '../entities';
import { ours } from '../province';
import type { UnitOfWork } from '../unit-of-work';
import { type FileToStore, HotichFileStore } from './file-store';

/** Documents and the rows that speak of them: whatever store a host has, what is known of a document stands in its database. */
@Injectable()
export class DocumentStore {
  constructor(@Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore) {}

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
}

/** What the file store knows the document by. */
export function storeIdOf(file: HotichFile): string {
  return file.storeId ?? file.id;
}
