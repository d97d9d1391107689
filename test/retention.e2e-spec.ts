import { createHash, randomBytes } from 'node:crypto';
import {
  HotichContent,
  HotichDelivery,
  HotichExchange,
  HotichFile,
  HotichFileChunk,
  HotichResult,
  HotichSearch,
  RetentionService,
  TimelineAuditor,
} from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { IsNull } from 'typeorm';
import { newKey } from './support/at-rest';
import { byDatabase } from './support/database';
import { eventually } from './support/host';
import { issued } from './support/issued';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

const DAY_MS = 86_400_000;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('retention', () => {
  let s: Scene;
  afterEach(() => s.close());
  const sweep = () => s.host.get(RetentionService).runOnce();

  /** As if everything so far had happened so many days ago. */
  async function age(days: number): Promise<void> {
    const ms = days * DAY_MS;
    await s.host.db.query(`update hotich_exchange set at = at - ${ms}`);
    await s.host.db.query(`update hotich_delivery set updated_at = updated_at - ${ms}`);
    await s.host.db.query(`update hotich_dossier set updated_at = updated_at - ${ms}`);
  }

  async function offeredAgain(code: string): Promise<void> {
    await s.host.interlink.receive(JSON.stringify(s.remotes.interlink.message(code)));
  }

  async function completed(): Promise<string> {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(code);
    await s.host.poller.refresh([code]);
    await s.host.interlink.complete(code, 'can.bo.mau');
    return code;
  }

  it('keeps the masked log for 90 days, and what could not be read for 14', async () => {
    // Asked again at once, it would add rows to those that are counted.
    s = await scene({ engine: { retryMs: 60_000, retryMaxMs: 60_000 } });
    const input = birthInput(nextCode());
    await s.host.sync.submit(input);
    const unread = fault.answer(200, '{"cau_tra_loi":"chưa từng thấy"}', { 'content-type': 'application/json' });
    s.remotes.faults.next('register.submit', unread);
    await s.host.sync.runOnce();
    const raws = () => s.host.db.query<unknown[]>('select 1 from hotich_exchange where raw is not null');
    await eventually(async () => (await raws()).length === 1);
    // The token, the request, and what could not be read of its answer.
    const rows = 3;
    await eventually(async () => (await s.host.db.manager.count(HotichExchange)) === rows);
    await age(13);
    expect(await sweep()).toMatchObject({ exchanges: 0, raws: 0 });
    await age(2);
    expect(await sweep()).toMatchObject({ exchanges: 0, raws: 1 });
    expect(await raws()).toEqual([]);
    await age(76);
    expect(await sweep()).toMatchObject({ exchanges: rows });
    expect(await s.host.db.manager.count(HotichExchange)).toBe(0);
  });

  it('removes a great number in statements of at most 1,000 rows', async () => {
    s = await scene();
    const rows = byDatabase({
      postgres: { id: 'gen_random_uuid()', from: 'generate_series(1, 2500)' },
      mariadb: { id: 'uuid()', from: 'seq_1_to_2500' },
    });
    await s.host.db.query(
      `insert into hotich_exchange (id, environment, carrier, operation, outcome, request_bytes, response_bytes, duration_ms, at, ma_tinh)
       select ${rows.id}, 'test', 'gateway', 'register.status', 'ok', 1, 1, 1, 1, '24' from ${rows.from}`,
    );
    expect(await sweep()).toMatchObject({ exchanges: 2_500 });
  });

  it('goes on behind what cannot be removed, however much that is', async () => {
    s = await scene({ retention: { contentDays: 30 } });
    const submit = (count: number) =>
      s.host.db.transaction(async (manager) => {
        const input = () => birthInput(nextCode(), {}, { fileDinhKem: [] });
        for (let i = 0; i < count; i++) await s.host.sync.submit(input(), manager);
      });
    await submit(1_000);
    await age(1);
    // Under a key that is lost: which documents they name is not to be read.
    await s.host.db.query(`update hotich_content set attachments = 'hotich:2:lost:${'A'.repeat(80)}'`);
    await submit(5);
    await s.host.db.query('delete from hotich_task');
    await s.host.db.query('delete from hotich_report');
    await s.host.db.query(`update hotich_dossier set state = 'completed'`);
    await age(31);
    expect(await sweep()).toMatchObject({ dossiers: 5 });
    expect(await s.host.db.manager.countBy(HotichContent, { purgedAt: IsNull() })).toBe(1_000);
  }, 60_000);

  it('a delivery that was settled goes; offered again by DVCLT it is known, and the citizen has one dossier', async () => {
    s = await scene({ retention: { deliveryDays: 30 } });
    const code = await accepted(s);
    await age(31);
    expect(await sweep()).toMatchObject({ deliveries: 1 });
    expect(await s.host.db.manager.count(HotichDelivery)).toBe(0);
    await offeredAgain(code);
    expect((await s.host.sync.timeline(code)).filter(({ event }) => event === 'receive')).toHaveLength(1);
  });

  it('contents stay unless the province says how long', async () => {
    s = await scene();
    const code = await completed();
    await s.host.interlink.runReportOnce();
    await age(4_000);
    expect(await sweep()).toMatchObject({ dossiers: 0 });
    expect((await s.host.poller.result(code))?.file).toBeDefined();
  });

  it('contents, documents, result and search terms of an ended dossier go, its timeline says so and still proves itself', async () => {
    s = await scene({ retention: { contentDays: 30 }, encryption: { keys: [newKey('k1')], hashKey: newKey('h').key } });
    const code = await completed();
    const open = birthInput(nextCode());
    await s.host.sync.submit(open);
    await age(31);
    // DVCLT has not been told everything yet.
    expect(await sweep()).toMatchObject({ dossiers: 0 });
    await s.host.interlink.runReportOnce();
    await age(29);
    expect(await sweep()).toMatchObject({ dossiers: 0 });
    await age(2);
    expect(await sweep()).toMatchObject({ dossiers: 1 });

    const { db } = s.host;
    const kept = await db.manager.find(HotichContent);
    expect(kept.filter((content) => content.purgedAt !== null)).toMatchObject([{ data: {}, attachments: [] }]);
    expect(kept).toHaveLength(2);
    const [{ dossierId }] = kept.filter((content) => content.purgedAt !== null) as [HotichContent];
    for (const entity of [HotichFile, HotichResult, HotichSearch]) {
      expect(await db.manager.countBy(entity, { dossierId })).toBe(0);
    }
    const orphans =
      'select 1 from hotich_file_chunk c where not exists (select 1 from hotich_file f where f.id = c.file_id)';
    expect(await db.query(orphans)).toEqual([]);
    // Another's are untouched.
    expect(await db.manager.count(HotichFile)).toBe(open.fileDinhKem!.length);
    expect(await db.manager.count(HotichSearch)).toBeGreaterThan(0);
    expect((await s.host.sync.timeline(code)).at(-1)).toMatchObject({ event: 'purge', actor: 'hotich' });
    expect(await s.host.get(TimelineAuditor).verify()).toMatchObject({ ok: true, broken: [] });
    expect(await s.host.poller.result(code)).toBeUndefined();

    await offeredAgain(code);
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'completed' });
    await age(31);
    expect(await sweep()).toMatchObject({ dossiers: 0 });
  });

  it('two sweeps at once purge a dossier once', async () => {
    s = await scene({ retention: { contentDays: 30 } });
    const code = await completed();
    await s.host.interlink.runReportOnce();
    await age(31);
    const both = await Promise.all([sweep(), sweep()]);
    expect(both.reduce((sum, { dossiers }) => sum + dossiers, 0)).toBe(1);
    expect((await s.host.sync.timeline(code)).filter(({ event }) => event === 'purge')).toHaveLength(1);
  });

  it('what a dossier says need not be readable for it to go', async () => {
    s = await scene({ retention: { contentDays: 30 }, encryption: { keys: [newKey('k1')] } });
    const code = await completed();
    await s.host.interlink.runReportOnce();
    await age(31);
    const damaged = `'"hotich:2:k1:${'A'.repeat(80)}"'`;
    await s.host.db.query(`update hotich_content set data = ${damaged}, content_hash = ${damaged.replaceAll('"', '')}`);
    expect(await sweep()).toMatchObject({ dossiers: 1 });
    expect(await s.host.db.manager.count(HotichFile)).toBe(0);
    expect((await s.host.sync.timeline(code)).at(-1)).toMatchObject({ event: 'purge' });
  });

  describe('of a register that issues more than one document', () => {
    const pdf = () => Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(40_000), Buffer.from('\n%%EOF\n')]);
    const [certificate, extract, laterExtract] = [pdf(), pdf(), pdf()];
    const filesOf = () => s.host.db.manager.findBy(HotichFile, { kind: 'result' });
    const extractOf = async (code: string) => {
      const { data } = (await s.host.poller.result(code))!;
      return (await filesOf()).find(({ id }) => id === data.banSaoTrichLuc)?.sha256;
    };

    async function sent(): Promise<string> {
      s = await scene({ retention: { contentDays: 30 } });
      const code = await accepted(s);
      await s.host.sync.runOnce();
      return code;
    }

    async function purged(code: string): Promise<void> {
      await s.host.interlink.complete(code, 'can.bo.mau');
      await s.host.interlink.runReportOnce();
      await age(31);
      expect(await sweep()).toMatchObject({ dossiers: 1 });
      expect(await s.host.db.manager.count(HotichFile)).toBe(0);
      expect(await s.host.db.manager.count(HotichFileChunk)).toBe(0);
    }

    it('removes them all', async () => {
      const code = await sent();
      await issued(s, code, '001226000077', { giayKhaiSinh: certificate, banSaoTrichLuc: extract });
      expect(await extractOf(code)).toBe(sha256(extract));
      expect(await filesOf()).toHaveLength(2);
      await purged(code);
    });

    it('keeps one of each when the number comes later, and removes them all', async () => {
      const code = await sent();
      await issued(s, code, '', { giayKhaiSinh: certificate, banSaoTrichLuc: extract });
      await issued(s, code, '001226000077', { giayKhaiSinh: certificate, banSaoTrichLuc: laterExtract });
      expect(await extractOf(code)).toBe(sha256(laterExtract));
      // What is replaced goes after the commit, and nobody waits for that.
      await eventually(async () => (await filesOf()).length === 2);
      expect((await filesOf()).map((file) => file.sha256).sort()).toEqual(
        [certificate, laterExtract].map(sha256).sort(),
      );
      await purged(code);
    });
  });
});
