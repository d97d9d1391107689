import { call, Province } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

const RESULT = {
  nksHoTen: 'NGUYỄN VĂN MẪU',
  ngayDangKy: '24/11/2026',
  soDangKy: '1',
  nksNoiSinh: 'Bệnh viện Mẫu',
  nksQueQuan: '',
  meNoiCuTru: 'Không có thông tin',
  chaNoiCuTru: 'Không có thông tin',
  meLoaiCuTru: 1,
  chaLoaiCuTru: 1,
  nksNoiSinhMaTinh: '24',
  maGiayToKetQua: 'KQ.G15.000031',
  giayKhaiSinh: Buffer.from('%PDF-1.4 mẫu').toString('base64'),
};

describe('DVCLT', () => {
  let remotes: HotichSimulator;
  let province: Province;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-24T01:00:00Z');
    remotes = await HotichSimulator.start({ now: () => now });
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  const errorsOf = async (maHoSo: string, status: number, overrides: object = {}): Promise<unknown> => {
    const answer = await province.report(maHoSo, status, overrides);
    expect(answer.json).toMatchObject({ status: 400 });
    return answer.json?.['errors'];
  };

  it('gives tokens of both families and turns away those without', async () => {
    const { userName, password, secretId, secretPass } = remotes.interlinkCredentials;
    const url = remotes.interlinkUrl + remotes.paths.interlinkToken;
    const a = await call('POST', url, { userName, password });
    expect(Object.keys(a.json ?? {})).toEqual(['token', 'refreshToken', 'refreshTokenExpiryTime']);
    const b = await call('POST', url, { SecretId: secretId, SecretPass: secretPass });
    expect(Object.keys(b.json ?? {})).toEqual(['token', 'expiration']);
    expect(await call('POST', url, { userName, password: 'sai' })).toMatchObject({ status: 401 });
    const list = remotes.interlinkUrl + remotes.paths.interlinkList;
    expect(await call('GET', list)).toMatchObject({ status: 401, text: '' });
    const authorization = `Bearer ${String(b.json?.['token'])}`;
    expect(await call('GET', list, undefined, { authorization })).toMatchObject({ status: 200, json: { data: [] } });
    now = new Date(now.getTime() + 3_600_000);
    expect(await call('GET', list, undefined, { authorization })).toMatchObject({ status: 401 });
  });

  it('doubly encodes the detail, with XML and files inside and the zeros of the unit lost', async () => {
    const { maHoSo } = remotes.citizen.fileBirth({
      maDonVi: '00004',
      fields: { nksHoTen: 'A & B <"\'>', nksQueQuan: '' },
    });
    const [row] = await province.list();
    expect(row).toMatchObject({ maDonVi: 4, ngayTiepNhan: '24/11/2026 08:00:00' });
    const outer = (await province.detail(row?.['id'])).json?.['data'] as Record<string, unknown>;
    expect(outer).toMatchObject({ maHoSo, maDonVi: 4, module: 'KS', fileDinhKem: [] });
    const inner = JSON.parse(outer['data'] as string) as Record<string, unknown>;
    expect(inner).toMatchObject({ maHoSo, techId: outer['techId'], fileDinhKem: [{ huyGiayTo: 0 }] });
    expect(inner['data']).toContain('<hoSo><hoTich><maGCS>');
    expect(inner['data']).toContain('<noiDangKy>00004</noiDangKy>');
    expect(inner['data']).toContain('<nksHoTen>A &amp; B &lt;&quot;&apos;&gt;</nksHoTen>');
    expect(inner['data']).toContain('<nksQueQuan/>');
    expect(remotes.interlink.message(maHoSo)).toEqual(inner);
    expect(await province.detail(999)).toMatchObject({ status: 404 });
  });

  it('serves what no portal should send', async () => {
    remotes.citizen.fileBirth({ xml: '<!DOCTYPE x [<!ENTITY a "b">]><x/>' });
    remotes.citizen.fileDeath({ detailBody: 'not even JSON' });
    const rows = await province.list();
    expect((await province.detail(rows[0]?.['id'])).text).toContain('<!ENTITY');
    expect((await province.detail(rows[1]?.['id'])).text).toBe('not even JSON');
  });

  it('lists a dossier until it is acknowledged, once in the ledger', async () => {
    const { maHoSo } = remotes.citizen.fileDeath();
    remotes.behaviour.interlink.duplicateList = true;
    expect(await province.list()).toHaveLength(2);
    expect(await province.acknowledge(maHoSo, false)).toMatchObject({ status: 400 });
    expect(await province.acknowledge('G22.99.08-261124-9999')).toMatchObject({ status: 400 });
    const { json } = await province.acknowledge(maHoSo);
    expect(String(json?.['title']).toLowerCase()).toContain('cập nhật thành công');
    expect(await province.acknowledge(maHoSo)).toMatchObject({ status: 200 });
    expect(await province.list()).toEqual([]);
    expect(remotes.ledger.of(maHoSo)).toMatchObject([{ kind: 'acknowledgement' }]);
  });

  it('answers a report in ProblemDetails, success by status and title', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    const { status, json } = await province.report(maHoSo, 1);
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 200, errors: null, title: expect.stringContaining('thành công') as string });
    expect(await errorsOf(maHoSo, 4, { ketQuaXuLy: JSON.stringify(RESULT) })).toEqual({
      soHoSoLT: ['Trạng thái 3, 7 chưa được gửi không thể cập nhật trạng thái 4'],
    });
    expect(await errorsOf('G22.99.08-261124-9999', 1)).toEqual({
      soHoSoLT: ['Hồ sơ G22.99.08-261124-9999 không tồn tại'],
    });
    remotes.behaviour.interlink.errorHttpStatus = 200;
    expect(await province.report(maHoSo, 1)).toMatchObject({ status: 200, json: { status: 400 } });
  });

  it('binds types strictly: integers, texts, dates, reasons', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    expect(await errorsOf(maHoSo, 1, { trangThai: '1' })).toHaveProperty(['$.trangThai']);
    expect(await errorsOf(maHoSo, 1, { coQuanXuLy: '5' })).toHaveProperty(['$.coQuanXuLy']);
    expect(await errorsOf(maHoSo, 1, { thoiGianThucHien: '2026-11-24T08:00:00' })).toHaveProperty('thoiGianThucHien');
    expect(await errorsOf(maHoSo, 1, { maTTHC: '1.000000' })).toHaveProperty('maTTHC');
    expect(await errorsOf(maHoSo, 9)).toHaveProperty('trangThai');
    expect(await errorsOf(maHoSo, 6, { noiDungXuLy: '' })).toHaveProperty('noiDungXuLy');
    expect(remotes.interlink.dossier(maHoSo)?.statuses).toEqual([]);
  });

  it('takes the result of 4 as a JSON text, flat', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    for (const status of [1, 3, 7]) await province.report(maHoSo, status);
    const refused = (result: object): Promise<unknown> =>
      errorsOf(maHoSo, 4, { ketQuaXuLy: JSON.stringify({ ...RESULT, ...result }) });
    expect(await errorsOf(maHoSo, 4, { ketQuaXuLy: RESULT })).toHaveProperty(['$.ketQuaXuLy']);
    expect(await errorsOf(maHoSo, 4)).toHaveProperty('ketQuaXuLy');
    expect(await refused({ nksNoiSinh: { dcChiTiet: 'x' } })).toHaveProperty(['ketQuaXuLy.nksNoiSinh']);
    expect(await refused({ meLoaiCuTru: 0 })).toHaveProperty(['ketQuaXuLy.meLoaiCuTru']);
    expect(await refused({ maGiayToKetQua: undefined })).toHaveProperty(['ketQuaXuLy.maGiayToKetQua']);
    expect(await refused({ giayKhaiSinh: 'không phải base64' })).toHaveProperty(['ketQuaXuLy.giayKhaiSinh']);
    expect(await province.report(maHoSo, 4, { ketQuaXuLy: JSON.stringify(RESULT) })).toMatchObject({ status: 200 });
    const kept = remotes.interlink.dossier(maHoSo)?.reports.at(-1)?.body['ketQuaXuLy'];
    expect(kept).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MẪU', giayKhaiSinh: '14 bytes' });
  });

  it('drops what a report does not have, however deep: its list can still be told', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    const deep: unknown = JSON.parse('['.repeat(1_000) + ']'.repeat(1_000));
    for (const status of [1, 3, 7]) await province.report(maHoSo, status, { bịa: deep });
    await province.report(maHoSo, 4, { ketQuaXuLy: JSON.stringify({ ...RESULT, nksQueQuan: null, bịa: deep }) });
    const { reports } = remotes.interlink.dossier(maHoSo)!;
    expect(reports.map(({ body }) => Object.keys(body).includes('bịa'))).toEqual([false, false, false, false]);
    expect(reports.at(-1)?.body['ketQuaXuLy']).toEqual({ ...RESULT, nksQueQuan: null, giayKhaiSinh: '14 bytes' });
  });

  it('answers a repeated status as success without a second effect, or as illogical', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    for (const status of [1, 3, 3]) expect(await province.report(maHoSo, status)).toMatchObject({ status: 200 });
    expect(remotes.ledger.reports(maHoSo).map((effect) => effect.trangThai)).toEqual([1, 3]);
    expect(remotes.calls.of('interlink.report', maHoSo).map((entry) => entry.effect)).toEqual([true, true, false]);
    remotes.behaviour.interlink.repeatedReport = 'illogical';
    expect(await errorsOf(maHoSo, 3)).toEqual({ soHoSoLT: ['Logic xử lý không hợp lệ'] });
  });

  it('counts in the ledger every status sent again, whatever it is answered, and none that comes too early', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    const sent = async (...statuses: number[]): Promise<number> => {
      for (const status of statuses) await province.report(maHoSo, status);
      return remotes.ledger.repeats(maHoSo, 'report');
    };
    expect(await sent(1, 7, 3, 7)).toBe(0);
    expect(await sent(1, 3, 7)).toBe(3);
    expect(await sent(2, 3)).toBe(3);
    expect(await sent(2)).toBe(4);
    remotes.citizen.supplement(maHoSo);
    expect(await sent(7, 3, 7, 6)).toBe(4);
    expect(await sent(6, 4)).toBe(5);
    expect(remotes.ledger.repeats(maHoSo, 'submission')).toBe(0);
  });

  it('lets the citizen supplement only when asked to, and once', async () => {
    const { maHoSo } = remotes.citizen.fileBirth();
    expect(() => remotes.citizen.supplement(maHoSo)).toThrow('was not sent back');
    for (const status of [1, 3, 2]) await province.report(maHoSo, status);
    expect(await errorsOf(maHoSo, 3)).toEqual({ soHoSoLT: ['Logic xử lý không hợp lệ'] });
    remotes.citizen.supplement(maHoSo);
    expect(() => remotes.citizen.supplement(maHoSo)).toThrow('was not sent back');
    expect(() => remotes.citizen.fileBirth({ maHoSo })).toThrow('is filed already');
    expect(await province.report(maHoSo, 3)).toMatchObject({ status: 200 });
  });
});
