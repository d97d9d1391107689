import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { DocumentTray } from '../carrier';
import { type Base64Source, DEFAULT_DOCUMENT_KEYS, mediaTypeOf, readNote, type RegisterResult } from '../contract';
import { defined } from '../contract/wire-json';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
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
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /**
   * What comes again, with the personal number, replaces what was there: of the documents those that have the same name. One that it
   * leaves out has been issued all the same, and stays; the document of the result is the one that is looked for first.
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
    const stored: Stored = new Map();
    const said = await this.withoutNotes(dossier, result.raw, '', tray, stored, work);
    // The host may go by the id of the one it was told of: the same again stays what it is.
    const isSame =
      document && document.key === keyOf(known) && known?.sha256 === (await sha256(tray.content(document.base64)));
    const other = document && !isSame ? await this.store(dossier, document, tray, stored, work) : undefined;
    const isLeftOut = other && known && !stored.has(keyOf(known)!);
    // Of two names, the one under which a document is looked for first.
    const file = isLeftOut && this.rank(known) <= this.rank(other) ? known : (other ?? known);
    const aside = isLeftOut ? (file === known ? other : known) : undefined;
    const fileId = file?.id ?? before?.fileId ?? null;
    const isReplaced = (one: HotichFile) => stored.has(keyOf(one)!);
    const others = kept.filter((one) => one !== file);
    const left = others.filter((one) => !isReplaced(one)).map(storeIdOf);
    // What was said before is looked at only where it names one of these.
    const whole = left.length > 0 ? withLeftOut(said, before!.data, (text) => left.includes(text)) : said;
    const data = (aside ? withLeftOut(whole, nested(keyOf(aside)!, storeIdOf(aside)), () => true) : whole) as Record<
      string,
      unknown
    >;
    const pending = result.numberPending ? ('number' as const) : null;
    const receivedAt = before?.receivedAt ?? work.now;
    const row = { dossierId: dossier.id, data, fileId, pending, receivedAt };
    if (before) await updateRows(manager, HotichResult, [row]);
    else await insertRows(manager, HotichResult, [row]);
    this.documents.removeReplaced(dossier.id, others.filter(isReplaced), work);
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

  private rank(file: HotichFile): number {
    const { documentKeys = DEFAULT_DOCUMENT_KEYS } = this.options.register;
    const rank = documentKeys.indexOf(keyOf(file)!);
    return rank < 0 ? documentKeys.length : rank;
  }

  /** Once, wherever it is found. */
  private async store(
    dossier: HotichDossier,
    { key, isPdf, base64 }: NonNullable<RegisterResult['document']>,
    tray: DocumentTray,
    stored: Stored,
    work: UnitOfWork,
  ): Promise<HotichFile> {
    const file =
      stored.get(key) ??
      (await this.documents.save(
        {
          dossierId: dossier.id,
          kind: 'result',
          name: `${key}${isPdf ? PDF : ''}`,
          mediaType: mediaTypeOf(base64, key),
          base64: tray.content(base64),
        },
        work,
      ));
    stored.set(key, file);
    return file;
  }

  /** A result may bring more than the one document: those become files as well, and their ids stand in their places. */
  private async withoutNotes(
    dossier: HotichDossier,
    value: unknown,
    key: string,
    tray: DocumentTray,
    stored: Stored,
    work: UnitOfWork,
  ): Promise<unknown> {
    if (typeof value === 'string') {
      const note = readNote(value);
      if (!note) return value;
      const document = { key, base64: value, isPdf: note.mediaType === 'application/pdf' };
      return note.isBase64 ? storeIdOf(await this.store(dossier, document, tray, stored, work)) : null;
    }
    if (value === null || typeof value !== 'object') return value;
    const items: [string, unknown][] = [];
    for (const [name, item] of Object.entries(value)) {
      const inside = key === '' ? name : `${key}.${name}`;
      items.push([name, await this.withoutNotes(dossier, item, inside, tray, stored, work)]);
    }
    return Array.isArray(value) ? items.map(([, item]) => item) : Object.fromEntries(items);
  }
}

/** Documents of an answer by their keys: the names of the fields in which they stand, from the outermost on. */
type Stored = Map<string, HotichFile>;

const PDF = '.pdf';

function keyOf(file: HotichFile | undefined): string | undefined {
  return file?.name.endsWith(PDF) ? file.name.slice(0, -PDF.length) : file?.name;
}

function nested(key: string, id: string): unknown {
  return key.split('.').reduceRight<unknown>((inside, name) => ({ [name]: inside }), id);
}

/** What is said now, and ids of documents from before where it says nothing. */
function withLeftOut(now: unknown, before: unknown, isDocument: (text: string) => boolean): unknown {
  if (typeof before === 'string') return (now ?? '') === '' && isDocument(before) ? before : now;
  if (before === null || typeof before !== 'object' || (now && typeof now !== 'object')) return now;
  const empty = Array.isArray(before) ? [] : {};
  const whole = (Array.isArray(now) ? [...(now as unknown[])] : { ...(now ?? empty) }) as Record<string, unknown>;
  for (const [name, was] of Object.entries(before)) {
    const item = withLeftOut(whole[name], was, isDocument);
    if (item !== undefined) whole[name] = item;
  }
  return Object.keys(whole).length > 0 ? whole : now;
}

/** Of the decoded bytes, as the stores give it. */
async function sha256(document: Base64Source): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of document.read()) hash.update(Buffer.from(piece, 'base64'));
  return hash.digest('hex');
}
