import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  DossierListener,
  type FileToStore,
  HotichContent,
  HotichFile,
  HotichFileChunk,
  HotichFileStore,
  HotichResult,
  HotichVault,
  type ReceivedDossier,
  type ResultReceived,
  RetentionService,
  type StoredFile,
} from '@hotich/nestjs';
import { newKey, sealedHost, shown } from './support/at-rest';
import { eventually } from './support/host';
import { issued } from './support/issued';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

const PAPER = Buffer.from('%PDF-1.4\n% ban mau\n%%EOF\n');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const received: ReceivedDossier[] = [];
const results: ResultReceived[] = [];
let fails = false;

@Injectable()
class Desk extends DossierListener {
  override onReceived(dossier: ReceivedDossier): Promise<void> {
    received.push(dossier);
    return Promise.resolve();
  }

  override onResult(result: ResultReceived): Promise<void> {
    results.push(result);
    return fails ? Promise.reject(new Error('the host fails')) : Promise.resolve();
  }
}

/** A host's own store, without transactions, as object storage has none. */
class MemoryStore extends HotichFileStore {
  readonly objects = new Map<string, string>();

  /** @param keyOf what the store calls a document. */
  constructor(private readonly keyOf: (file: FileToStore) => string) {
    super();
  }

  override async save(file: FileToStore): Promise<StoredFile> {
    let base64 = '';
    for await (const piece of file.base64.read()) base64 += piece;
    const id = this.keyOf(file);
    this.objects.set(id, base64);
    const bytes = Buffer.from(base64, 'base64');
    return { id, size: bytes.length, sha256: sha256(bytes) };
  }

  override async *readBase64(id: string): AsyncIterable<string> {
    const base64 = this.objects.get(id);
    if (base64 === undefined) throw new Error('no such object');
    yield await Promise.resolve(base64);
  }

  override remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.objects.delete(id);
    return Promise.resolve();
  }
}

describe.each([
  ['takes the id it is given', ({ id }: FileToStore) => id],
  ['has keys of its own', ({ dossierId, name }: FileToStore) => `ho-so/${dossierId}/${name}`],
])("a host's file store that %s", (_, keyOf) => {
  const [first, second] = [newKey('k1'), newKey('k2')];
  let fileStore: MemoryStore;
  let s: Scene;
  let code: string;
  let certificate: Buffer;

  /** Up to the register's certificate. */
  beforeEach(async () => {
    received.length = results.length = 0;
    fileStore = new MemoryStore(keyOf);
    s = await scene({ fileStore, retention: { contentDays: 30 }, encryption: { keys: [first] } }, [Desk]);
    const paper = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'Giấy chứng sinh',
      tenTepDinhKem: 'giay cua NGUYEN VAN MAU.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: PAPER.toString('base64'),
    };
    code = s.remotes.citizen.fileBirth({ attachments: [paper] }).maHoSo;
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(code, 'can.bo.mau');
    await s.host.sync.runOnce();
    certificate = s.remotes.register.registerAndIssue(code).certificate;
    await s.host.poller.refresh([code]);
  });
  afterEach(() => s.close());

  const reported = () => s.remotes.interlink.dossier(code)!.reports.find(({ trangThai }) => trangThai === 4);

  it('gives the register the papers, and DVCLT and the host the certificate', async () => {
    expect(s.remotes.register.find(code)!.attachments.map((file) => file.sha256)).toEqual([sha256(PAPER)]);
    const { file } = (await s.host.poller.result(code))!;
    expect(file).toMatchObject({ name: 'giayKhaiSinh.pdf', mediaType: 'application/pdf', sha256: sha256(certificate) });
    expect(await file!.content()).toEqual(certificate);
    await s.host.interlink.runReportOnce();
    expect(reported()).toMatchObject({ documentSha256: sha256(certificate) });
    expect(await s.host.db.manager.count(HotichFileChunk)).toBe(0);
  });

  it('is asked by the host for what its listeners were told of', () => {
    const [attachment] = received[0]!.attachments;
    expect(fileStore.objects.get(attachment!.storeId)).toBe(PAPER.toString('base64'));
    expect(results[0]!.file).toMatchObject({ size: certificate.length, sha256: sha256(certificate) });
    expect(fileStore.objects.get(results[0]!.file!.id)).toBe(certificate.toString('base64'));
  });

  it('keeps nothing of a dossier past its time', async () => {
    await s.host.interlink.complete(code, 'can.bo.mau');
    await s.host.interlink.runReportOnce();
    await s.host.db.query(`update hotich_dossier set updated_at = updated_at - ${31 * 86_400_000}`);
    expect(await s.host.get(RetentionService).runOnce()).toMatchObject({ dossiers: 1 });
    expect([...fileStore.objects.keys()]).toEqual([]);
    expect(await s.host.db.manager.count(HotichFile)).toBe(0);
    expect((await s.host.sync.timeline(code)).at(-1)).toMatchObject({ event: 'purge', detail: { files: 2 } });
  });

  it('gives what was stored under another key of the rows', async () => {
    expect(await shown(s.host.db, ['giay cua NGUYEN VAN MAU.pdf'])).toEqual([]);
    const host = await sealedHost(s.url, s.remotes, { keys: [second, first] }, { fileStore });
    try {
      expect(await host.get(HotichVault).rotate()).toMatchObject({ rewritten: { hotich_file: 2 }, left: 0 });
    } finally {
      await host.close();
    }
    const after = await sealedHost(s.url, s.remotes, { keys: [second] }, { fileStore });
    try {
      expect(await (await after.poller.result(code))!.file!.content()).toEqual(certificate);
    } finally {
      await after.close();
    }
  });

  it('has no empty certificate reported in the place of one of which nothing is known', async () => {
    await s.host.db.manager.delete(HotichFile, { kind: 'result' });
    await s.host.interlink.runReportOnce();
    // 1, 3 and 7.
    expect(s.remotes.calls.of('interlink.report', code)).toHaveLength(3);
    expect(await s.host.sync.find(code)).toMatchObject({ diagnosis: { code: 'HT-9001' } });
  });

  it('is not spoken of by rows of a transaction that was rolled back', async () => {
    const counts = () =>
      Promise.all([HotichFile, HotichContent, HotichResult].map((of) => s.host.db.manager.count(of)));
    const before = await counts();
    await s.host.db
      .transaction(async (manager) => {
        await s.host.sync.submit(birthInput(nextCode()), manager);
        throw new Error('the host thinks again');
      })
      .catch(() => undefined);
    expect(await counts()).toEqual(before);
  });
});

describe("the database's own file store", () => {
  it('gives no certificate of which a piece is missing', async () => {
    const s = await scene();
    try {
      const giayKhaiSinh = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(60_000), Buffer.from('\n%%EOF\n')]);
      const code = await accepted(s);
      await s.host.sync.runOnce();
      await issued(s, code, '001226000077', { giayKhaiSinh });
      const { file } = (await s.host.poller.result(code))!;
      expect(await file!.content()).toEqual(giayKhaiSinh);
      await s.host.db.manager.delete(HotichFileChunk, { seq: 1 });
      await expect(file!.content()).rejects.toMatchObject({ code: 'HT-9003', method: 'readBase64' });
    } finally {
      await s.close();
    }
  });
});

describe("a file store that fails because the database's pool is busy", () => {
  let s: Scene;
  let busy = 0;
  let code: string;

  class BusyStore extends MemoryStore {
    override async *readBase64(id: string): AsyncIterable<string> {
      if (busy-- > 0) throw new Error('timeout exceeded when trying to connect');
      yield* super.readBase64(id);
    }
  }

  beforeEach(async () => {
    const fileStore = new BusyStore(({ id }) => id);
    s = await scene({ fileStore, engine: { retryMs: 20, retryMaxMs: 50, maxAttempts: 3 } });
    code = nextCode();
    await s.host.sync.submit(birthInput(code));
  });
  afterEach(() => s.close());

  const until = (state: string) =>
    eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.sync.find(code)).state === state;
    });

  it('is no fault of the dossier', async () => {
    busy = 3;
    await until('sent');
  });

  it('is seen where it never ends', async () => {
    busy = Infinity;
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.sync.find(code)).diagnosis?.code === 'HT-9003';
    });
  });
});

describe.each([
  ['of its own', ({ id, name }: FileToStore) => `${name}/${id}`],
  ['written over', ({ dossierId, name }: FileToStore) => `${dossierId}/${name}`],
])("a host's file store with keys %s", (kind, keyOf) => {
  const pdf = () => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(40_000), Buffer.from('\n%%EOF\n')]);

  it('loses a document that another replaces only when that is sure', async () => {
    const fileStore = new MemoryStore(keyOf);
    const s = await scene({ fileStore, engine: { retryMs: 60_000, retryMaxMs: 60_000 } }, [Desk]);
    try {
      const [giayKhaiSinh, banSaoTrichLuc, later] = [pdf(), pdf(), pdf()];
      const code = await accepted(s);
      await s.host.sync.runOnce();
      const extract = async () => (await s.host.poller.result(code))!.data.banSaoTrichLuc as string;
      await issued(s, code, '', { giayKhaiSinh, banSaoTrichLuc });
      const first = await extract();

      fails = true;
      await issued(s, code, '001226000077', { giayKhaiSinh, banSaoTrichLuc: later });
      expect(await s.host.poller.result(code)).toMatchObject({ pending: 'number' });
      expect(await extract()).toBe(first);
      expect(fileStore.objects.has(first)).toBe(true);

      fails = false;
      await issued(s, code, '001226000077', { giayKhaiSinh, banSaoTrichLuc: later });
      expect(fileStore.objects.get(await extract())).toBe(later.toString('base64'));
      // What is replaced goes after the commit, which the call does not wait for.
      await eventually(async () => (await s.host.db.manager.countBy(HotichFile, { kind: 'result' })) === 2);
      expect(fileStore.objects.has(first)).toBe(kind === 'written over');
    } finally {
      fails = false;
      await s.close();
    }
  });

  it.each([
    ['no document', false],
    ['the extract alone', true],
  ])('keeps what is left out by the answer with the personal number, which brings %s', async (_which, isOther) => {
    const fileStore = new MemoryStore(keyOf);
    const s = await scene({ fileStore, engine: { retryMs: 60_000, retryMaxMs: 60_000 } }, [Desk]);
    try {
      const [giayKhaiSinh, before, after] = [pdf(), pdf(), pdf()];
      const code = await accepted(s);
      await s.host.sync.runOnce();
      await issued(s, code, '', { giayKhaiSinh, banSaoTrichLuc: before });
      const { file } = results.at(-1)!;
      await issued(s, code, '001226000077', isOther ? { banSaoTrichLuc: after } : {});
      expect(results.at(-1)).toMatchObject({ soDinhDanh: '001226000077', file });
      const kept = (id: unknown) => sha256(Buffer.from(fileStore.objects.get(id as string)!, 'base64'));
      expect(kept(file!.id)).toBe(sha256(giayKhaiSinh));
      expect(kept(results.at(-1)!.data.banSaoTrichLuc)).toBe(sha256(isOther ? after : before));
      await eventually(async () => (await s.host.db.manager.countBy(HotichFile, { kind: 'result' })) === 2);

      await s.host.interlink.runReportOnce();
      expect(s.remotes.interlink.dossier(code)!.reports).toContainEqual(
        expect.objectContaining({ trangThai: 4, documentSha256: sha256(giayKhaiSinh) }),
      );
    } finally {
      await s.close();
    }
  });

  it.each([
    ['with the extract that came alone', true],
    ['by itself, after the extract', false],
  ])('makes the certificate the document when it comes later, %s', async (_how, isWhole) => {
    const fileStore = new MemoryStore(keyOf);
    const s = await scene({ fileStore, engine: { retryMs: 60_000, retryMaxMs: 60_000 } }, [Desk]);
    try {
      const [giayKhaiSinh, banSaoTrichLuc] = [pdf(), pdf()];
      const code = await accepted(s);
      await s.host.sync.runOnce();
      await issued(s, code, '', { banSaoTrichLuc });
      await issued(s, code, '001226000077', isWhole ? { giayKhaiSinh, banSaoTrichLuc } : { giayKhaiSinh });
      const { file, data } = (await s.host.poller.result(code))!;
      expect(await file!.content()).toEqual(giayKhaiSinh);
      expect(fileStore.objects.get(data.banSaoTrichLuc as string)).toBe(banSaoTrichLuc.toString('base64'));
      await eventually(async () => (await s.host.db.manager.countBy(HotichFile, { kind: 'result' })) === 2);
    } finally {
      await s.close();
    }
  });

  it.each([
    ['another one', true],
    ['the same', false],
  ])('has the certificate that was issued with the personal number, where that is %s', async (_which, isOther) => {
    results.length = 0;
    const fileStore = new MemoryStore(keyOf);
    const s = await scene({ fileStore, engine: { retryMs: 60_000, retryMaxMs: 60_000 } }, [Desk]);
    try {
      const before = pdf();
      const giayKhaiSinh = isOther ? pdf() : before;
      const code = await accepted(s);
      await s.host.sync.runOnce();
      await issued(s, code, '', { giayKhaiSinh: before });
      await issued(s, code, '001226000077', { giayKhaiSinh });
      const [first, second] = results.map(({ file }) => file!);
      expect(second).toMatchObject({ sha256: sha256(giayKhaiSinh), size: giayKhaiSinh.length });
      expect([first!.id === second!.id, fileStore.objects.get(second!.id)]).toEqual([
        !isOther || kind === 'written over',
        giayKhaiSinh.toString('base64'),
      ]);
      expect(await (await s.host.poller.result(code))!.file!.content()).toEqual(giayKhaiSinh);
      expect(await s.host.db.manager.countBy(HotichFile, { kind: 'result' })).toBe(1);
      expect(fileStore.objects.has(first!.id)).toBe(!isOther || kind === 'written over');
    } finally {
      await s.close();
    }
  });
});
