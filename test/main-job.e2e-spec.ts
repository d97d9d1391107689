import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  examplePayload,
  HotichContent,
  HotichDossier,
  type HotichError,
  HotichExchange,
  HotichResult,
} from '@hotich/nestjs';
import { fault } from '@hotich/simulator';
import { birthInput, nextCode, nextNationalCode } from './support/samples';
import { accepted, scene, type Scene } from './support/scene';

const OFFICER = { account: 'can.bo.mau', name: 'CÁN BỘ MẪU', title: 'Công chức một cửa', office: 'Bộ phận một cửa' };

describe('the main job', () => {
  let s: Scene;
  beforeAll(async () => (s = await scene()));
  afterAll(() => s.close());

  const statuses = (code: string) => s.remotes.interlink.dossier(code)?.statuses;
  const state = async (code: string) => (await s.host.sync.find(code)).state;
  const submissions = async (code: string) => s.remotes.ledger.submissions((await s.host.sync.find(code)).maHoSo);

  async function certificateKept(code: string): Promise<Buffer> {
    const { file } = (await s.host.poller.result(code))!;
    const bytes = await file!.content();
    expect(file).toMatchObject({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
    return bytes;
  }

  it('carries a birth from DVCLT through a supplement to its certificate: 1-3-7-2-3-7-4-5', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    expect(await s.host.interlink.runIntakeOnce()).toMatchObject({ listed: 1, fresh: 1, held: 0 });
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['received', [1]]);
    expect(s.remotes.interlink.dossier(maHoSo)).toMatchObject({ acknowledged: true });

    await s.host.interlink.accept(maHoSo, OFFICER);
    await s.host.sync.runOnce();
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['sent', [1, 3, 7]]);

    s.remotes.register.requestSupplement(maHoSo, {
      noiDungXuLy: 'Bổ sung giấy chứng sinh & "bản chính"',
      hanBoSungHoSo: '01/12/2026 17:00:00',
    });
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['supplement', [1, 3, 7, 2]]);
    const asked = s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body as Record<string, unknown>;
    expect(asked).toMatchObject({
      noiDungXuLy: 'Bổ sung giấy chứng sinh & "bản chính"',
      hanBoSungHoSo: '01/12/2026 17:00:00',
    });

    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
    await s.host.interlink.runIntakeOnce();
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'received', version: 2 });
    expect(statuses(maHoSo)).toEqual([1, 3, 7, 2]);

    await s.host.interlink.accept(maHoSo, OFFICER);
    await s.host.sync.runOnce();
    await s.host.interlink.runReportOnce();
    const { certificate } = s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.complete(maHoSo, OFFICER);
    await s.host.interlink.runReportOnce();

    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['completed', [1, 3, 7, 2, 3, 7, 4, 5]]);
    expect((await submissions(maHoSo)).map((effect) => effect.version)).toEqual([1, 2]);
    expect(s.remotes.register.find(maHoSo)).toMatchObject({ module: 'LTKS', ignoredFields: [] });
    expect(await certificateKept(maHoSo)).toEqual(certificate);
    const result = s.remotes.interlink.dossier(maHoSo)!.reports.find((report) => report.trangThai === 4)!;
    expect(result.documentSha256).toBe(createHash('sha256').update(certificate).digest('hex'));
  });

  it('a supplement that the register sets no day for is due when the law says', async () => {
    const maHoSo = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu giấy chứng sinh' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    const { body } = s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!;
    expect(body).toMatchObject({ trangThai: 2, hanBoSungHoSo: expect.stringMatching(/ 17:00:00$/) });
  });

  it.each([
    [2, 'requestSupplement', ['Yêu cầu bổ sung', 'Thiếu giấy chứng sinh']],
    [6, 'refuse', ['Số giấy chứng sinh không khớp', 'Không đủ điều kiện']],
  ] as const)(
    'of the two sentences beside a status %d DVCLT is told each, the host both',
    async (trangThai, what, said) => {
      const maHoSo = await accepted(s);
      await s.host.sync.runOnce();
      const [noiDungXuLy, ghiChu] = said;
      s.remotes.register[what](maHoSo, { noiDungXuLy, ghiChu });
      await s.host.poller.refresh([maHoSo]);
      await s.host.interlink.runReportOnce();
      expect(s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body).toMatchObject({
        trangThai,
        noiDungXuLy,
        ghiChu,
      });
      const { reason } = (await s.host.sync.timeline(maHoSo)).find(({ event }) => event === what)!;
      expect(reason?.split('\n').sort()).toEqual([...said].sort());
    },
  );

  it('one sentence beside a status stands for both, once', async () => {
    const maHoSo = await accepted(s);
    await s.host.sync.runOnce();
    const words = { noiDungXuLy: 'Thiếu chữ ký', ghiChu: 'Thiếu chữ ký' };
    s.remotes.register.refuse(maHoSo, { ghiChu: words.ghiChu });
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body).toMatchObject({ trangThai: 6, ...words });
    expect((await s.host.sync.timeline(maHoSo)).find(({ event }) => event === 'refuse')?.reason).toBe(words.ghiChu);
  });

  /** What DVCLT is told last of a dossier that is accepted, once the register has issued. */
  async function told(maHoSo: string): Promise<unknown> {
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    return s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body;
  }

  it('DVCLT is told addresses with the names of their units, which the register has as codes', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    const nksNoiSinh = { maTinh: '24', maHuyen: null, maXa: '07210', dcChiTiet: 'Tổ 3' };
    await s.host.interlink.accept(maHoSo, OFFICER, { data: { nksNoiSinh } });
    const body = await told(maHoSo);
    expect(body).toMatchObject({
      trangThai: 4,
      ketQuaXuLy: { nksNoiSinh: 'Tổ 3, phường Bắc Giang, tỉnh Bắc Ninh' },
    });
  });

  it('and of a place that it gave as text and province it is told that text', async () => {
    const { maHoSo, filings } = s.remotes.citizen.fileBirth();
    const { nksNoiSinh, nksNoiSinhDVHC } = filings[0]!.fields;
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(maHoSo, OFFICER);
    const body = await told(maHoSo);
    expect(body).toMatchObject({
      trangThai: 4,
      ketQuaXuLy: { nksNoiSinh, nksNoiSinhMaTinh: nksNoiSinhDVHC },
    });
  });

  it.each(['15/12/2026', '2026-12-15'])(
    'a day alone, %s, by which to supplement is told as its closing time',
    async (day) => {
      const maHoSo = await accepted(s);
      await s.host.sync.runOnce();
      s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Thiếu giấy chứng sinh', hanBoSungHoSo: day });
      await s.host.poller.refresh([maHoSo]);
      await s.host.interlink.runReportOnce();
      expect(s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body).toMatchObject({
        trangThai: 2,
        hanBoSungHoSo: '15/12/2026 17:00:00',
      });
    },
  );

  it('every status has the days that go with it, those that are only filled in too; an account stays here', async () => {
    const national = { module: 'LTKS', maHoSoLT: s.remotes.citizen.fileBirth().maHoSo, maTTHC: '2.000986' } as const;
    await s.host.sync.submit(birthInput(nextCode(), {}, national));
    await told(national.maHoSoLT);
    await s.host.interlink.complete(national.maHoSoLT, 'can.bo.mau');
    await s.host.interlink.runReportOnce();
    const bodies = s.remotes.interlink.dossier(national.maHoSoLT)!.reports.map(({ body }) => body);
    const [moment, none] = [expect.stringMatching(/^\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/) as unknown, null];
    expect(bodies).toMatchObject([
      { trangThai: 1, ngayBatDau: moment, ngayKetThuc: none, ngayKetThucTheoQuyDinh: moment },
      { trangThai: 3, ngayBatDau: moment, ngayKetThuc: none, ngayKetThucTheoQuyDinh: moment },
      { trangThai: 7, ngayBatDau: none, ngayKetThuc: moment, ngayKetThucTheoQuyDinh: none },
      { trangThai: 4, ngayBatDau: none, ngayKetThuc: moment, ngayKetThucTheoQuyDinh: none },
      { trangThai: 5, ngayBatDau: none, ngayKetThuc: moment, ngayKetThucTheoQuyDinh: none, nguoiXuLy: none },
    ]);
  });

  it('a dossier that is sent again to another unit says so in both places', async () => {
    const maHoSo = nextCode();
    await s.host.sync.submit(birthInput(maHoSo));
    s.remotes.faults.next('register.submit', fault.registerError('106'), 1, { dossier: maHoSo });
    await s.host.sync.runOnce();
    await s.host.sync.resubmit(maHoSo, { maDonVi: '07228' });
    await s.host.sync.runOnce();
    expect(s.remotes.register.find(maHoSo)).toMatchObject({ maDonVi: '07228', payload: { noiDangKy: '07228' } });
  });

  it('carries a death: 1-3-7-4-5', async () => {
    const maHoSo = await accepted(s, 'death');
    await s.host.sync.runOnce();
    const { certificate } = s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.complete(maHoSo, OFFICER);
    await s.host.interlink.runReportOnce();
    expect(statuses(maHoSo)).toEqual([1, 3, 7, 4, 5]);
    expect(s.remotes.register.find(maHoSo)).toMatchObject({ module: 'LTKT', ignoredFields: [] });
    expect(await submissions(maHoSo)).toHaveLength(1);
    expect(await certificateKept(maHoSo)).toEqual(certificate);
  });

  it('brings a refusal by the register home with its reason: 1-3-7-6', async () => {
    const maHoSo = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.refuse(maHoSo, { ghiChu: 'Không đúng thẩm quyền' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['refused', [1, 3, 7, 6]]);
    expect(s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body).toMatchObject({
      ghiChu: 'Không đúng thẩm quyền',
    });
    expect((await s.host.sync.timeline(maHoSo)).find((entry) => entry.event === 'refuse')).toMatchObject({
      actor: 'hotich',
      reason: 'Không đúng thẩm quyền',
    });
  });

  it('lets the officer refuse, never without a reason, and sends nothing to the register: 1-6', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await expect(s.host.interlink.refuse(maHoSo, OFFICER, '  ')).rejects.toMatchObject({
      code: 'HT-2001',
      path: 'reason',
    });
    expect(await state(maHoSo)).toBe('received');
    await s.host.interlink.refuse(maHoSo, OFFICER, 'Hồ sơ trùng');
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['refused', [1, 6]]);
    expect(s.remotes.calls.of('register.submit', maHoSo)).toEqual([]);
    await expect(s.host.interlink.accept(maHoSo, OFFICER)).rejects.toMatchObject({ code: 'HT-2004' });
  });

  it('lets the officer ask for a supplement before the register has seen anything', async () => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.requestSupplement(maHoSo, OFFICER, { reason: 'Thiếu giấy tờ của mẹ' });
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['supplement', [1, 2]]);
  });

  it.each([
    ['is none', new Date('hôm nay')],
    ['is over', new Date(Date.now() - 60_000)],
  ])('asks for no supplement by a day that %s', async (_what, deadline) => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    const asked = s.host.interlink.requestSupplement(maHoSo, OFFICER, { reason: 'Thiếu giấy tờ của mẹ', deadline });
    await expect(asked).rejects.toMatchObject({ code: 'HT-2001', path: 'deadline' });
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['received', [1]]);
  });

  it('leaves to the register alone what the register holds', async () => {
    const maHoSo = await accepted(s);
    await s.host.sync.runOnce();
    const asked = s.host.interlink.requestSupplement(maHoSo, OFFICER, { reason: 'Thiếu giấy tờ của mẹ' });
    await expect(asked).rejects.toMatchObject({ code: 'HT-2004', allowed: [] });
    const refused = s.host.interlink.refuse(maHoSo, OFFICER, 'Hồ sơ trùng');
    await expect(refused).rejects.toMatchObject({ code: 'HT-2004', allowed: [] });
    s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['registered', [1, 3, 7, 4]]);
  });

  describe('what the register refuses, and no correction mends', () => {
    async function refusedByRegister(): Promise<string> {
      const maHoSo = await accepted(s);
      s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 1, { dossier: maHoSo });
      await s.host.sync.runOnce();
      expect(await state(maHoSo)).toBe('held');
      return maHoSo;
    }

    it('the officer refuses, and the citizen is told: 1-3-6', async () => {
      const maHoSo = await refusedByRegister();
      const withdrawn = s.host.sync.withdraw(maHoSo, 'Hồ sơ trùng');
      await expect(withdrawn).rejects.toMatchObject({ allowed: expect.arrayContaining(['refuse']) });
      await s.host.interlink.refuse(maHoSo, OFFICER, 'Hồ sơ trùng');
      await s.host.interlink.runReportOnce();
      expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['refused', [1, 3, 6]]);
      expect((await s.host.sync.find(maHoSo)).diagnosis).toBeUndefined();
    });

    it('or asks the citizen about: 1-3-2-3-7', async () => {
      const maHoSo = await refusedByRegister();
      await s.host.interlink.requestSupplement(maHoSo, OFFICER, { reason: 'Thiếu giấy tờ của mẹ' });
      await s.host.interlink.runReportOnce();
      s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
      await s.host.interlink.runIntakeOnce();
      await s.host.interlink.accept(maHoSo, OFFICER);
      await s.host.sync.runOnce();
      await s.host.interlink.runReportOnce();
      expect([await state(maHoSo), statuses(maHoSo)]).toEqual(['sent', [1, 3, 2, 3, 7]]);
      expect(await submissions(maHoSo)).toHaveLength(1);
    });
  });

  it('files a birth of the province without telling DVCLT anything', async () => {
    const maHoSo = nextCode();
    const reports = s.remotes.calls.count('interlink.report');
    await s.host.sync.submit(birthInput(maHoSo));
    await s.host.sync.runOnce();
    const { certificate } = s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.complete(maHoSo, OFFICER);
    await s.host.interlink.runReportOnce();
    expect(await state(maHoSo)).toBe('completed');
    expect(await certificateKept(maHoSo)).toEqual(certificate);
    expect(s.remotes.calls.count('interlink.report')).toBe(reports);
    const stored = s.remotes.register.find(maHoSo)!;
    expect(stored).toMatchObject({ module: 'KS', maDonVi: '07210', ignoredFields: [] });
    expect(stored.attachments).toHaveLength(1);
  });

  it('says in the timeline who filed, sent again and took back; where nobody is named, the library', async () => {
    const [maHoSo, unsaid] = [nextCode(), nextCode()];
    const actors = async (code: string) => (await s.host.sync.timeline(code)).map(({ event, actor }) => [event, actor]);
    s.remotes.faults.next('register.submit', fault.registerError('ERR_VALIDATE'), 2, { dossier: maHoSo });
    await s.host.sync.submit({ ...birthInput(maHoSo), by: 'quay.mot' });
    await s.host.sync.runOnce();
    await s.host.sync.resubmit(maHoSo, { data: birthInput(maHoSo, { nksQuocTich: 'VN' }).data, by: OFFICER });
    await s.host.sync.runOnce();
    await s.host.sync.withdraw(maHoSo, 'Công dân rút hồ sơ', undefined, 'quay.hai');
    expect(await actors(maHoSo)).toEqual([
      ['submit', 'quay.mot'],
      ['hold', 'hotich'],
      ['queue', OFFICER.account],
      ['hold', 'hotich'],
      ['withdraw', 'quay.hai'],
    ]);
    await s.host.sync.submit(birthInput(unsaid));
    await s.host.sync.withdraw(unsaid, 'Ghi nhầm');
    expect((await actors(unsaid)).map(([, actor]) => actor)).toEqual(['hotich', 'hotich']);
    for (const by of ['', { account: 7 as never }, 'x'.repeat(121)])
      await expect(s.host.sync.submit({ ...birthInput(nextCode()), by })).rejects.toMatchObject({ path: 'by' });
  });

  it("takes a supplement of the province's own dossier by resubmit()", async () => {
    const maHoSo = nextCode();
    await s.host.sync.submit(birthInput(maHoSo));
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Ghi rõ nơi sinh' });
    await s.host.poller.refresh([maHoSo]);
    expect(await state(maHoSo)).toBe('supplement');
    await s.host.sync.resubmit(maHoSo, { data: birthInput(maHoSo, { nksNoiSinhNuocNgoai: 'Không' }).data });
    await s.host.sync.runOnce();
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'sent', version: 2 });
    expect((await submissions(maHoSo)).map((effect) => effect.version)).toEqual([1, 2]);
    const versions = await s.host.db.manager.countBy(HotichContent, {});
    expect(versions).toBeGreaterThan(1);
  });

  it.each([
    ['the officer has asked', (code: string) => s.host.interlink.requestSupplement(code, OFFICER, { reason: 'Thiếu' })],
    [
      'the register has asked',
      async (code: string) => {
        await s.host.interlink.accept(code, OFFICER);
        await s.host.sync.runOnce();
        s.remotes.register.requestSupplement(code, { noiDungXuLy: 'Thiếu giấy tờ của mẹ' });
        await s.host.poller.refresh([code]);
      },
    ],
  ])('waits for the citizen of whom %s, and sends nothing in his place', async (_who, ask) => {
    const { maHoSo } = s.remotes.citizen.fileBirth();
    await s.host.interlink.runIntakeOnce();
    await ask(maHoSo);
    await s.host.interlink.runReportOnce();
    const sent = await submissions(maHoSo);
    const error: unknown = await s.host.sync.resubmit(maHoSo).catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'HT-2004', from: 'supplement', allowed: ['refuse'] });
    expect((error as HotichError).remedy).toMatchObject({ vi: expect.stringContaining('công dân') as string });
    await s.host.sync.runOnce();
    expect(await submissions(maHoSo)).toEqual(sent);
    s.remotes.citizen.supplement(maHoSo, { fields: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(maHoSo, OFFICER);
    await s.host.sync.runOnce();
    await s.host.interlink.runReportOnce();
    expect(statuses(maHoSo)!.slice(-3)).toEqual([2, 3, 7]);
    expect(s.remotes.register.find(maHoSo)).toMatchObject({ payload: { nksHoTen: 'NGUYỄN VĂN MẪU HAI' } });
  });

  it('a host that takes in from DVCLT by itself brings the supplement by itself', async () => {
    const maHoSo = nextCode();
    const national = { module: 'LTKS', maHoSoLT: nextNationalCode(), maTTHC: '2.000986' } as const;
    await s.host.sync.submit(birthInput(maHoSo, {}, national));
    await s.host.sync.runOnce();
    s.remotes.register.requestSupplement(maHoSo, { noiDungXuLy: 'Ghi rõ nơi sinh' });
    await s.host.poller.refresh([maHoSo]);
    await s.host.sync.resubmit(maHoSo);
    await s.host.sync.runOnce();
    expect(await state(maHoSo)).toBe('sent');
  });

  it('keeps asking after "registered, not yet signed", and after "number pending"', async () => {
    const maHoSo = await accepted(s);
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo, { unsigned: true, numberPending: true });
    await s.host.poller.refresh([maHoSo]);
    expect(await s.host.sync.find(maHoSo)).toMatchObject({ state: 'sent', registerStatus: 4 });
    s.remotes.register.sign(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    expect(await state(maHoSo)).toBe('registered');
    const pending = () => s.host.db.manager.findOneByOrFail(HotichResult, { dossierId: id });
    const { id } = await s.host.db.manager.findOneByOrFail(HotichDossier, { maHoSoLT: maHoSo });
    expect(await pending()).toMatchObject({ pending: 'number' });
    s.remotes.register.issuePersonalNumber(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    expect(await pending()).toMatchObject({ pending: null });
    expect((await s.host.sync.timeline(maHoSo)).map((entry) => entry.event)).toEqual(
      expect.arrayContaining(['register.documentPending', 'register', 'register.number']),
    );
  });

  it('takes the result of a module that may have no document without one, when it has waited for it long enough', async () => {
    const patient = await scene({ register: { documentPatienceMs: 1_500 } });
    const { sync, poller, db } = patient.host;
    const [marriage, birth] = [nextCode(), nextCode()];
    const data = { ...examplePayload('LTKH', '2024'), noiDangKy: '07210' };
    await sync.submit({ maHoSo: marriage, module: 'LTKH', maDonVi: '07210', data });
    await sync.submit(birthInput(birth));
    await sync.runOnce();
    for (const code of [marriage, birth]) patient.remotes.register.registerAndIssue(code, { unsigned: true });
    const states = async () => {
      await poller.refresh([marriage, birth]);
      return [(await sync.find(marriage)).state, (await sync.find(birth)).state];
    };
    expect(await states()).toEqual(['sent', 'sent']);
    await sleep(1_600);
    expect(await states()).toEqual(['registered', 'sent']);
    const [result, ...others] = await db.manager.find(HotichResult);
    expect(others).toEqual([]);
    expect(result).toMatchObject({ fileId: null, pending: null });
    expect(result!.data).toHaveProperty('soDangKy');
    await patient.close();
  });

  it('keeps asking for the number though the register answers once with what stood there before', async () => {
    const maHoSo = nextCode();
    await s.host.sync.submit(birthInput(maHoSo));
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo, { numberPending: true });
    await s.host.poller.refresh([maHoSo]);
    const item = { maHoSoMCDT: maHoSo, module: 'KS', trangThai: '1', errors: null, ketQuaXuLy: null };
    const body = JSON.stringify({ status: 1, statusDescription: 'Thành công', value: [item] });
    const old = fault.answer(200, body, { 'content-type': 'application/json' });
    s.remotes.faults.next('register.status', old, 1, { dossier: maHoSo });
    await s.host.poller.refresh([maHoSo]);
    s.remotes.register.issuePersonalNumber(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    const result = (await s.host.poller.result(maHoSo))!;
    expect([await state(maHoSo), result.pending]).toEqual(['registered', undefined]);
  });

  it('left nothing behind: no task of a finished dossier, no unread answer', async () => {
    await s.host.interlink.runReportOnce();
    const open = await s.host.db.query<{ lane: string }[]>(
      `select t.lane from hotich_task t join hotich_dossier d on d.id = t.subject_id where d.state in ('completed', 'refused', 'withdrawn')`,
    );
    expect(open).toEqual([]);
    expect(await s.host.db.manager.findBy(HotichExchange, { outcome: 'unreadable' })).toEqual([]);
  });
});

describe('the code of the result document that DVCLT is told', () => {
  let s: Scene;
  const procedures = [{ maTTHC: '9.000001', module: 'LTKS', maGiayToKetQua: 'KQ.CUA-THU-TUC' }] as const;
  const resultDocumentCodes = { LTKS: 'KQ.CUA-NGHIEP-VU', LTKT: 'KQ.CUA-NGHIEP-VU' };
  beforeAll(
    async () => (s = await scene({ procedures: [...procedures], interlink: { resultDocumentCodes } as never })),
  );
  afterAll(() => s.close());

  it.each([
    ["the register's own", 'fileDeath', '1.011733', 'KQ.G15.000034'],
    ["that of the host's row of the procedure", 'fileBirth', '9.000001', 'KQ.CUA-THU-TUC'],
    ["that of the host's module", 'fileBirth', '2.000986', 'KQ.CUA-NGHIEP-VU'],
  ] as const)('is %s', async (_whose, filed, maTTHC, maGiayToKetQua) => {
    const { maHoSo } = s.remotes.citizen[filed]({ maTTHC });
    await s.host.interlink.runIntakeOnce();
    await s.host.interlink.accept(maHoSo, OFFICER);
    await s.host.sync.runOnce();
    s.remotes.register.registerAndIssue(maHoSo);
    await s.host.poller.refresh([maHoSo]);
    await s.host.interlink.runReportOnce();
    expect(s.remotes.interlink.dossier(maHoSo)!.reports.at(-1)!.body).toMatchObject({ ketQuaXuLy: { maGiayToKetQua } });
  });
});
