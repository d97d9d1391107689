import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RegisterResult } from '../contract';
import { HOTICH_FILE_STORE } from '../hotich.internal-constants';
import {
  type HotichDossier,
  HotichFile,
  type HotichFileStore,
  HotichResult,
  insertRows,
  ours,
  type UnitOfWork,
  updateRows,
} from '../persistence';
import { Listeners, type ResultReceived, SearchIndex, viewOf } from '../dossier';

/** Keeps what the register issued, and hands it to the host in the same transaction. */
@Injectable()
export class ResultStore {
  constructor(
    @Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore,
    private readonly listeners: Listeners,
    private readonly search: SearchIndex,
  ) {}

  async keep(dossier: HotichDossier, result: RegisterResult, work: UnitOfWork): Promise<void> {
    const { manager } = work;
    const before = await manager.findOneBy(HotichResult, { dossierId: dossier.id, ...ours(manager) });
    const document = result.document;
    const fileId = before?.fileId ?? (document ? await this.store(dossier, document, manager) : null);
    const pending = result.numberPending ? ('number' as const) : null;
    const receivedAt = before?.receivedAt ?? work.now;
    const row = { dossierId: dossier.id, data: { ...result.raw }, fileId, pending, receivedAt };
    if (before) await updateRows(manager, HotichResult, [row]);
    else await insertRows(manager, HotichResult, [row]);
    this.search.add(dossier.id, result.raw, work);
    const file = fileId === null ? null : await manager.findOneBy(HotichFile, { id: fileId, ...ours(manager) });
    const received: ResultReceived = {
      dossier: viewOf(dossier),
      data: result.raw,
      ...(file ? { file: { id: file.id, name: file.name, sha256: file.sha256, size: file.size } } : {}),
      ...(pending ? { pending } : {}),
    };
    work.tell(() => this.listeners.result(received, manager));
  }

  private async store(
    dossier: HotichDossier,
    document: NonNullable<RegisterResult['document']>,
    manager: EntityManager,
  ): Promise<string> {
    const { id } = await this.files.save(
      {
        dossierId: dossier.id,
        kind: 'result',
        name: `${document.key}${document.isPdf ? '.pdf' : ''}`,
        mediaType: document.isPdf ? 'application/pdf' : 'application/octet-stream',
        base64: document.base64,
      },
      manager,
    );
    return id;
  }
}
