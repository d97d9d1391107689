import { setTimeout as sleep } from 'node:timers/promises';
import { HotichContent, HotichDelivery, HotichDossier, type HotichModuleOptions, HotichTask } from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { IsNull, Not } from 'typeorm';
import { newKey } from './support/at-rest';
import { byDatabase } from './support/database';
import { eventually, optionsFor, startHost } from './support/host';
import { scene, type Scene } from './support/scene';

const json = { 'content-type': 'application/json' };

/** Sessions of this database that stand at a lock. */
const WAITING = () =>
  byDatabase({
    postgres: `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    mariadb: `select 1 from information_schema.innodb_trx t
              join information_schema.processlist p on p.id = t.trx_mysql_thread_id
              where p.db = database() and t.trx_state = 'LOCK WAIT'`,
  });

describe.each<[string, Partial<HotichModuleOptions>]>([
  ['plain', {}],
  ['sealed', { encryption: { keys: [newKey('k1')], hashKey: newKey('h').key } }],
])('a filing that DVCLT pushes while the one before it is being stored, %s at rest', (_how, options) => {
  let s: Scene;
  beforeAll(async () => (s = await scene(options)));
  afterAll(() => s.close());
  beforeEach(() => {
    s.remotes.faults.clear();
    s.remotes.faults.always('interlink.list', fault.answer(200, '{"data":[]}', json));
  });

  const message = (maHoSo: string) => JSON.stringify(s.remotes.interlink.message(maHoSo));
  const delivery = (maHoSoLT: string) => s.host.db.manager.findOneByOrFail(HotichDelivery, { maHoSoLT });
  const dossier = (maHoSo: string) => s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo });
  const waiting = async (count: number) => {
    // MariaDB shows the same again to those who ask within a tenth of a second.
    await sleep(byDatabase({ postgres: 0, mariadb: 150 }));
    return (await s.host.db.query<unknown[]>(WAITING())).length >= count;
  };
  const corrected = (body: string) => body.replace('"maTTHC":"9.999999"', '"maTTHC":"2.000986"');

  /** Whoever wants to lock or change this row meanwhile waits until the end of it. */
  async function whileHeld<T>(table: string, id: string, during: () => Promise<T>): Promise<T> {
    const runner = s.host.db.createQueryRunner();
    await runner.startTransaction();
    try {
      await runner.query(`select 1 from ${table} where id = '${id}' for update`);
      return await during();
    } finally {
      await runner.commitTransaction();
      await runner.release();
    }
  }

  async function supplementAsked(): Promise<{ maHoSo: string; first: string; second: string }> {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    const first = message(maHoSo);
    await s.host.interlink.receive(first);
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
    await s.host.interlink.runReportOnce();
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    return { maHoSo, first, second: message(maHoSo) };
  }

  it('is taken in after a repeat of the first one', async () => {
    const { maHoSo, first, second } = await supplementAsked();
    const received: Promise<unknown>[] = [];
    await whileHeld('hotich_dossier', (await dossier(maHoSo)).id, async () => {
      received.push(s.host.interlink.receive(first));
      await eventually(() => s.host.db.manager.existsBy(HotichTask, { lane: 'intake', leaseOwner: Not(IsNull()) }));
      // Read by then, and found locked.
      await sleep(100);
      received.push(s.host.interlink.receive(second));
      await eventually(async () => (await delivery(maHoSo)).raw === second);
    });
    expect((await Promise.all(received))[1]).toMatchObject({ state: 'acknowledged' });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
  });

  it('is taken in though the first one is repeated before it is', async () => {
    const { maHoSo, first, second } = await supplementAsked();
    const received: Promise<unknown>[] = [];
    await whileHeld('hotich_dossier', (await dossier(maHoSo)).id, async () => {
      received.push(s.host.interlink.receive(second));
      await eventually(async () => (await delivery(maHoSo)).raw === second);
      received.push(s.host.interlink.receive(first));
      // Kept by then, where it is.
      await sleep(300);
    });
    await Promise.all(received);
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
  });

  it('is not forgotten for a repeat of the first one while it cannot be taken in', async () => {
    const { maHoSo, first, second } = await supplementAsked();
    const strange = second.replace('"maTTHC":"2.000986"', '"maTTHC":"9.999999"');
    expect(await s.host.interlink.receive(strange)).toMatchObject({ state: 'held' });
    expect(await s.host.interlink.receive(first)).toMatchObject({ state: 'held' });
    expect((await delivery(maHoSo)).raw).toBe(strange);
    expect(await s.host.interlink.receive(second)).toMatchObject({ state: 'acknowledged' });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
  });

  it('that was answered is not forgotten for one that cannot be read', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ maTTHC: '9.999999' });
    const kept = message(maHoSo);
    expect(await s.host.interlink.receive(kept)).toMatchObject({ state: 'held' });
    const torn = kept.slice(0, -200);
    await expect(s.host.interlink.receive(torn)).rejects.toMatchObject({ code: 'HT-3001' });
    expect((await delivery(maHoSo)).raw).toBe(kept);
    expect(await s.host.interlink.receive(corrected(kept))).toMatchObject({ state: 'acknowledged' });
    // What is in is forgotten by nobody: one that cannot be read is then kept, and explains itself.
    expect(await s.host.interlink.receive(torn)).toMatchObject({ state: 'held', diagnosis: { code: 'HT-3001' } });
    expect(await s.host.interlink.receive(`${torn} `)).toMatchObject({ state: 'held' });
    expect((await delivery(maHoSo)).raw).toBe(`${torn} `);
  });

  it.each(['taken in, but not acknowledged', 'not taken in either'])(
    'is not forgotten while it cannot be taken in, and DVCLT still lists the one before, which was %s',
    async (how) => {
      const isIn = how.startsWith('taken');
      const { maHoSo, maDonVi, filings } = s.remotes.citizen.fileBirth(isIn ? {} : { maTTHC: '9.999999' });
      const lists = { data: [{ id: filings[0]!.id, maDonVi, maTTHC: '2.000986', module: 'KS', maHoSo }] };
      s.remotes.faults.clear();
      s.remotes.faults.always('interlink.list', fault.answer(200, JSON.stringify(lists), json));
      s.remotes.faults.always('interlink.acknowledge', fault.badGateway());
      await s.host.interlink.runIntakeOnce();
      expect(await delivery(maHoSo)).toMatchObject({ state: isIn ? 'taken' : 'held' });
      if (isIn) await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
      const newer = message(maHoSo)
        .replace('"maTTHC":"2.000986"', '"maTTHC":"9.999999"')
        .replace('NGUYỄN VĂN MẪU', 'NGUYỄN VĂN MẪU BỔ SUNG');
      expect(await s.host.interlink.receive(newer)).toMatchObject({ state: 'held' });
      for (let i = 0; i < 2; i++) expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 1, fresh: 0 });
      expect(await delivery(maHoSo)).toMatchObject({ state: 'held', raw: newer });
      s.remotes.faults.next('interlink.list', fault.answer(200, '{"data":[]}', json));
      const procedures = [{ maTTHC: '9.999999', module: 'LTKS' }] as const;
      const mended = await startHost(s.url, optionsFor(s.remotes, { ...options, procedures }));
      await mended.interlink.retry(maHoSo);
      await mended.interlink.runIntakeOnce();
      const inByNow = { state: 'received', version: isIn ? 2 : 1 };
      expect(await s.host.sync.find(maHoSo)).toMatchObject(inByNow);
      // Then the one that is listed has its turn: it is known, or noted, and not listed for ever.
      s.remotes.faults.clear();
      await mended.interlink.runIntakeOnce();
      await mended.close();
      expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
      expect(await s.host.sync.find(maHoSo)).toMatchObject(inByNow);
    },
  );

  it('is no answer to what was asked of the citizen after it had come, however late it can be taken in; the next one is', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.receive(message(maHoSo));
    const early = message(maHoSo)
      .replace('"maTTHC":"2.000986"', '"maTTHC":"9.999999"')
      .replace('NGUYỄN VĂN MẪU', 'NGUYỄN VĂN SỚM');
    expect(await s.host.interlink.receive(early)).toMatchObject({ state: 'held' });
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
    await s.host.interlink.runReportOnce();
    // The same once more is no other.
    expect(await s.host.interlink.receive(early)).toMatchObject({ state: 'held' });
    const procedures = [{ maTTHC: '9.999999', module: 'LTKS' }] as const;
    const mended = await startHost(s.url, optionsFor(s.remotes, { ...options, procedures }));
    await mended.interlink.retry(maHoSo);
    await mended.interlink.runIntakeOnce();
    await mended.close();
    expect((await delivery(maHoSo)).state).toBe('acknowledged');
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement', version: 1 });
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    expect(await s.host.interlink.receive(message(maHoSo))).toMatchObject({ state: 'acknowledged' });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
  });

  it.each(['as it was', 'with other content'])(
    'has answered; the one before it, taken in long ago and listed once more %s, answers what is asked next only if it says something new',
    async (how) => {
      const { maHoSo, filings } = s.remotes.citizen.fileBirth();
      s.remotes.faults.clear();
      s.remotes.faults.always('interlink.acknowledge', fault.badGateway());
      await s.host.interlink.runIntakeOnce();
      expect(await delivery(maHoSo)).toMatchObject({ state: 'taken' });
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
      await s.host.interlink.runReportOnce();
      const answer = message(maHoSo).replace('NGUYỄN VĂN MẪU', 'NGUYỄN VĂN MẪU HAI');
      expect(await s.host.interlink.receive(answer)).toMatchObject({ state: 'acknowledged' });
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu chữ ký' });
      await s.host.interlink.runReportOnce();
      const changed = how !== 'as it was';
      if (changed) {
        const [first] = filings;
        filings[0] = { ...first!, xml: first!.xml.replace('NGUYỄN VĂN MẪU', 'NGUYỄN VĂN MẪU BA') };
      }
      s.remotes.faults.clear();
      expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ fresh: 1 });
      expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
      if (!changed) {
        expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement', version: 2 });
        s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BA' } });
        await s.host.interlink.runIntakeOnce();
      }
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 3 });
      const { id: dossierId } = await dossier(maHoSo);
      const { data } = await s.host.db.manager.findOneByOrFail(HotichContent, { dossierId, version: 3 });
      expect(data).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MẪU BA' });
    },
  );

  it('is taken in after one that cannot be', async () => {
    const before = s.remotes.citizen.fileBirth({ maTTHC: '9.999999' }).maHoSo;
    const { maHoSo } = s.remotes.citizen.fileBirth({ maTTHC: '9.999999' });
    for (const code of [before, maHoSo]) {
      expect(await s.host.interlink.receive(message(code))).toMatchObject({ state: 'held' });
    }
    // Both are read once more and stored together, in this order: the second when it has been read long ago.
    for (const [dueAt, code] of [before, maHoSo].entries()) {
      const { id } = await delivery(code);
      await s.host.db.query(`update hotich_task set due_at = ${dueAt} where subject_id = '${id}'`);
    }
    const received: Promise<unknown>[] = [];
    await whileHeld('hotich_delivery', (await delivery(before)).id, async () => {
      received.push(s.host.interlink.runIntakeOnce());
      await eventually(() => waiting(1));
      received.push(s.host.interlink.receive(corrected(message(maHoSo))));
      await eventually(async () => (await delivery(maHoSo)).raw === corrected(message(maHoSo)));
    });
    expect((await Promise.all(received))[1]).toMatchObject({ state: 'acknowledged' });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 1 });
  });

  it.each([
    ['', '2.000986'],
    [' that cannot be', '9.999999'],
  ])('is taken in after one that was fetched%s', async (_which, maTTHC) => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ maTTHC, fields: { nksHoTen: 'NGUYỄN VĂN CŨ' } });
    const pushed = corrected(message(maHoSo)).replace('NGUYỄN VĂN CŨ', 'NGUYỄN VĂN MỚI');
    s.remotes.faults.clear();
    s.remotes.faults.next('interlink.detail', fault.delay(500), 1, { dossier: maHoSo });
    const fetched = s.host.interlink.runIntakeOnce();
    await eventually(() => s.remotes.calls.of('interlink.detail', maHoSo).length > 0);
    expect(await s.host.interlink.receive(pushed)).toMatchObject({ state: 'acknowledged' });
    await fetched;
    const { id: dossierId } = await dossier(maHoSo);
    const { data } = await s.host.db.manager.findOneByOrFail(HotichContent, { dossierId });
    expect(data).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MỚI' });
  });
});

it('a filing that DVCLT pushes does not wait for the pause after a fetch of it that failed', async () => {
  const s = await scene({ engine: { retryMs: 60_000, retryMaxMs: 60_000 }, interlink: { timeoutMs: 500 } as never });
  s.remotes.faults.next('interlink.detail', fault.acceptThenHang());
  const { maHoSo } = s.remotes.citizen.fileBirth();
  const run = s.host.interlink.runIntakeOnce();
  await eventually(() => s.remotes.calls.of('interlink.detail', maHoSo).length > 0);
  const pushed = s.host.interlink.receive(JSON.stringify(s.remotes.interlink.message(maHoSo)));
  expect(await pushed).toMatchObject({ state: 'acknowledged' });
  await run;
  await s.close();
});

it('a filing that DVCLT pushes is answered when it is in, not when all that DVCLT has listed is', async () => {
  const s = await scene({ interlink: { rate: { perSecond: 5, burst: 5 } } as never });
  for (let i = 0; i < 40; i++) s.remotes.citizen.fileBirth();
  const run = s.host.interlink.runIntakeOnce();
  await eventually(() => s.remotes.calls.of('interlink.detail').length >= 5);
  const { maHoSo } = s.remotes.citizen.fileBirth();
  const began = performance.now();
  const received = await s.host.interlink.receive(JSON.stringify(s.remotes.interlink.message(maHoSo)));
  expect(received).toMatchObject({ state: 'acknowledged' });
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(s.remotes.calls.of('interlink.detail').length).toBeLessThan(40);
  await s.close();
  await run;
}, 30_000);
