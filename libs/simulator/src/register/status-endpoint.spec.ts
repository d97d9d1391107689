import { birthPayload, Province, submission } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

const CODE = 'H24.1-261124-0001';

describe('status query', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
    await province.submit(submission(CODE));
  });
  afterEach(() => remotes.stop());

  it('answers status as an integer, trangThai as a text, and one item per dossier found', async () => {
    await province.submit(submission('H24.1-261124-0002'));
    const { json } = await province.status([CODE, 'H24.1-261124-9999', 'H24.1-261124-0002']);
    expect(json).toMatchObject({ status: 1 });
    expect(json?.['value']).toMatchObject([
      {
        maHoSoMCDT: CODE,
        trangThai: '1',
        maDonVi: '07210',
        maTinh: '24',
        module: 'LTKS',
        errors: null,
        ketQuaXuLy: null,
      },
      { maHoSoMCDT: 'H24.1-261124-0002' },
    ]);
  });

  it('finds nothing under another module or another province', async () => {
    expect((await province.status([CODE], 'KS')).json).toMatchObject({ status: 1, value: [] });
    expect((await province.status([CODE], 'LTKS', '01')).json).toMatchObject({ status: 1, value: [] });
    remotes.behaviour.register.emptyValueAs = 'null';
    expect((await province.status([CODE], 'KS')).json).toMatchObject({ status: 1, value: null });
    remotes.behaviour.register.unknownCode = 'errorItem';
    expect((await province.status(['H24.1-261124-9999'])).json?.['value']).toMatchObject([
      { maHoSoMCDT: 'H24.1-261124-9999', trangThai: null, errors: expect.stringContaining('Không tìm thấy') as string },
    ]);
  });

  it('refuses what is no query, and too many codes where a limit is set', async () => {
    expect((await province.status([])).json).toMatchObject({ status: 0, value: [] });
    expect((await province.status([CODE], 'XX')).json?.['statusDescription']).toMatch(/^module không tồn tại/);
    expect((await province.status([CODE], 'LTKS', '5')).json?.['statusDescription']).toMatch(/^maTinh có định dạng/);
    remotes.behaviour.register.maxCodesPerQuery = 1;
    expect((await province.status([CODE, CODE])).json?.['statusDescription']).toMatch(/^maDinhDanhHoSo có độ dài/);
  });

  it('shows the officer at work: 3, 2 with its reason, 6 with its reason', async () => {
    remotes.behaviour.register.trangThaiAs = 'number';
    remotes.register.markEligible(CODE);
    expect(await province.statusItem(CODE)).toMatchObject({ trangThai: 3, nguoiXuLy: 'CÁN BỘ HỘ TỊCH MẪU' });
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu', hanBoSungHoSo: '01/12/2026 17:00:00' });
    expect(await province.statusItem(CODE)).toMatchObject({
      trangThai: 2,
      noiDungXuLy: 'Thiếu',
      hanBoSungHoSo: '01/12/2026 17:00:00',
    });
    remotes.register.refuse(CODE, { ghiChu: 'Không đủ điều kiện' });
    expect(await province.statusItem(CODE)).toMatchObject({
      trangThai: 6,
      ghiChu: 'Không đủ điều kiện',
      noiDungXuLy: null,
    });
    expect(() => remotes.register.registerAndIssue(CODE)).toThrow(`${CODE} stands at 6: it cannot go to 4`);
  });

  it('wants a reason from the officer', () => {
    expect(() => remotes.register.refuse(CODE, { ghiChu: ' ' })).toThrow('ghiChu is obligatory');
    expect(() => remotes.register.requestSupplement(CODE, { noiDungXuLy: '' })).toThrow('noiDungXuLy is obligatory');
  });

  it('registers with the personal number pending, and issues it later', async () => {
    remotes.register.registerAndIssue(CODE, { numberPending: true });
    expect(await province.statusItem(CODE)).toMatchObject({ trangThai: '4', ketQuaXuLy: { soDinhDanh: '' } });
    const { soDinhDanh } = remotes.register.issuePersonalNumber(CODE);
    expect(soDinhDanh).toMatch(/^\d{12}$/);
    expect(await province.statusItem(CODE)).toMatchObject({ ketQuaXuLy: { soDinhDanh } });
    expect(() => remotes.register.issuePersonalNumber(CODE)).toThrow('has its number already');
  });

  it.each([
    [{ certificateBytes: 5e9 }, 'certificateBytes'],
    [{ certificateBytes: 1.5 }, 'certificateBytes'],
    [{ certificateBytes: -1 }, 'certificateBytes'],
    [{ soDinhDanh: 'abc' }, 'soDinhDanh'],
    [{ soDinhDanh: '' }, 'soDinhDanh'],
  ])('registers nothing when told %j, so that the officer may try again', async (wrong, named) => {
    expect(() => remotes.register.registerAndIssue(CODE, wrong)).toThrow(named);
    expect(remotes.register.find(CODE)).toMatchObject({ trangThai: 1, registration: null });
    remotes.register.registerAndIssue(CODE);
    expect(await province.statusItem(CODE)).toMatchObject({
      ketQuaXuLy: { soDinhDanh: '000000000001', soDangKy: '1' },
    });
  });

  it('keeps a number pending, or a signature waiting, that was given wrongly', () => {
    remotes.register.registerAndIssue(CODE, { numberPending: true, unsigned: true });
    expect(() => remotes.register.issuePersonalNumber(CODE, '')).toThrow('soDinhDanh');
    expect(() => remotes.register.sign(CODE, 5e9)).toThrow('certificateBytes');
    expect(remotes.register.issuePersonalNumber(CODE, '001226000012')).toEqual({ soDinhDanh: '001226000012' });
    expect(remotes.register.sign(CODE).certificate.length).toBeGreaterThan(0);
  });

  it('returns the result of a birth under the names of the wire', async () => {
    const code = 'H24.1-261124-0003';
    const data = birthPayload({
      nksQueQuan: { dcChiTiet: 'Xã Mẫu' },
      meSoGiayToTuyThan: '001099000002',
      chaHoTen: 'CHA MẪU',
    });
    await province.submit(submission(code, { data: JSON.stringify(data) }));
    remotes.register.registerAndIssue(code, { soDinhDanh: '001226000012' });
    const result = (await province.statusItem(code))?.['ketQuaXuLy'];
    expect(result).toMatchObject({
      soDinhDanh: '001226000012',
      ngayDangKy: expect.stringMatching(/^\d{2}\/\d{2}\/\d{4}$/) as string,
      ndkksMaTinh: '24',
      ndkksMaXa: '07210',
      nksGioiTinh: 1,
      nksQueQuan: { dcChiTiet: 'Xã Mẫu' },
      meSoGiayTo: '001099000002',
      meLoaiCuTru: 1,
      chaLoaiCuTru: null,
      chaNoiCuTru: null,
      chaHoTen: 'CHA MẪU',
      nycSoGiayTo: '001099000002',
    });
    expect(Object.keys(result as object)).not.toContain('meSoGiayToTuyThan');
  });
});
