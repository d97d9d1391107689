import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { DocumentTray } from '../carrier';
import { type Base64Source, mediaTypeOf, readNote, type RegisterResult } from '../contract';
import { defined } from '../contract/wire-json';
import {
  DocumentStore,
  type HotichDossier,
  HotichFile,
  HotichResult,
  insertRows,
  ours,
  storeIdOf,
  type UnitOfWork,
  updateRows,
} from '../persistence';
import { Listeners, type ResultReceived, SearchIndex, viewOf } from '../dossier';

/** Keeps what the register issued, and hands it to the host in the same transaction. */
@Injectable()
export class ResultStore {
  constructor(
    private readonly documents: DocumentStore,
    private readonly listeners: Listeners,
    private readonly search: SearchIndex,
  ) {}

  /**
   * What comes again, with the personal number, replaces what was there: the document as well, where another was issued.
   *
   * @param tray where the documents of the answer wait.
   */
  async keep(dossier: HotichDossier, result: RegisterResult, tray: DocumentTray, work: UnitOfWork): Promise<void> {
    const { manager } = work;
    const before = await manager.findOneBy(HotichResult, { dossierId: dossier.id, ...ours(manager) });
    const document = result.document;
    const kept = before
      ? await manager.findBy(HotichFile, { dossierId: dossier.id, kind: 'result', ...ours(manager) })
      : [];
    const known = kept.find((one) => one.id === before?.fileId);
    // The host may go by the id of the one it was told of: the same again stays what it is.
    const isOther = document && (!known || known.sha256 !== (await sha256(tray.content(document.base64))));
    const file = isOther ? await this.store(dossier, document, tray, work) : known;
    const fileId = file?.id ?? before?.fileId ?? null;
    const pending = result.numberPending ? ('number' as const) : null;
    const receivedAt = before?.receivedAt ?? work.now;
    const data = (await this.withoutNotes(dossier, result.raw, '', tray, work)) as Record<string, unknown>;
    const row = { dossierId: dossier.id, data, fileId, pending, receivedAt };
    if (before) await updateRows(manager, HotichResult, [row]);
    else await insertRows(manager, HotichResult, [row]);
    this.documents.removeReplaced(
      dossier.id,
      kept.filter((one) => one !== file),
      work,
    );
    this.search.add(dossier.id, data, work);
    const { soDinhDanh, soDangKy, quyenSo, trangSo, ngayDangKy } = result;
    const received: ResultReceived = {
      dossier: viewOf(dossier),
      ...defined({ soDinhDanh, soDangKy, quyenSo, trangSo, ngayDangKy }),
      data,
      ...(file ? { file: { id: storeIdOf(file), name: file.name, sha256: file.sha256, size: file.size } } : {}),
      ...(pending ? { pending } : {}),
    };
    work.tell(() => this.listeners.result(received, manager));
  }

  private async store(
    dossier: HotichDossier,
    document: NonNullable<RegisterResult['document']>,
    tray: DocumentTray,
    work: UnitOfWork,
  ): Promise<HotichFile> {
    const { key, isPdf, base64 } = document;
    return this.documents.save(
      {
        dossierId: dossier.id,
        kind: 'result',
        name: `${key}${isPdf ? '.pdf' : ''}`,
        mediaType: mediaTypeOf(base64, key),
        base64: tray.content(base64),
      },
      work,
    );
  }

  /** A result may bring more than the one document: those become files as well, and their ids stand in their places. */
  private async withoutNotes(
    dossier: HotichDossier,
    value: unknown,
    key: string,
    tray: DocumentTray,
    work: UnitOfWork,
  ): Promise<unknown> {
    if (typeof value === 'string') {
      const note = readNote(value);
      if (!note) return value;
      const document = { key, base64: value, isPdf: note.mediaType === 'application/pdf' };
      return note.isBase64 ? storeIdOf(await this.store(dossier, document, tray, work)) : null;
    }
    if (value === null || typeof value !== 'object') return value;
    const items: [string, unknown][] = [];
    for (const [name, item] of Object.entries(value)) {
      items.push([name, await this.withoutNotes(dossier, item, name, tray, work)]);
    }
    return Array.isArray(value) ? items.map(([, item]) => item) : Object.fromEntries(items);
  }
}

/** Of the decoded bytes, as the stores give it. */
async function sha256(document: Base64Source): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of document.read()) hash.update(Buffer.from(piece, 'base64'));
  return hash.digest('hex');
}
