import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  DatabaseFileStore,
  DossierListener,
  HotichContent,
  HotichFile,
  HotichFileChunk,
  HotichGate,
  HotichResult,
  HotichTask,
  HotichValidationError,
  type ReceivedDossier,
} from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { newKey } from './support/at-rest';
import { eventually } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

const MEBIBYTE = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const pdf = (size: number) => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(size), Buffer.from('\n%%EOF\n')]);

const received: ReceivedDossier[] = [];
/** What the desk does with a dossier takes so long. */
let busy = Promise.resolve();

@Injectable()
class Desk extends DossierListener {
  override onReceived(dossier: ReceivedDossier): Promise<void> {
    received.push(dossier);
    return busy;
  }
}

/** A store whose own server is away: for some documents at once, for others in the middle of them. */
class StoreAway extends DatabaseFileStore {
  away = true;
  private reads = 0;

  override async *readBase64(...of: Parameters<DatabaseFileStore['readBase64']>): AsyncIterable<string> {
    if (this.away && this.reads++ % 2 === 0) throw refused();
    for await (const content of super.readBase64(...of)) {
      yield content;
      if (this.away) throw refused();
    }
  }
}

const refused = () => new Error('503 Slow Down: giay cua NGUYEN VAN MAU.pdf');

describe('documents', () => {
  let s: Scene;
  afterEach(() => s.close());

  const paper = (tenTepDinhKem: string, content: Buffer, id = 1) => ({
    id,
    loaiGiayTo: 1,
    tenGiayTo: 'Giấy chứng sinh',
    tenTepDinhKem,
    huyGiayTo: 0,
    duLieuTepDinhKem: content.toString('base64'),
  });
  const submit = (content: Buffer, tenTepDinhKem = 'giay.pdf') => {
    const file = { tenGiayTo: 'Giấy chứng sinh', tenTepDinhKem, duLieuTepDinhKem: content };
    return s.host.sync.submit(birthInput(nextCode(), {}, { fileDinhKem: [file] }));
  };
  const contentOf = async (id: string) => {
    const chunks = await s.host.db.manager.find(HotichFileChunk, { where: { fileId: id }, order: { seq: 'ASC' } });
    return Buffer.from(chunks.map(({ content }) => content).join(''), 'base64');
  };

  it('a certificate of several megabytes comes in byte for byte, is reported, and stands nowhere else', async () => {
    s = await scene({ gateway: { timeoutMs: 20_000 } as never, engine: { leaseMs: 60_000 } });
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    const { certificate } = s.remotes.register.registerAndIssue(input.maHoSo, { certificateBytes: 5 * MEBIBYTE });
    await s.host.poller.refresh([input.maHoSo]);
    expect((await s.host.sync.find(input.maHoSo)).state).toBe('registered');
    const [file] = await s.host.db.manager.findBy(HotichFile, { kind: 'result' });
    expect(file).toMatchObject({ size: certificate.length, sha256: sha256(certificate), mediaType: 'application/pdf' });
    expect(sha256(await contentOf(file!.id))).toBe(sha256(certificate));
    const [{ data }] = (await s.host.db.manager.find(HotichResult)) as [HotichResult];
    expect(JSON.stringify(data).length).toBeLessThan(10_000);
  }, 30_000);

  it('an answer that breaks off within a certificate leaves nothing behind, and is asked for again', async () => {
    // No retry within the run that failed: it is asked again when that is said.
    const engine = { leaseMs: 60_000, retryMs: 60_000, retryMaxMs: 60_000 };
    s = await scene({ gateway: { timeoutMs: 20_000 } as never, engine });
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(input.maHoSo, { certificateBytes: MEBIBYTE });
    s.remotes.faults.next('register.status', fault.halfBody());
    await s.host.poller.refresh([input.maHoSo]);
    expect((await s.host.sync.find(input.maHoSo)).state).toBe('sent');
    expect(await s.host.db.manager.countBy(HotichFile, { kind: 'result' })).toBe(0);
    await s.host.poller.refresh([input.maHoSo]);
    expect((await s.host.sync.find(input.maHoSo)).state).toBe('registered');
    expect(await s.host.db.manager.countBy(HotichFile, { kind: 'result' })).toBe(1);
  }, 30_000);

  it('while the documents of some wait to be stored, no more of others are fetched', async () => {
    s = await scene({ interlink: { timeoutMs: 20_000, concurrency: 1 } as never }, [Desk]);
    for (let i = 0; i < 12; i++) s.remotes.citizen.fileBirth({ attachments: [paper('giay.pdf', pdf(100_000))] });
    let free!: () => void;
    busy = new Promise((resolve) => (free = resolve));
    const run = s.host.interlink.runIntakeOnce();
    await eventually(() => s.remotes.calls.count('interlink.detail') > 1);
    await sleep(1_000);
    expect(s.remotes.calls.count('interlink.detail')).toBeLessThan(6);
    free();
    await run;
    expect(s.remotes.calls.count('interlink.detail')).toBe(12);
  }, 30_000);

  it('what citizens attach comes in and goes out byte for byte; what is dangerous in it is said to the officer', async () => {
    received.length = 0;
    const long = { timeoutMs: 20_000 } as never;
    s = await scene({ gateway: long, interlink: long, engine: { leaseMs: 60_000 } }, [Desk]);
    const papers = [pdf(2 * MEBIBYTE), Buffer.concat([Buffer.from('MZ'), randomBytes(MEBIBYTE)]), pdf(10)];
    const attachments = papers.map((content, i) => paper('giay.pdf', content, i + 1));
    const { maHoSo } = s.remotes.citizen.fileBirth({ attachments });
    await s.host.interlink.runIntakeOnce();
    expect(received[0]!.attachments.map(({ sha256: hash }) => hash)).toEqual(papers.map(sha256));
    expect(received[0]!.attachments.map(({ warnings }) => warnings?.map(({ rule }) => rule))).toEqual([
      undefined,
      ['content.forbidden'],
      undefined,
    ]);
    const [entry] = await s.host.sync.timeline(maHoSo);
    expect(entry).toMatchObject({ detail: { warnings: [{ id: 2, rules: ['content.forbidden'] }] } });
    const files = await s.host.db.manager.find(HotichFile, { order: { id: 'ASC' } });
    expect(files.map(({ mediaType }) => mediaType)).toEqual([
      'application/pdf',
      'application/x-msdownload',
      'application/pdf',
    ]);
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    expect(s.remotes.register.find(maHoSo)!.attachments.map(({ sha256: hash }) => hash)).toEqual(papers.map(sha256));
    // The same filing offered again is recognised, although its documents were put aside anew.
    await s.host.interlink.runIntakeOnce();
    expect(await s.host.db.manager.countBy(HotichContent, {})).toBe(1);
  }, 30_000);

  describe('that cannot be read to be sent', () => {
    // No retry within the run that failed.
    const engine = { leaseMs: 60_000, retryMs: 60_000, retryMaxMs: 60_000 };
    const failures = async () =>
      (await s.host.db.manager.findBy(HotichGate, { carrier: 'gateway' })).map((gate) => gate.failures);

    it('do not speak against the remote: who has none is sent, and they are when the store is back', async () => {
      const fileStore = new StoreAway();
      s = await scene({ engine: { ...engine, maxAttempts: 2 }, fileStore });
      const without = birthInput(nextCode(), {}, { fileDinhKem: [] });
      const waiting: string[] = [];
      for (let i = 0; i < 8; i++) waiting.push((await submit(pdf(100_000))).maHoSo);
      for (let time = 0; time < 4; time++) {
        await s.host.db.query('update hotich_task set due_at = 0');
        await s.host.sync.runOnce();
      }
      await s.host.sync.submit(without);
      await s.host.sync.runOnce();
      expect(await failures()).toEqual([0]);
      const held = await s.host.db.manager.findBy(HotichTask, { lane: 'submission' });
      expect(held.map(({ strikes, unsure }) => ({ strikes, unsure }))).toEqual(
        waiting.map(() => ({ strikes: 0, unsure: false })),
      );
      expect((await s.host.sync.find(without.maHoSo)).state).toBe('sent');
      for (const code of waiting) {
        const { state, diagnosis } = await s.host.sync.find(code);
        expect({ state, diagnosis }).toMatchObject({ state: 'queued', diagnosis: { code: 'HT-9003' } });
        expect(JSON.stringify(diagnosis)).not.toContain('MAU');
        expect(s.remotes.ledger.submissions(code)).toHaveLength(0);
      }
      fileStore.away = false;
      await s.host.db.query('update hotich_task set due_at = 0');
      await eventually(async () => {
        await s.host.sync.runOnce();
        return (await s.host.db.manager.countBy(HotichTask, { lane: 'submission' })) === 0;
      });
      for (const code of waiting) expect(s.remotes.ledger.submissions(code)).toHaveLength(1);
    });

    it('are said to be damaged where they are', async () => {
      s = await scene({ engine, encryption: { keys: [newKey('k1')] } });
      const { maHoSo } = await submit(pdf(100_000));
      await s.host.db.query(
        `update hotich_file_chunk set content = concat(substr(content, 1, length(content) - 8), 'AAAAAAAA') where seq = 1`,
      );
      await s.host.sync.runOnce();
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'queued', diagnosis: { code: 'HT-1003' } });
      expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(0);
      expect(await failures()).toEqual([0]);
    });

    it('are not sent cut short', async () => {
      s = await scene({ engine });
      const { maHoSo } = await submit(pdf(100_000));
      await s.host.db.query('delete from hotich_file_chunk where seq > 0');
      await s.host.sync.runOnce();
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'queued', diagnosis: { code: 'HT-9003' } });
      expect(s.remotes.ledger.submissions(maHoSo)).toHaveLength(0);
      expect(await failures()).toEqual([0]);
    });

    it('while others can: that one is held; not while nobody is asked for another', async () => {
      class OneLost extends DatabaseFileStore {
        lost?: string;

        override async *readBase64(...of: Parameters<DatabaseFileStore['readBase64']>): AsyncIterable<string> {
          this.lost ??= of[0];
          if (this.lost === of[0]) throw new Error('404');
          yield* super.readBase64(...of);
        }
      }
      s = await scene({ engine: { ...engine, maxAttempts: 3 }, fileStore: new OneLost() });
      const { maHoSo } = await submit(pdf(1_000));
      const tryAgain = async () => {
        await s.host.db.query('update hotich_task set due_at = 0');
        await s.host.sync.runOnce();
        return (await s.host.sync.find(maHoSo)).state;
      };
      for (let time = 0; time < 6; time++) expect(await tryAgain()).toBe('queued');
      await submit(pdf(1_000));
      await tryAgain();
      await submit(pdf(1_000));
      await tryAgain();
      await submit(pdf(1_000));
      await eventually(async () => (await tryAgain()) === 'held');
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ diagnosis: { code: 'HT-9003' } });
      // It was never sent, and so nothing stands in the way of this.
      await s.host.sync.withdraw(maHoSo, 'Mất tệp đính kèm');
      expect(s.remotes.calls.of('register.status', maHoSo)).toEqual([]);
    });
  });

  it('that a store would not take are no fault of the dossier: the register is asked for its certificate again', async () => {
    class Full extends DatabaseFileStore {
      full = false;

      override save(...of: Parameters<DatabaseFileStore['save']>) {
        return this.full ? Promise.reject(new Error('507')) : super.save(...of);
      }
    }
    const fileStore = new Full();
    s = await scene({ engine: { retryMs: 60_000, retryMaxMs: 60_000, maxAttempts: 2 }, fileStore });
    const { maHoSo } = await submit(pdf(1_000));
    await s.host.sync.runOnce();
    const { certificate } = s.remotes.register.registerAndIssue(maHoSo);
    fileStore.full = true;
    for (let time = 0; time < 4; time++) await s.host.poller.refresh([maHoSo]);
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'sent', diagnosis: { code: 'HT-9003' } });
    await expect(submit(pdf(1_000))).rejects.toMatchObject({ code: 'HT-9003', kind: 'transient' });
    fileStore.full = false;
    await s.host.poller.refresh([maHoSo]);
    expect(await (await s.host.poller.result(maHoSo))!.file!.content()).toEqual(certificate);
  });

  it('refuses what is no document before anything is stored', async () => {
    s = await scene();
    const script = Buffer.from('%PDF-1.4\n<< /OpenAction << /S /JavaScript /JS (a) >> >>\n%%EOF');
    const refused = await Promise.all(
      [
        submit(Buffer.from('MZ\x90\0')),
        submit(script),
        submit(Buffer.from('%PDF-1.4 cut')),
        submit(pdf(10), 'giay.png'),
      ].map((promise) => promise.then(fail, (error: HotichValidationError) => error.problems)),
    );
    expect(refused.map((problems) => problems.map(({ path, rule }) => `${path} ${rule}`))).toEqual(
      ['forbidden', 'active', 'truncated', 'extension'].map((rule) => [
        `fileDinhKem[0].duLieuTepDinhKem content.${rule}`,
      ]),
    );
    expect(await s.host.db.manager.count(HotichFile)).toBe(0);
  });

  it('takes anything where the province says so', async () => {
    s = await scene({ limits: { content: 'anything' } });
    await submit(Buffer.from('xin chào'));
    expect(await s.host.db.manager.find(HotichFile)).toMatchObject([{ mediaType: 'application/octet-stream' }]);
  });
});

function fail(): never {
  throw new Error('was not refused');
}
