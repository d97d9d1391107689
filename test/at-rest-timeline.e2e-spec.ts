import { TimelineAuditor, type TimelineFaultKind } from '@hotich/nestjs';
import { HotichSimulator } from '@hotich/simulator';
import { newKey, sealedHost } from './support/at-rest';
import { freshDatabase } from './support/database';
import type { TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';

const ANY = expect.anything() as number;

describe.each([
  ['unkeyed', undefined],
  ['keyed', { keys: [newKey('k1')], hashKey: newKey('').key }],
])("the timeline's chain, %s", (_, encryption) => {
  let remotes: HotichSimulator;
  let host: TestHost;
  let codes: string[];
  let auditor: TimelineAuditor;

  beforeAll(async () => {
    remotes = await HotichSimulator.start();
    host = await sealedHost(await freshDatabase(), remotes, encryption);
    auditor = host.get(TimelineAuditor);
    codes = Array.from({ length: 3 }, nextCode);
    const withdrawn = nextCode();
    for (const code of codes) await host.sync.submit(birthInput(code));
    await host.sync.runOnce();
    remotes.register.refuse(codes[0]!, { ghiChu: 'Không đúng thẩm quyền' });
    for (const code of codes.slice(1)) remotes.register.registerAndIssue(code);
    await host.poller.refresh(codes);
    // Cut within an emoji: no database gives that back as it was.
    await host.db.transaction(async (manager) => {
      await host.sync.submit(birthInput(withdrawn), manager);
      await host.sync.withdraw(withdrawn, 'Nộp nhầm \ud83d', manager);
    });
  });
  afterAll(async () => {
    await host.close();
    await remotes.stop();
  });

  /** Runs SQL behind the library's back, looks, and puts everything back. */
  async function after(sql: string): Promise<{ maHoSo: string | null; seq: number; why: TimelineFaultKind }[]> {
    await host.db.query('create table before_d as select * from hotich_dossier');
    await host.db.query('create table before_t as select * from hotich_timeline');
    for (const statement of sql.split(';')) await host.db.query(statement);
    const { broken, ok } = await auditor.verify();
    expect(ok).toBe(broken.length === 0);
    for (const [table, kept] of [
      ['hotich_dossier', 'before_d'],
      ['hotich_timeline', 'before_t'],
    ]) {
      await host.db.query(`truncate ${table}`);
      await host.db.query(`insert into ${table} select * from ${kept}`);
      await host.db.query(`drop table ${kept}`);
    }
    return broken.map(({ maHoSo, seq, why }) => ({ maHoSo, seq, why }));
  }
  const of = (code: string) => `dossier_id = (select id from hotich_dossier where ma_ho_so = '${code}')`;

  it('finds nothing wrong with what the library wrote, all of it or one dossier', async () => {
    const rows = await host.db.query<unknown[]>('select 1 from hotich_timeline');
    expect(await auditor.verify()).toEqual({
      ok: true,
      checked: 4,
      entries: rows.length,
      unchained: 0,
      unkeyed: 0,
      broken: [],
    });
    expect(await auditor.verify(codes[0])).toMatchObject({ ok: true, checked: 1 });
    await expect(auditor.verify('H24.00.00-000000-0000')).rejects.toMatchObject({ code: 'HT-2003' });
  });

  it('is not disturbed by work that goes on', async () => {
    const more = Array.from({ length: 20 }, nextCode);
    const work = Promise.all(more.map((code) => host.sync.submit(birthInput(code)))).then(() => host.sync.runOnce());
    for (let i = 0; i < 5; i++) expect((await auditor.verify()).broken).toEqual([]);
    await work;
    expect((await auditor.verify()).broken).toEqual([]);
  });

  it.each<[string, (code: string) => string, TimelineFaultKind, number]>([
    ['another actor', (c) => `update hotich_timeline set actor = 'ai.do' where ${of(c)} and seq = 2`, 'changed', 2],
    ['another time', (c) => `update hotich_timeline set at = at - 1 where ${of(c)} and seq = 1`, 'changed', 1],
    [
      'a reason taken away',
      (c) => `update hotich_timeline set reason = null where ${of(c)} and event = 'refuse'`,
      'changed',
      ANY,
    ],
    [
      'a reason in plain',
      (c) => `update hotich_timeline set reason = 'x' where ${of(c)} and event = 'refuse'`,
      'changed',
      ANY,
    ],
    [
      'other facts',
      (c) => `update hotich_timeline set detail = '{"how":"found"}' where ${of(c)} and event = 'send'`,
      'changed',
      2,
    ],
    ['a row taken out', (c) => `delete from hotich_timeline where ${of(c)} and seq = 2`, 'removed', 2],
    ['a tail cut off', (c) => `delete from hotich_timeline where ${of(c)} and seq > 2`, 'removed', 3],
    [
      'a tail cut off, and the dossier told so',
      (c) =>
        `delete from hotich_timeline where ${of(c)} and seq > 2; update hotich_dossier set timeline_length = 2 where ma_ho_so = '${c}'`,
      'changed',
      2,
    ],
    [
      'a row put behind',
      (
        c,
      ) => `insert into hotich_timeline (dossier_id, seq, event, from_state, to_state, actor, reason, exchange_id, detail, at, hash)
              select dossier_id, 99, event, from_state, to_state, actor, reason, exchange_id, detail, at, hash from hotich_timeline where ${of(c)} and seq = 1`,
      'added',
      99,
    ],
    [
      'two rows exchanged',
      (
        c,
      ) => `update hotich_timeline set seq = seq + 100 where ${of(c)}; update hotich_timeline set seq = 103 - seq where ${of(c)} and seq in (101, 102);
              update hotich_timeline set seq = seq - 100 where ${of(c)} and seq > 100`,
      'changed',
      1,
    ],
  ])('finds %s', async (_what, sql, why, seq) => {
    expect(await after(sql(codes[0]!))).toContainEqual({ maHoSo: codes[0], seq, why });
    expect((await auditor.verify()).ok).toBe(true);
  });

  it('finds a dossier that was taken out and left its timeline, and a timeline that was taken out', async () => {
    const [first, second] = codes as [string, string];
    expect(await after(`delete from hotich_dossier where ma_ho_so = '${first}'`)).toEqual([
      { maHoSo: null, seq: 1, why: 'dossierRemoved' },
    ]);
    expect(await after(`delete from hotich_timeline where ${of(second)}`)).toEqual([
      { maHoSo: second, seq: 1, why: 'removed' },
    ]);
  });

  it.each<[string, (code: string) => string, number]>([
    [
      'took the beginning of its timeline along',
      (c) =>
        `delete from hotich_timeline where ${of(c)} and seq = 1; delete from hotich_dossier where ma_ho_so = '${c}'`,
      2,
    ],
    [
      'was said to be of the other environment',
      (c) => `update hotich_dossier set environment = 'production' where ma_ho_so = '${c}'`,
      1,
    ],
  ])('finds a dossier that %s', async (_what, sql, seq) => {
    expect(await after(sql(codes[0]!))).toEqual([{ maHoSo: null, seq, why: 'dossierRemoved' }]);
  });

  it('counts rows from before the chain, and vouches for none of them', async () => {
    await host.db.query(`update hotich_timeline set hash = null where ${of(codes[1]!)}`);
    await host.db.query(`update hotich_dossier set timeline_hash = null where ma_ho_so = '${codes[1]}'`);
    const { ok, unchained } = await auditor.verify(codes[1]);
    expect([ok, unchained > 0]).toEqual([true, true]);
  });
});
