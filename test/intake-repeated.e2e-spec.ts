import { HotichContent, HotichDelivery, HotichDossier, type HotichModuleOptions } from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { newKey } from './support/at-rest';
import { eventually } from './support/host';
import { scene, type Scene } from './support/scene';

const json = { 'content-type': 'application/json' };
/** DVCLT says that it was told, and forgets it. */
const FORGOTTEN = fault.answer(200, '{"errors":null,"title":"Cập nhật thành công","status":200}', json);

describe('the unit of a dossier that an officer sent to another than the citizen had named, when he is asked for more', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene()));
  afterAll(() => s.close());

  async function asked(): Promise<string> {
    const { maHoSo } = s.remotes.citizen.fileBirth({ maDonVi: '07210' });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(maHoSo, 'can.bo.mau', { maDonVi: '07228' });
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu chữ ký' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    return maHoSo;
  }

  async function answered(
    maHoSo: string,
    fields: Record<string, string>,
  ): Promise<Record<string, unknown> | undefined> {
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG', ...fields } });
    await s.host.interlink.runIntakeOnce();
    const { detail } = (await s.host.sync.timeline(maHoSo)).findLast(({ event }) => event === 'supplemented')!;
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    await s.host.interlink.runReportOnce();
    return detail;
  }

  it('stays, also in what it is sent with, as often as he answers without changing his', async () => {
    const maHoSo = await asked();
    for (const version of [1, 2]) {
      expect(await answered(maHoSo, { nksHoTen: `NGUYỄN VĂN MẪU ${version}` })).not.toHaveProperty('maDonVi');
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'sent', maDonVi: '07228' });
      expect(s.remotes.register.find(maHoSo)).toMatchObject({ maDonVi: '07228', payload: { noiDangKy: '07228' } });
      s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: `Thiếu chữ ký lần ${version}` });
      await s.host.poller.refresh([maHoSo]);
      await s.host.interlink.runReportOnce();
    }
  });

  it('is the one that he names now where he changes his, and the timeline says so', async () => {
    const maHoSo = await asked();
    const detail = await answered(maHoSo, { noiDangKy: '07264' });
    expect(detail).toMatchObject({ maDonVi: { from: '07228', to: '07264' } });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ maDonVi: '07264' });
  });
});

describe.each<[string, Partial<HotichModuleOptions>]>([
  ['plain', {}],
  ['sealed', { encryption: { keys: [newKey('k1')], hashKey: newKey('h').key } }],
])(
  'a filing offered again after an officer corrected it, and the register asked for more, %s at rest',
  (_how, options) => {
    let s: Scene;
    beforeAll(async () => (s = await scene(options)));
    afterAll(() => s.close());
    beforeEach(() => s.remotes.faults.clear());

    const message = (maHoSo: string) => JSON.stringify(s.remotes.interlink.message(maHoSo));
    const events = async (maHoSo: string) => (await s.host.sync.timeline(maHoSo)).map(({ event }) => event);
    const content = async (maHoSo: string) => {
      const { id: dossierId, version } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo });
      return s.host.db.manager.findOneByOrFail(HotichContent, { dossierId, version });
    };

    async function askedForMore(maHoSo: string, noiDungXuLy = 'Thiếu chữ ký'): Promise<void> {
      await s.host.interlink.accept(maHoSo, 'can.bo.mau', { data: { nksHoTen: 'TÊN CÁN BỘ SỬA' } });
      await s.host.sync.runOnce();
      s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy });
      await s.host.poller.refresh([maHoSo]);
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement' });
    }

    async function standsCorrected(maHoSo: string, version: number): Promise<void> {
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement', version });
      expect((await content(maHoSo)).data).toMatchObject({ nksHoTen: 'TÊN CÁN BỘ SỬA' });
      expect((await events(maHoSo)).at(-1)).not.toMatch(/supplemented|redelivered/);
    }

    async function supplemented(maHoSo: string, nksHoTen: string): Promise<void> {
      await s.host.interlink.runReportOnce();
      s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen } });
      await s.host.interlink.runIntakeOnce();
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received' });
      expect((await content(maHoSo)).data).toMatchObject({ nksHoTen });
    }

    it('by a push is no supplement; what the citizen files then is', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      await askedForMore(maHoSo);
      expect(await s.host.interlink.receive(message(maHoSo))).toMatchObject({ state: 'acknowledged' });
      await standsCorrected(maHoSo, 2);
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU BỔ SUNG');
    });

    it.each(['', ' once more, its delivery long cleared away'])('in the list is no supplement%s', async (cleared) => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      s.remotes.faults.next('interlink.acknowledge', FORGOTTEN, 1, { dossier: maHoSo });
      await s.host.interlink.runIntakeOnce();
      await askedForMore(maHoSo);
      if (cleared) await s.host.db.manager.delete(HotichDelivery, { maHoSoLT: maHoSo });
      expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ fresh: 1 });
      expect(s.remotes.calls.of('interlink.detail', maHoSo)).toHaveLength(2);
      await standsCorrected(maHoSo, 2);
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU BỔ SUNG');
    });

    it('does not say that the citizen was told, when nobody knows whether DVCLT was', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      await askedForMore(maHoSo);
      const lost = { dossier: maHoSo, statusSent: 2 };
      s.remotes.faults.next('interlink.report', fault.resetBeforeAccepting(), 1, lost);
      await s.host.interlink.runReportOnce();
      await s.host.interlink.receive(message(maHoSo));
      await eventually(async () => {
        await s.host.interlink.runReportOnce();
        return s.remotes.interlink.dossier(maHoSo)?.statuses.at(-1) === 2;
      });
    });

    it('is known also when it was a supplement, and the one before it came late', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      const first = message(maHoSo);
      await askedForMore(maHoSo);
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU HAI');
      await s.host.interlink.receive(first);
      await askedForMore(maHoSo, 'Thiếu chữ ký lần hai');
      await s.host.interlink.receive(message(maHoSo));
      await standsCorrected(maHoSo, 4);
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU BA');
    });

    it('is a supplement when the citizen goes back to what he filed before', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      await askedForMore(maHoSo);
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU HAI');
      await askedForMore(maHoSo, 'Tên không đúng');
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU');
    });

    it('is an answer when the citizen files the same again under another id', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      for (const [times, words] of ['Thiếu chữ ký', 'Thiếu chữ ký lần hai'].entries()) {
        await askedForMore(maHoSo, words);
        await supplemented(maHoSo, 'NGUYỄN VĂN MẪU');
        expect((await events(maHoSo)).filter((event) => event === 'supplemented')).toHaveLength(times + 1);
      }
    });

    it('is no answer when he had filed the same twice before anything was asked of him', async () => {
      const { maHoSo, filings } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      filings.push({ ...filings[0]!, id: filings[0]!.id + 1_000_000 });
      s.remotes.faults.next('interlink.acknowledge', FORGOTTEN, 2, { dossier: maHoSo });
      for (let i = 0; i < 2; i++) await s.host.interlink.runIntakeOnce();
      expect((await events(maHoSo)).filter((event) => event === 'redelivered')).toHaveLength(1);
      await askedForMore(maHoSo);
      expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ fresh: 1 });
      expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
      await standsCorrected(maHoSo, 2);
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU');
    });

    it('is no answer when it was being fetched before anything was asked of him', async () => {
      const { maHoSo, filings } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      await s.host.interlink.runReportOnce();
      filings.push({ ...filings[0]!, id: filings[0]!.id + 1_000_000 });
      s.remotes.faults.next('interlink.detail', fault.delay(500), 1, { dossier: maHoSo });
      const fetching = s.host.interlink.runIntakeOnce();
      await eventually(() => s.remotes.calls.of('interlink.detail', maHoSo).length === 2);
      await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
      const lost = { dossier: maHoSo, statusSent: 2 };
      s.remotes.faults.next('interlink.report', fault.resetBeforeAccepting(), 1, lost);
      await s.host.interlink.runReportOnce();
      await fetching;
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement', version: 1 });
      expect((await events(maHoSo)).filter((event) => event === 'redelivered')).toHaveLength(1);
      await eventually(async () => {
        await s.host.interlink.runReportOnce();
        return s.remotes.interlink.dossier(maHoSo)?.statuses.at(-1) === 2;
      });
      await supplemented(maHoSo, 'NGUYỄN VĂN MẪU BỔ SUNG');
    });

    it.each(['listed', 'listed, and unreadable', 'found when the one before it was acknowledged'])(
      'is no answer when it was %s before anything was asked of him, however late it can be read; the next one is',
      async (how) => {
        const { maHoSo, filings } = s.remotes.citizen.fileBirth();
        const of = { dossier: maHoSo };
        const ofFound = how.startsWith('found');
        if (ofFound) s.remotes.faults.always('interlink.acknowledge', fault.badGateway(), of);
        await s.host.interlink.runIntakeOnce();
        await s.host.interlink.runReportOnce();
        const early = { ...filings[0]!, id: filings[0]!.id + 1_000_000 };
        early.fields = { ...early.fields, nksHoTen: 'NGUYỄN VĂN SỚM' };
        const unreadable = how.endsWith('unreadable');
        filings.push(unreadable ? { ...early, detailBody: '{"data": null}' } : early);
        if (!unreadable) s.remotes.faults.always('interlink.detail', fault.badGateway(), of);
        if (ofFound) s.remotes.faults.next('interlink.list', fault.answer(200, '{"data":[]}', json));
        await eventually(async () => {
          await s.host.interlink.retry(maHoSo);
          await s.host.interlink.runIntakeOnce();
          const came = { maHoSoLT: maHoSo, remoteId: String(early.id) };
          return (await s.host.db.manager.findOneBy(HotichDelivery, came))?.diagnosis;
        });
        await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
        await s.host.interlink.runReportOnce();
        s.remotes.faults.clear();
        filings[1] = early;
        await eventually(async () => {
          await s.host.interlink.retry(maHoSo);
          await s.host.interlink.runIntakeOnce();
          return s.remotes.interlink.dossier(maHoSo)!.acknowledged;
        });
        expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement', version: 1 });
        expect((await events(maHoSo)).filter((event) => event === 'redelivered')).toHaveLength(1);
        await supplemented(maHoSo, 'NGUYỄN VĂN MẪU BỔ SUNG');
      },
    );

    it('that nobody had asked for is noted once, and taken in when something is asked for', async () => {
      const { maHoSo } = s.remotes.citizen.fileBirth();
      await s.host.interlink.runIntakeOnce();
      const unasked = message(maHoSo).replace('NGUYỄN VĂN MẪU', 'NGUYỄN VĂN SỚM');
      for (let i = 0; i < 2; i++) await s.host.interlink.receive(unasked);
      expect((await events(maHoSo)).filter((event) => event === 'redelivered')).toHaveLength(1);
      await askedForMore(maHoSo);
      await s.host.interlink.receive(unasked);
      expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received' });
      expect((await content(maHoSo)).data).toMatchObject({ nksHoTen: 'NGUYỄN VĂN SỚM' });
    });
  },
);
