import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { wholeDocument } from '../carrier';
import { base64Length } from '../contract';
import { Engine, type LaneSummary, TaskQueue } from '../engine';
import { HotichNotFoundError } from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_FILE_STORE } from '../hotich.internal-constants';
import {
  HotichDossier,
  HotichFile,
  type HotichFileStore,
  HotichResult,
  ours,
  readRows,
  storeIdOf,
} from '../persistence';
import { DossierStore, type DossierView, viewOf } from '../dossier';

/** What the register issued for a dossier. */
export interface IssuedResult {
  /** The register's result object, without the document. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly receivedAt: Date;
  /** `number`: the personal number is still to come. */
  readonly pending?: 'number';
  /** The signed document. */
  readonly file?: {
    readonly name: string;
    readonly mediaType: string;
    readonly size: number;
    readonly sha256: string;
    /** Its bytes, exactly as they were issued. @throws HotichFileStoreError when the file store cannot give all of them. */
    readonly content: () => Promise<Buffer>;
  };
}

/** Brings the register's statuses and results home. */
@Injectable()
export class StatusPollerService {
  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    private readonly engine: Engine,
    private readonly queue: TaskQueue,
    private readonly store: DossierStore,
    @Inject(HOTICH_FILE_STORE) private readonly files: HotichFileStore,
  ) {}

  /**
   * Asks about every dossier that is due, and resolves when the answers are stored.
   *
   * @throws HotichEnvironmentError when the database is the other environment's.
   */
  runOnce(): Promise<LaneSummary> {
    return this.engine.run('status');
  }

  /**
   * Asks about these dossiers now, whenever they would be due and whatever else is: for an officer with a citizen at the counter.
   *
   * @param codes the province's codes or DVCLT's; unknown ones are left out of the answer.
   * @returns where they stand; unchanged where the register did not answer or is being left alone.
   * @throws HotichEnvironmentError when the database is the other environment's.
   */
  async refresh(codes: string[]): Promise<DossierView[]> {
    const { manager } = this.dataSource;
    const ids = new Set<string>();
    for (const code of ['maHoSo', 'maHoSoLT'] as const) {
      for (const { id } of await readRows(manager, HotichDossier, code, codes, { properties: ['id'] })) ids.add(id);
    }
    await this.queue.hasten(manager, 'status', [...ids]);
    await this.engine.runUntilTried('status', [...ids]);
    return (await readRows(manager, HotichDossier, 'id', [...ids])).map(viewOf);
  }

  /**
   * What the register issued; undefined before it has.
   *
   * @throws HotichNotFoundError
   */
  async result(code: string): Promise<IssuedResult | undefined> {
    const dossier = await this.store.find(code);
    if (!dossier) throw new HotichNotFoundError(code);
    const { manager } = this.dataSource;
    const result = await manager.findOneBy(HotichResult, { dossierId: dossier.id, ...ours(manager) });
    if (!result) return undefined;
    const file =
      result.fileId === null ? null : await manager.findOneBy(HotichFile, { id: result.fileId, ...ours(manager) });
    return {
      data: result.data,
      receivedAt: result.receivedAt,
      ...(result.pending ? { pending: result.pending } : {}),
      ...(file
        ? {
            file: {
              name: file.name,
              mediaType: file.mediaType,
              size: file.size,
              sha256: file.sha256,
              content: () => this.content(file),
            },
          }
        : {}),
    };
  }

  private async content(file: HotichFile): Promise<Buffer> {
    const read = () => this.files.readBase64(storeIdOf(file), this.dataSource.manager);
    const pieces: string[] = [];
    for await (const piece of wholeDocument({ length: base64Length(file.size), read })) pieces.push(piece);
    return Buffer.from(pieces.join(''), 'base64');
  }
}
