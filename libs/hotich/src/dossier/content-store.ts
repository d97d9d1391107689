import { Injectable } from '@nestjs/common';
import { atHand } from '../carrier';
import { type Base64Source, mediaTypeOf, type WireAttachment } from '../contract';
import type { HotichProblem } from '../errors';
import { type AttachmentRecord, DocumentStore, HotichContent, storeIdOf, type UnitOfWork } from '../persistence';
import type { AttachmentView } from './dossier.listener';
import { SearchIndex } from './search-index';

/** A file that was taken, and what speaks against its content all the same. */
export interface TakenFile extends WireAttachment {
  readonly warnings?: readonly HotichProblem[];
}

export interface ContentToStore {
  readonly dossierId: string;
  readonly version: number;
  readonly data: Record<string, unknown>;
  readonly contentHash: string;
  /** New files, or those of an earlier version kept as they are. */
  readonly fileDinhKem: readonly TakenFile[] | { readonly kept: AttachmentRecord[] };
  /** Opens the content of a new file that is not at hand. */
  readonly read?: (content: string) => Base64Source;
}

/** Versions of what dossiers say; their files go to the file store. */
@Injectable()
export class ContentStore {
  constructor(
    private readonly documents: DocumentStore,
    private readonly search: SearchIndex,
  ) {}

  async add(content: ContentToStore, work: UnitOfWork): Promise<AttachmentRecord[]> {
    const attachments =
      'kept' in content.fileDinhKem
        ? content.fileDinhKem.kept
        : await this.store(content.dossierId, content.fileDinhKem, content.read ?? atHand, work);
    work.insert(HotichContent, {
      dossierId: content.dossierId,
      version: content.version,
      data: content.data,
      attachments,
      contentHash: content.contentHash,
      createdAt: work.now,
      purgedAt: null,
    });
    this.search.add(content.dossierId, content.data, work);
    return attachments;
  }

  private async store(
    dossierId: string,
    files: readonly TakenFile[],
    read: (content: string) => Base64Source,
    work: UnitOfWork,
  ): Promise<AttachmentRecord[]> {
    const records: AttachmentRecord[] = [];
    for (const file of files) {
      // A withdrawn paper (`huyGiayTo` not 0) is never forwarded; nothing is kept of it.
      if (file.huyGiayTo !== 0) continue;
      const stored = await this.documents.save(
        {
          dossierId,
          kind: 'attachment',
          name: file.tenTepDinhKem,
          mediaType: mediaTypeOf(file.duLieuTepDinhKem, file.tenTepDinhKem),
          base64: read(file.duLieuTepDinhKem),
        },
        work,
      );
      records.push({
        fileId: storeIdOf(stored),
        sha256: stored.sha256,
        size: stored.size,
        id: file.id,
        loaiGiayTo: file.loaiGiayTo,
        tenGiayTo: file.tenGiayTo,
        tenTepDinhKem: file.tenTepDinhKem,
        ...(file.warnings ? { warnings: file.warnings } : {}),
      });
    }
    return records;
  }
}

export function attachmentViews(records: readonly AttachmentRecord[]): AttachmentView[] {
  return records.map(({ fileId, tenGiayTo, tenTepDinhKem, size, sha256, warnings }) => ({
    storeId: fileId,
    fileId,
    tenGiayTo,
    tenTepDinhKem,
    size,
    sha256,
    ...(warnings ? { warnings } : {}),
  }));
}
