import { HotichDelivery, HotichTask } from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { byDatabase } from './support/database';
import { eventually } from './support/host';
import { scene, type Scene } from './support/scene';

const json = { 'content-type': 'application/json' };

/** The database takes no delivery of this code. */
const refused = (maHoSoLT: string, { state, errno }: { state: string; errno: number }) =>
  byDatabase({
    postgres: [
      `create function refuse() returns trigger language plpgsql as
         $$ begin raise exception 'refused' using errcode = '${state}'; end $$`,
      `create trigger refuse before insert on hotich_delivery for each row when (new.ma_ho_so_lt = '${maHoSoLT}')
         execute function refuse()`,
    ],
    mariadb: [
      `create trigger refuse before insert on hotich_delivery for each row
         if new.ma_ho_so_lt = '${maHoSoLT}' then signal sqlstate '45000' set mysql_errno = ${errno}; end if`,
    ],
  });
const ACCEPTED = byDatabase({
  postgres: ['drop trigger if exists refuse on hotich_delivery', 'drop function if exists refuse'],
  mariadb: ['drop trigger if exists refuse'],
});

describe("DVCLT's list", () => {
  let s: Scene;
  beforeAll(async () => (s = await scene()));
  afterAll(() => s.close());
  beforeEach(() => s.remotes.faults.clear());
  afterEach(() => run(ACCEPTED));

  /** As DVCLT lists a filing of this dossier: the newest, or another by its number. */
  const line = ({ maHoSo, maTTHC, filings }: ReturnType<typeof s.remotes.citizen.fileBirth>, filing = -1) => {
    const { id, ngayTiepNhan } = filings.at(filing)!;
    return { id, maDonVi: 7210, maTTHC, module: 'KS', maHoSo, ngayTiepNhan };
  };
  const listed = (...lines: object[]) =>
    s.remotes.faults.always('interlink.list', fault.answer(200, JSON.stringify({ data: lines }), json));

  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await s.host.db.query(statement);
  };

  it.each([
    ['a code that is too long', { maHoSo: `G22.${'9'.repeat(61)}` }],
    ['a code with a sign that no text may have', { maHoSo: 'G22.99.08-250101-0001\0' }],
    ['an id that is too long', { id: '9'.repeat(65) }],
    ['an id with a sign that no text may have', { id: '1\0' }],
  ])('%s names no dossier, and delays no other', async (_what, change) => {
    const bad = s.remotes.citizen.fileBirth();
    const good = s.remotes.citizen.fileBirth();
    listed({ ...line(bad), ...change }, line(good));
    expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 2, unreadable: 1, fresh: 1 });
    expect(await s.host.sync.find(good.maHoSo)).toMatchObject({ state: 'received' });
  });

  it('a line that the database does not take delays no other', async () => {
    const bad = s.remotes.citizen.fileBirth();
    const good = s.remotes.citizen.fileBirth();
    await run(refused(bad.maHoSo, { state: '23514', errno: 4025 }));
    listed(line(bad), line(good));
    expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 2, fresh: 1 });
    expect(await s.host.sync.find(good.maHoSo)).toMatchObject({ state: 'received' });
    await run(ACCEPTED);
    expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 2 });
    expect(await s.host.sync.find(bad.maHoSo)).toMatchObject({ state: 'received' });
  });

  it('a full disk is no fault of a line', async () => {
    const filed = s.remotes.citizen.fileBirth();
    await run(refused(filed.maHoSo, { state: '53100', errno: 1021 }));
    listed(line(filed));
    await expect(s.host.interlink.runIntakeOnce()).rejects.toThrow();
  });

  it('is asked for in every slot, however long the filings of the one before take', async () => {
    const schedule = { intake: '* * * * * *', report: false, submission: false, status: false } as const;
    const own = await scene({ schedule, interlink: { timeoutMs: 10_000 } as never });
    own.remotes.faults.always('interlink.detail', fault.acceptThenDelay(4_000));
    own.remotes.citizen.fileBirth();
    await eventually(() => own.remotes.calls.count('interlink.detail') === 1);
    const lists = () => own.remotes.calls.count('interlink.list');
    const before = lists();
    await eventually(() => lists() > before);
    const [detail] = own.remotes.calls.of('interlink.detail');
    expect(detail!.outcome).toBe('open');
    await own.close();
  });

  it('a newer filing does not wait for the one that somebody has to look at', async () => {
    const filed = s.remotes.citizen.fileBirth({ maTTHC: '9.999999' });
    listed({ ...line(filed), id: 9_000_000 });
    await s.host.interlink.runIntakeOnce();
    expect(await s.host.interlink.heldDeliveries()).toMatchObject([{ maHoSoLT: filed.maHoSo }]);
    await s.host.db.manager.update(HotichTask, { lane: 'intake' }, { dueAt: new Date(Date.now() + 3_600_000) });
    s.remotes.faults.clear();
    listed(line(filed));
    await s.host.interlink.runIntakeOnce();
    expect(s.remotes.calls.of('interlink.detail', filed.maHoSo)).toHaveLength(1);
    expect(await s.host.interlink.heldDeliveries()).toMatchObject([{ maHoSoLT: filed.maHoSo }]);
  });

  it('a procedure that is mapped for one level is taken in at that level', async () => {
    const only = (level: 'commune' | 'district') =>
      scene({ procedures: [{ maTTHC: '1.006714', module: 'LTKS', level }] });
    const taken = async ({ remotes, host }: Scene) => {
      const { maHoSo } = remotes.citizen.fileBirth({ maTTHC: '1.006714' });
      await host.interlink.runIntakeOnce();
      const [held] = await host.interlink.heldDeliveries();
      return held?.diagnosis?.problems?.[0]?.rule ?? (await host.sync.find(maHoSo)).state;
    };
    const scenes = await Promise.all([only('commune'), only('district')]);
    const states = await Promise.all(scenes.map(taken));
    await Promise.all(scenes.map((one) => one.close()));
    expect(states).toEqual(['received', 'procedure.contradictory']);
  });

  describe('with every filing of a dossier on a line of its own', () => {
    const events = async (maHoSo: string) => (await s.host.sync.timeline(maHoSo)).map(({ event }) => event);
    const earlier = { ngayTiepNhan: '01/01/2026 08:00:00' };
    const later = { ngayTiepNhan: '01/01/2026 08:00:01' };

    it.each([
      ['the newest last', earlier, later, false],
      ['the newest first', earlier, later, true],
      ['the newest last, all of one time', earlier, earlier, false],
      ['the newest last, without times', { ngayTiepNhan: null }, { ngayTiepNhan: null }, false],
      ['the newest last, in a line that cannot be read whole', earlier, { module: '' }, false],
    ])('%s: a supplement is taken in and acknowledged once', async (_how, ofFirst, ofSecond, reversed) => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
      await s.host.interlink.runReportOnce();
      const dossier = s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
      const lines = [
        { ...line(dossier, 0), ...ofFirst },
        { ...line(dossier, 1), ...ofSecond },
      ];
      listed(...(reversed ? lines.reverse() : lines));
      await s.host.interlink.runIntakeOnce();
      expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
      expect(s.remotes.calls.of('interlink.acknowledge', maHoSo)).toHaveLength(2);
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
      expect((await events(maHoSo)).slice(-2)).toEqual(['report.delivered', 'supplemented']);
    });

    it('a supplement that a replica of a version from before has listed is taken in', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      const { id, remoteId: first } = await s.host.db.manager.findOneByOrFail(HotichDelivery, { maHoSoLT: maHoSo });
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
      await s.host.interlink.runReportOnce();
      const dossier = s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
      // It took the first in as well, and knows nothing of the columns that say what a filing came after.
      await s.host.db.manager.update(
        HotichDelivery,
        { maHoSoLT: maHoSo },
        { remoteId: String(line(dossier).id), state: 'listed', cameAfter: 0, cameWith: first },
      );
      const task = {
        id,
        environment: 'test',
        lane: 'intake',
        subjectId: id,
        dueAt: new Date(0),
        maTinh: '24',
      } as const;
      await s.host.db.manager.insert(HotichTask, task);
      await s.host.interlink.runIntakeOnce();
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
      expect((await events(maHoSo)).slice(-2)).toEqual(['report.delivered', 'supplemented']);
    });

    it('a dossier that cannot be taken in is not fetched with every list', async () => {
      const filed = s.remotes.citizen.fileBirth({ maTTHC: '9.999999' });
      listed({ ...line(filed), id: 9_000_001 }, line(filed));
      expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 2, fresh: 1 });
      expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 2, fresh: 0 });
      expect(s.remotes.calls.of('interlink.detail', filed.maHoSo)).toHaveLength(1);
    });
  });
});

describe('a dossier whose message DVCLT fails to give', () => {
  const FAILED = JSON.stringify({
    type: 'about:blank',
    title: 'An error occurred while processing your request.',
    status: 500,
  });
  const failed = fault.answer(500, FAILED, { 'content-type': 'application/problem+json' });
  const maxAttempts = 3;
  const breaker = { failures: 1_000, openMs: 50 };
  let s: Scene;
  beforeEach(async () => (s = await scene({ engine: { maxAttempts }, interlink: { breaker } as never })));
  afterEach(() => s.close());

  const run = async () => {
    await s.host.db.manager.update(HotichTask, { lane: 'intake' }, { dueAt: new Date(0) });
    await s.host.interlink.runIntakeOnce();
  };

  it.each([
    ['fails', failed, maxAttempts],
    ['is no answer in time', fault.badGateway(), 2 * maxAttempts],
  ])('is held and seen where others are given, and looked for again: it %s', async (_, how, attempts) => {
    const bad = s.remotes.citizen.fileBirth();
    const good = s.remotes.citizen.fileBirth();
    s.remotes.faults.always('interlink.detail', how, { dossier: bad.maHoSo });
    for (let i = 0; i <= attempts; i++) await run();
    const [held, ...more] = await s.host.interlink.heldDeliveries();
    expect(more).toEqual([]);
    expect(held).toMatchObject({ maHoSoLT: bad.maHoSo, diagnosis: { remedy: { en: expect.stringContaining('C06') } } });
    expect(await s.host.sync.find(good.maHoSo)).toMatchObject({ state: 'received' });
    s.remotes.faults.clear();
    await run();
    expect(await s.host.sync.find(bad.maHoSo)).toMatchObject({ state: 'received' });
    expect(await s.host.interlink.heldDeliveries()).toEqual([]);
  });

  it('is none of its own where none is given', async () => {
    const filed = Array.from({ length: 5 }, () => s.remotes.citizen.fileBirth());
    s.remotes.faults.always('interlink.detail', failed);
    for (let i = 0; i < 4 * maxAttempts; i++) await run();
    expect(s.remotes.calls.of('interlink.detail', filed[0]!.maHoSo).length).toBeGreaterThan(maxAttempts);
    expect(await s.host.interlink.heldDeliveries()).toEqual([]);
    s.remotes.faults.clear();
    await run();
    for (const { maHoSo } of filed) expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received' });
  });
});
