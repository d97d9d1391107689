import { HotichContent, HotichDelivery, HotichDossier, HotichTask } from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { eventually, optionsFor, startHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { scene, type Scene } from './support/scene';

const json = { 'content-type': 'application/json' };

describe('what cannot be taken in from DVCLT', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene({ units: ['07210', '07228'] })));
  afterAll(() => s.close());
  beforeEach(() => s.remotes.faults.clear());

  const held = async (maHoSo: string) =>
    (await s.host.interlink.heldDeliveries()).find((delivery) => delivery.maHoSoLT === maHoSo);
  const raw = async (maHoSoLT: string) => (await s.host.db.manager.findOneByOrFail(HotichDelivery, { maHoSoLT })).raw;
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x><hoTich><nksHoTen>&a;</nksHoTen></hoTich></x>`;

  it.each([
    ['an unknown procedure', { maTTHC: '9.999999' }, { path: 'maTTHC', rule: 'procedure.unmapped' }],
    ['a unit that is not configured', { maDonVi: '07264' }, { path: 'maDonVi', rule: 'unit.notConfigured' }],
    ['malformed XML', { xml: '<hoSo><hoTich><nksHoTen>X</hoTich></hoSo>' }, { rule: 'xml.malformed' }],
    ['an XML body with a DTD', { xml: bomb }, { rule: 'xml.dtd' }],
    ['a body that is not JSON', { detailBody: '{"data": "' }, {}],
    ['a body without the inner message', { detailBody: '{"data": null}' }, {}],
  ])('%s is kept, visible and explained, and delays no other', async (_name, filing, problem) => {
    const bad = s.remotes.citizen.fileBirth(filing).maHoSo;
    const good = s.remotes.citizen.fileDeath().maHoSo;
    await s.host.interlink.runIntakeOnce();
    expect((await s.host.sync.find(good)).state).toBe('received');
    expect(s.remotes.interlink.dossier(good)).toMatchObject({ acknowledged: true });
    const delivery = await held(bad);
    expect(delivery?.diagnosis?.text.vi).toMatch(/\S/);
    expect(delivery?.diagnosis?.problems[0]).toMatchObject(problem);
    expect(delivery?.diagnosis?.problems[0]?.remedy.vi).toMatch(/\S/);
    expect(s.remotes.interlink.dossier(bad)).toMatchObject({ acknowledged: false, statuses: [] });
    expect(await raw(bad)).toMatch(/\S/);
    await expect(s.host.sync.find(bad)).rejects.toMatchObject({ code: 'HT-2003' });
  });

  it('is not fetched again with every list, and comes in once its cause is mended', async () => {
    const bad = s.remotes.citizen.fileBirth({ maTTHC: '9.999998' }).maHoSo;
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.runIntakeOnce();
    const asked = () => s.remotes.calls.all.filter((call) => call.operation === 'interlink.detail').length;
    const before = asked();
    await s.host.interlink.runIntakeOnce();
    expect(asked()).toBe(before);
    s.remotes.faults.next('interlink.detail', fault.badGateway());
    await s.host.interlink.retry(bad);
    await s.host.interlink.runIntakeOnce();
    // Once more when the pause after the bad gateway happens to be shorter than the run.
    expect([before + 1, before + 2]).toContain(asked());
    expect(await held(bad)).toBeDefined();

    const procedures = [{ maTTHC: '9.999998', module: 'LTKS' }] as const;
    const mended = await startHost(s.url, optionsFor(s.remotes, { units: ['07210', '07228'], procedures }));
    await mended.interlink.retry(bad);
    await mended.interlink.runIntakeOnce();
    expect(await mended.sync.find(bad)).toMatchObject({ state: 'received', module: 'LTKS' });
    expect(s.remotes.interlink.dossier(bad)).toMatchObject({ acknowledged: true });
    expect(await held(bad)).toBeUndefined();
    await mended.close();
  });

  it('a code that nobody knows is not tried again in silence', async () => {
    await expect(s.host.interlink.retry('G22.99.99-261124-9999')).rejects.toMatchObject({ code: 'HT-2003' });
  });

  it('one whose code is there already keeps nothing of those in its batch from being stored', async () => {
    const codes = Array.from({ length: 5 }, () => s.remotes.citizen.fileBirth().maHoSo);
    const own = birthInput(nextCode(), {}, { fileDinhKem: [] });
    await s.host.sync.submit(own);
    // Between a replica's look for the code and its insert another one, which names it otherwise, took it.
    await s.host.db.query(`update hotich_dossier set ma_ho_so = '${codes[3]}' where ma_ho_so = '${own.maHoSo}'`);
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.runReportOnce();
    for (const code of codes.filter((_, i) => i !== 3)) {
      expect((await s.host.sync.timeline(code)).map(({ event }) => event)).toEqual(['receive', 'report.delivered']);
      const { id } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: code });
      expect(await s.host.db.manager.countBy(HotichContent, { dossierId: id })).toBe(1);
    }
    // Nor is it taken for that one, which is not what this citizen filed: DVCLT goes on offering what nobody has.
    const [first] = (await s.host.sync.timeline(codes[3]!)).map(({ event }) => event);
    expect(first).toBe('submit');
    const kept = await eventually(async () => {
      await s.host.interlink.runIntakeOnce();
      return held(codes[3]!);
    });
    expect(kept.diagnosis).toMatchObject({ code: 'HT-2002' });
    expect(s.remotes.interlink.dossier(codes[3]!)).toMatchObject({ acknowledged: false });
  });

  it('an acknowledgement that comes late, though never tried before, does not cover a supplement nobody has read', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    const acknowledging = (dueAt: string) =>
      s.host.db.query(`update hotich_task set due_at = ${dueAt} where lane = 'intake'`);
    // As behind a gate that shuts between the taking in and its acknowledgement.
    s.remotes.faults.next('interlink.acknowledge', fault.badGateway());
    await s.host.interlink.runIntakeOnce();
    await acknowledging('9999999999999, attempt = 0, strikes = 0, unsure = false');
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Bổ sung' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
    // Due at last, before the list is asked for.
    await acknowledging('0');
    s.remotes.faults.next('interlink.list', fault.answer(200, '{"data":[]}', json));
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.runIntakeOnce();
    expect((await s.host.sync.timeline(maHoSo)).at(-1)).toMatchObject({ event: 'supplemented' });
    expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
  });

  it('a dossier offered twice, or again after a lost acknowledgement, is one dossier', async () => {
    s.remotes.behaviour.interlink.duplicateList = true;
    const { maHoSo } = s.remotes.citizen.fileBirth();
    s.remotes.faults.next('interlink.acknowledge', fault.answer(500, '{"title":"lỗi","status":500}', json));
    await s.host.interlink.runIntakeOnce();
    // Once in this run, or twice when the pause after the failure happens to be shorter than the run.
    expect(s.remotes.calls.of('interlink.acknowledge', maHoSo)[0]).toMatchObject({ httpStatus: 500, effect: false });
    await new Promise((resolve) => setTimeout(resolve, 200));
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.runIntakeOnce();
    expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
    expect(s.remotes.calls.of('interlink.acknowledge', maHoSo)).toHaveLength(2);
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(maHoSo)?.statuses).toEqual([1]);
    expect((await s.host.sync.timeline(maHoSo)).filter((entry) => entry.event === 'receive')).toHaveLength(1);
    s.remotes.behaviour.interlink.duplicateList = false;
  });

  it("a citizen's form with a wrong field comes in, and the officer's correction lets it go on", async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ fields: { nksGioiTinh: '', nksNgaySinh: '31.02.2026' } });
    await s.host.interlink.runIntakeOnce();
    const refused = s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await expect(refused).rejects.toMatchObject({ code: 'HT-2001' });
    await expect(refused).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ path: 'data.nksNgaySinh' })]) as unknown,
    });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 1 });
    await s.host.interlink.accept(maHoSo, 'can.bo.mau', { data: { nksGioiTinh: '1', nksNgaySinh: '28.02.2026' } });
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'sent', version: 2 });
  });

  it('an officer who names another unit in the form alone is told so: it would have gone where the form does not say', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ maDonVi: '07210' });
    await s.host.interlink.runIntakeOnce();
    const data = { noiDangKy: '07228' };
    await expect(s.host.interlink.accept(maHoSo, 'can.bo.mau', { data })).rejects.toMatchObject({
      code: 'HT-2001',
      problems: [{ path: 'data.noiDangKy', rule: 'unit.differs' }],
    });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 1 });
    await s.host.interlink.accept(maHoSo, 'can.bo.mau', { maDonVi: '07228', data });
    await s.host.sync.runOnce();
    expect(s.remotes.register.find(maHoSo)).toMatchObject({ maDonVi: '07228', payload: data });
  });

  it.each([
    ['with the id of another', {}, [1, 2], undefined],
    ['without content', { duLieuTepDinhKem: '' }, [1], ['required']],
    ['with null for its content', { duLieuTepDinhKem: null as never }, [1], ['required']],
    ['that is no base64', { duLieuTepDinhKem: 'không phải base64' }, [1], ['base64']],
    ['with a name without end', { tenTepDinhKem: `${'a'.repeat(300)}.pdf` }, [1, 2], undefined],
  ])('a file %s keeps no citizen out, and the officer is told what is missing', async (_how, broken, sent, rules) => {
    const paper = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'Giấy chứng sinh',
      tenTepDinhKem: 'gcs.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64'),
    };
    const { maHoSo } = s.remotes.citizen.fileBirth({ attachments: [paper, { ...paper, ...broken }] });
    await s.host.interlink.runIntakeOnce();
    const [line] = await s.host.sync.timeline(maHoSo);
    expect(line?.detail?.['warnings']).toEqual(rules && [{ id: 2, rules }]);
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    await s.host.interlink.runReportOnce();
    expect(s.remotes.register.find(maHoSo)?.attachments.map(({ id }) => id)).toEqual(sent);
    expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true, statuses: [1, 3, 7] });
    // Offered again, it is the same filing, what is missing included.
    await s.host.interlink.receive(JSON.stringify(s.remotes.interlink.message(maHoSo)));
    expect((await s.host.sync.timeline(maHoSo)).map(({ event }) => event)).not.toContain('redelivered');
  });

  it('a dossier that DVCLT pushes comes in the same way, and is neither fetched nor acknowledged', async () => {
    const { maHoSo } = s.remotes.citizen.fileDeath();
    const body = JSON.stringify(s.remotes.interlink.message(maHoSo));
    expect(await s.host.interlink.receive(body)).toMatchObject({ maHoSoLT: maHoSo, state: 'acknowledged' });
    expect(await s.host.interlink.receive(body)).toMatchObject({ state: 'acknowledged' });
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', module: 'LTKT' });
    expect(
      s.remotes.calls.of('interlink.detail', maHoSo).concat(s.remotes.calls.of('interlink.acknowledge', maHoSo)),
    ).toEqual([]);
    expect((await s.host.sync.timeline(maHoSo)).filter((entry) => entry.event === 'receive')).toHaveLength(1);

    const strange = s.remotes.citizen.fileBirth({ maTTHC: '9.999997' }).maHoSo;
    const pushed = await s.host.interlink.receive(JSON.stringify(s.remotes.interlink.message(strange)));
    expect(pushed).toMatchObject({ state: 'held', diagnosis: { problems: [{ rule: 'procedure.unmapped' }] } });
    // Longer than the `text` of some databases, in letters of three bytes each.
    const torn = s.remotes.citizen.fileBirth({ xml: `<hoSo><hoTich>${'ế'.repeat(60_000)}` }).maHoSo;
    const message = JSON.stringify(s.remotes.interlink.message(torn));
    const kept = await s.host.interlink.receive(message);
    expect(kept).toMatchObject({ maHoSoLT: torn, state: 'held', diagnosis: { code: 'HT-3001' } });
    expect(await raw(torn)).toBe(message);
    await expect(s.host.interlink.receive('không phải JSON')).rejects.toMatchObject({ code: 'HT-3001' });
    const nameless = body.replaceAll(maHoSo, `G22.${'9'.repeat(61)}`);
    const problems = [{ path: 'maHoSo', rule: 'dossierCode.format' }];
    await expect(s.host.interlink.receive(nameless)).rejects.toMatchObject({ code: 'HT-3001', problems });
    // A sign that PostgreSQL does not take.
    expect(await s.host.interlink.receive(`${message}\0`)).toMatchObject({ maHoSoLT: torn, state: 'held' });
  });
});

describe('a filing whose message is longer than answers may be', () => {
  let s: Scene;
  const interlink = { maxResponseBytes: 200_000, breaker: { failures: 2, openMs: 60_000 } } as never;
  beforeAll(async () => (s = await scene({ interlink, engine: { retryMs: 1, retryMaxMs: 1, maxAttempts: 2 } })));
  afterAll(() => s.close());

  it('is held and says which limit to raise; others come in', async () => {
    const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(1024 * 1024), Buffer.from('%%EOF')]);
    const scan = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'Giấy chứng sinh',
      tenTepDinhKem: 'gcs.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: pdf.toString('base64'),
    };
    const long = s.remotes.citizen.fileBirth({ attachments: [scan] }).maHoSo;
    const other = s.remotes.citizen.fileDeath().maHoSo;
    const held = await eventually(async () => {
      await s.host.interlink.runIntakeOnce();
      return (await s.host.interlink.heldDeliveries()).find(({ maHoSoLT }) => maHoSoLT === long);
    });
    expect(held.diagnosis).toMatchObject({ code: 'HT-3001', problems: [{ rule: 'body.tooLong' }] });
    expect((await s.host.sync.find(other)).state).toBe('received');
  });
});

it('an acknowledgement whose answer was lost is not said again when DVCLT lists nothing of it: it would cover a supplement filed meanwhile', async () => {
  const s = await scene({ engine: { retryMs: 60_000, retryMaxMs: 60_000 } });
  const { maHoSo } = s.remotes.citizen.fileBirth();
  const acknowledged = () => s.remotes.calls.of('interlink.acknowledge', maHoSo);
  s.remotes.faults.next('interlink.acknowledge', fault.acceptThenReset());
  await s.host.interlink.runIntakeOnce();
  expect(acknowledged()).toMatchObject([{ effect: true }]);
  await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy chứng sinh' });
  await s.host.interlink.runReportOnce();
  await s.host.db.manager.update(HotichTask, { lane: 'intake' }, { dueAt: new Date(0) });
  s.remotes.faults.next('interlink.acknowledge', fault.delay(500));
  const run = s.host.interlink.runIntakeOnce();
  await Promise.race([run, eventually(() => acknowledged().length > 1)]);
  s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU BỔ SUNG' } });
  await run;
  expect(acknowledged()).toHaveLength(1);
  await s.host.interlink.runIntakeOnce();
  expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
  expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });
  await s.close();
});

it('without a conversation with DVCLT nothing is said of it, and no token is one', async () => {
  const { remotes, url, ...s } = await scene();
  const host = await startHost(url, { ...optionsFor(remotes), interlink: undefined });
  const off = { code: 'HT-1002', text: { en: expect.stringContaining('DVCLT') as unknown } };
  for (const call of [
    () => host.interlink.retry('G22.99.99-261124-9999'),
    () => host.interlink.heldDeliveries(),
    () => host.interlink.runReportOnce(),
    () => host.tokens.getToken('interlink'),
  ])
    await expect(call()).rejects.toMatchObject(off);
  expect(await host.tokens.getToken()).toMatch(/\S/);
  await host.close();
  await s.close();
});
