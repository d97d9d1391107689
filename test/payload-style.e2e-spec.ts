import { HotichContent, HotichDossier, type HotichModuleOptions } from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { newKey } from './support/at-rest';
import { eventually, optionsFor, startHost, type TestHost } from './support/host';
import { birthInput, nextCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

const MENDED: Partial<HotichModuleOptions> = {
  register: { routes: [{ module: ['LTKS', 'LTKT'], effectiveFrom: '2025-07-01', profile: '2025' }] },
};
const json = { 'content-type': 'application/json' };

describe.each<[string, Partial<HotichModuleOptions>]>([
  ['plain', {}],
  ['sealed', { encryption: { keys: [newKey('k1')], hashKey: newKey('h').key } }],
])("a dossier from DVCLT whose route wants another style than DVCLT's own, %s at rest", (_how, options) => {
  let s: Scene;
  let mended: TestHost;
  beforeAll(async () => {
    s = await scene(options);
    mended = await startHost(s.url, { ...optionsFor(s.remotes, MENDED), ...options });
  });
  afterAll(async () => {
    await mended.close();
    await s.close();
  });
  beforeEach(() => {
    s.remotes.faults.clear();
    s.remotes.behaviour.register.style = 'both';
  });

  const sent = (code: string) => s.remotes.register.find(code)?.payload;
  const versions = async (code: string) => {
    const { id: dossierId } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: code });
    return s.host.db.manager.find(HotichContent, { where: { dossierId }, order: { version: 'ASC' } });
  };
  const child = { Ho: 'NGUYỄN', ChuDem: 'VĂN', Ten: 'MẪU' };

  it.each(['birth', 'death'] as const)(
    'goes out in that style when it is accepted, and is kept so: %s',
    async (kind) => {
      s.remotes.behaviour.register.style = { LTKS: '2025', LTKT: '2025' };
      const code = await accepted({ ...s, host: mended }, kind);
      await mended.sync.runOnce();
      expect(await mended.sync.find(code)).toMatchObject({ state: 'sent', version: 2 });
      const [name, value] = kind === 'birth' ? ['nksHoTen', child] : ['nktHoTen', { ...child, Ho: 'LÊ' }];
      expect(sent(code)).toMatchObject({ [name]: value });
      const [filed, stored] = await versions(code);
      expect(filed!.data).toMatchObject({ [name]: Object.values(value).join(' ') });
      expect(stored!.data).toEqual(sent(code));
      expect(stored!.attachments).toEqual(filed!.attachments);
      expect(stored!.attachments).toHaveLength(1);
    },
  );

  it('goes out in that style with what the officer corrected', async () => {
    s.remotes.behaviour.register.style = { LTKS: '2025' };
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await mended.interlink.runIntakeOnce();
    await mended.interlink.accept(maHoSo, 'can.bo.mau', { data: { nksHoTen: 'NGUYỄN VĂN MỚI' } });
    await mended.sync.runOnce();
    expect(await mended.sync.find(maHoSo)).toMatchObject({ state: 'sent', version: 2 });
    expect(sent(maHoSo)).toMatchObject({ nksHoTen: { ...child, Ten: 'MỚI' } });
  });

  it('is resubmitted in that style, once the route was mended', async () => {
    s.remotes.behaviour.register.style = { LTKS: '2025' };
    const code = await accepted(s);
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'held', version: 1 });
    await mended.sync.resubmit(code);
    await mended.sync.runOnce();
    expect(await mended.sync.find(code)).toMatchObject({ state: 'sent', version: 2 });
    expect(sent(code)).toMatchObject({ nksHoTen: child });
    expect((await versions(code)).at(-1)!.data).toEqual(sent(code));
  });

  it('is asked for first when the register may hold what it said in the other style', async () => {
    const code = await accepted(s);
    s.remotes.faults.next('register.submit', fault.acceptThenReset());
    s.remotes.faults.always('register.status', fault.answer(200, '{"hello":1}', json));
    await eventually(async () => {
      await s.host.sync.runOnce();
      return (await s.host.sync.find(code)).state === 'held';
    }, 20_000);
    s.remotes.faults.clear();
    await mended.sync.resubmit(code);
    await mended.sync.runOnce();
    expect(await mended.sync.find(code)).toMatchObject({ state: 'sent', version: 2 });
    expect(s.remotes.calls.of('register.submit', code)).toHaveLength(1);
  });

  it('a supplement goes the way of the version before it, and in the style of that way', async () => {
    const code = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(code, { noiDungXuLy: 'Thiếu giấy tờ' });
    await s.host.poller.refresh([code]);
    await s.host.interlink.runReportOnce();
    s.remotes.citizen.supplement(code, { fields: { nksHoTen: 'NGUYỄN VĂN MỚI' } });
    await mended.interlink.runIntakeOnce();
    await mended.interlink.accept(code, 'can.bo.mau');
    await mended.sync.runOnce();
    expect(sent(code)).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MỚI' });
    expect((await versions(code)).at(-1)!.data).toEqual(sent(code));
  });

  it('stays as it is where nothing is to be converted', async () => {
    const code = await accepted(s);
    s.remotes.faults.next('register.submit', fault.registerError('500', 'nksDanToc không tồn tại'), 1, {
      dossier: code,
    });
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'held' });
    await s.host.sync.resubmit(code);
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(code)).toMatchObject({ state: 'sent', version: 1 });
    expect(await versions(code)).toHaveLength(1);
  });
});

describe('a dossier of the province whose route has come to want another style', () => {
  let s: Scene;
  let mended: TestHost;
  beforeAll(async () => {
    s = await scene();
    const route = { module: 'KS', effectiveFrom: '2025-07-01', profile: '2025' } as const;
    mended = await startHost(s.url, optionsFor(s.remotes, { register: { routes: [route] } }));
  });
  afterAll(async () => {
    await mended.close();
    await s.close();
  });

  const content = async (code: string) => {
    const { id: dossierId } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSo: code });
    return s.host.db.manager.findOneByOrFail(HotichContent, { dossierId });
  };

  it('is known when it is submitted once more, by either style; and told from another', async () => {
    const [before, since] = [birthInput(nextCode()), birthInput(nextCode())];
    await s.host.sync.submit(before);
    await mended.sync.submit(since);
    expect((await content(since.maHoSo)).data).not.toEqual(since.data);
    for (const input of [before, since]) {
      for (const { sync } of [s.host, mended]) {
        expect(await sync.submit(input)).toMatchObject({ state: 'queued', version: 1 });
        const other = birthInput(input.maHoSo, { nksHoTen: 'TÊN MỚI MẪU' });
        await expect(sync.submit(other)).rejects.toMatchObject({ code: 'HT-2002' });
      }
    }
  });

  it('and where it was stored when the style of the route still counted', async () => {
    const input = birthInput(nextCode());
    await mended.sync.submit(input);
    const { data, dossierId } = await content(input.maHoSo);
    const converted = { ...input, maHoSo: nextCode(), data };
    await mended.sync.submit(converted);
    const { contentHash } = await content(converted.maHoSo);
    await s.host.db.manager.update(HotichContent, { dossierId }, { contentHash });
    expect(await mended.sync.submit(input)).toMatchObject({ state: 'queued', version: 1 });
  });
});

describe('a dossier from DVCLT, which speaks the codes of the forms and says more than the payload has', () => {
  let s: Scene;
  const options: Partial<HotichModuleOptions> = {
    catalog: { dvcltSpeaks: 'form' },
    register: { payloads: { LTKS: { extraFields: ['nksTenGoiKhac'] } } },
  };
  beforeAll(async () => (s = await scene(options)));
  afterAll(() => s.close());

  const fields = {
    ...{ nksDanToc: '01', meDanToc: '01', chaDanToc: '05' },
    ...{ meLoaiCuTru: '3', meLoaiGiayToTuyThan: '5', chaLoaiGiayToTuyThan: '7', nycLoaiGiayToTuyThan: '77' },
  };

  it('goes to the register in its own; what has no counterpart is told, and refused where the list is complete', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ fields });
    await s.host.interlink.runIntakeOnce();
    const [line] = await s.host.sync.timeline(maHoSo);
    expect(line).toMatchObject({ event: 'receive', detail: { unmapped: ['chaDanToc', 'nycLoaiGiayToTuyThan'] } });
    await expect(s.host.interlink.accept(maHoSo, 'can.bo.mau')).rejects.toMatchObject({
      problems: [{ path: 'data.nycLoaiGiayToTuyThan', rule: 'codeList' }],
    });
    const data = { nycLoaiGiayToTuyThan: '4', chaDanToc: '1518' };
    await s.host.interlink.accept(maHoSo, 'can.bo.mau', { data });
    await s.host.sync.runOnce();
    expect(s.remotes.register.find(maHoSo)?.payload).toMatchObject({
      ...data,
      ...{ nksDanToc: '63001', meDanToc: '63001', meLoaiCuTru: '0' },
      ...{ meLoaiGiayToTuyThan: '4', chaLoaiGiayToTuyThan: '8', chaGiayToKhac: 'Sổ hộ khẩu' },
    });
  });

  it('takes along what the register of the province takes, and tells by name what goes no further', async () => {
    const more = { ...fields, nycLoaiGiayToTuyThan: '5', nksTenGoiKhac: 'Tí', nksQuocTichKhac: 'Pháp' };
    const { maHoSo } = s.remotes.citizen.fileBirth({ fields: more });
    await s.host.interlink.runIntakeOnce();
    const [line] = await s.host.sync.timeline(maHoSo);
    expect(line?.detail?.['leftOut']).toEqual(['nksQuocTichKhac']);
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Tên gọi khác là gì?' });
    await s.host.interlink.runReportOnce();
    s.remotes.citizen.supplement(maHoSo, { fields: { nksTenGoiKhac: 'Tèo', truongMoi: 'x' } });
    await s.host.interlink.runIntakeOnce();
    const lines = await s.host.sync.timeline(maHoSo);
    expect(lines.at(-1)).toMatchObject({
      event: 'supplemented',
      detail: { leftOut: ['nksQuocTichKhac', 'truongMoi'] },
    });
    await s.host.interlink.accept(maHoSo, 'can.bo.mau');
    await s.host.sync.runOnce();
    expect(s.remotes.register.find(maHoSo)?.ignoredFields).toEqual(['nksTenGoiKhac']);
  });

  it.each([
    ['nothing', [], ['nksTenGoiKhac']],
    ['something else', ['nksQuocTichKhac'], ['nksTenGoiKhac']],
    ['more', ['nksTenGoiKhac', 'nksQuocTichKhac'], []],
  ])('is recognised where it was taken in while the register of the province took %s', async (_what, then, now) => {
    const more = { ...fields, nksTenGoiKhac: 'Tí', nksQuocTichKhac: 'Pháp' };
    const { maHoSo } = s.remotes.citizen.fileBirth({ fields: more });
    const body = JSON.stringify(s.remotes.interlink.message(maHoSo));
    const taking = (extraFields: readonly string[]) =>
      startHost(s.url, optionsFor(s.remotes, { ...options, register: { payloads: { LTKS: { extraFields } } } }));
    const before = await taking(then);
    await before.interlink.receive(body);
    await before.close();
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Thiếu giấy tờ' });
    const since = await taking(now);
    await since.interlink.receive(body);
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'supplement', version: 1 });
    await since.close();
  });

  it('is another once the citizen fills in what he had left empty, though it goes beyond the payload', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ fields });
    const body = JSON.stringify(s.remotes.interlink.message(maHoSo));
    await s.host.interlink.receive(body);
    await s.host.interlink.requestSupplement(maHoSo, 'can.bo.mau', { reason: 'Tên gọi khác là gì?' });
    await s.host.interlink.runReportOnce();
    s.remotes.citizen.supplement(maHoSo, { fields: { nksTenGoiKhac: 'Tí' } });
    await s.host.interlink.receive(JSON.stringify(s.remotes.interlink.message(maHoSo)));
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
  });

  it('is recognised when it is pushed again to a host that holds its codes for the register’s', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth({ fields });
    const body = JSON.stringify(s.remotes.interlink.message(maHoSo));
    await s.host.interlink.receive(body);
    const other = await startHost(s.url, optionsFor(s.remotes));
    expect(await other.interlink.receive(body)).toMatchObject({ state: 'acknowledged' });
    expect((await s.host.sync.timeline(maHoSo)).map(({ event }) => event)).not.toContain('redelivered');
    await other.close();
  });
});
