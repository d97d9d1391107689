import { envelopeOf, PAYLOADS, PAYLOADS_2025 } from '../payloads.spec-support';
import { Province } from '../province.spec-support';
import { HotichSimulator } from '../simulator';
import { MODULES } from './modules';

const CODE = 'H24.1-261124-0001';

describe('every module by contract 3.0', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  const submit = async (module: string, payload: object, overrides: object = {}): Promise<unknown> => {
    const { json } = await province.submit(envelopeOf(module, CODE, { ...payload }, overrides));
    return json?.['status'] === '1' ? 'taken in' : json?.['errorDescription'];
  };
  const payloadOf = (module: string): Record<string, unknown> => PAYLOADS[module]?.() ?? {};

  it.each(MODULES)('%s is taken in, followed and brought home with its document', async (module) => {
    expect(await submit(module, payloadOf(module))).toBe('taken in');
    expect(remotes.register.find(CODE)).toMatchObject({ module, contract: '3.0', ignoredFields: [] });
    expect(await province.statusItem(CODE, module)).toMatchObject({ trangThai: '1', ketQuaXuLy: null });
    const { certificate } = remotes.register.registerAndIssue(CODE);
    const item = await province.statusItem(CODE, module);
    const result = item?.['ketQuaXuLy'] as Record<string, unknown>;
    expect(item?.['trangThai']).toBe('4');
    expect(result).toMatchObject({ soDangKy: '1', quyenSo: expect.any(String) as string, trangSo: '1' });
    expect(Object.values(result)).toContain(certificate.toString('base64'));
    expect(remotes.ledger.submissions(CODE)).toMatchObject([{ module, contract: '3.0', version: 1 }]);
  });

  it.each(Object.keys(PAYLOADS_2025))('%s may come in the style of 2025', async (module) => {
    const payload = PAYLOADS_2025[module]?.() ?? {};
    expect(await submit(module, payload)).toBe('taken in');
    expect(remotes.register.find(CODE)?.ignoredFields).toEqual([]);
    remotes.register.registerAndIssue(CODE);
    expect(await province.statusItem(CODE, module)).toMatchObject({ trangThai: '4' });
  });

  it('reads a payload of 2025 into a result of one-string names and integer codes', async () => {
    await submit('KS', PAYLOADS_2025['KS']?.() ?? {});
    remotes.register.registerAndIssue(CODE);
    expect(await province.statusItem(CODE, 'KS')).toMatchObject({
      ketQuaXuLy: {
        nksHoTen: 'Nguyễn Mẫu',
        nksGioiTinh: 1,
        nksNgaySinh: '01/11/2026',
        meHoTen: 'Nguyễn Văn Mẫu',
        meNgaySinh: '02/02/1998',
        meNoiCuTru: { quocGia: 'VN' },
      },
    });
  });

  it('refuses a mixture of the styles, told in the one it comes nearer to', async () => {
    const split = { Ho: 'Nguyễn', ChuDem: 'Văn', Ten: 'Mẫu' };
    expect(await submit('KH', { ...payloadOf('KH'), voHoTen: split })).toBe(
      'voHoTen có định dạng không đúng. Vui lòng kiểm tra lại thông tin.',
    );
    expect(await submit('KH', { ...PAYLOADS_2025['KH']?.(), voLoaiCuTru: '1' })).toMatch(/^voLoaiCuTru có định dạng/);
  });

  it('demands one style of a module when told to', async () => {
    remotes.behaviour.register.style = { KH: '2025' };
    expect(await submit('KH', payloadOf('KH'))).toMatch(/^chongHoTen có định dạng không đúng/);
    expect(await submit('KH', PAYLOADS_2025['KH']?.() ?? {})).toBe('taken in');
    remotes.behaviour.register.style = { KH: '2024' };
    const later = envelopeOf('KH', 'H24.1-261124-0002', PAYLOADS_2025['KH']?.() ?? {});
    expect((await province.submit(later)).json).toMatchObject({ status: '0', errorCode: '500' });
    expect(
      (await province.submit({ ...later, module: 'CMC', data: JSON.stringify(payloadOf('CMC')) })).json,
    ).toMatchObject({ status: '1' });
  });

  it('carries by 3.0 only the modules the province has moved', async () => {
    remotes.behaviour.register.modulesV3 = ['LTKS', 'LTKT'];
    expect(await submit('HN', payloadOf('HN'))).toMatch(/^module không tồn tại/);
    expect((await province.status([CODE], 'HN')).json?.['statusDescription']).toMatch(/^module không tồn tại/);
    expect(await submit('LTKT', payloadOf('LTKT'))).toBe('taken in');
  });

  it('takes LTKH with its integers, and with the code of the province once more', async () => {
    expect(await submit('LTKH', { ...payloadOf('LTKH'), soBanSao: '2', voSoLanKH: '1' })).toMatch(
      /^soBanSao có định dạng[^]*voSoLanKH có định dạng/,
    );
    expect(await submit('LTKH', payloadOf('LTKH'), { maHoSoLT: undefined })).toMatch(/^maHoSoLT không được để trống/);
    expect(await submit('LTKH', payloadOf('LTKH'), { maHoSoLT: 'G22.99.08-261124-0001' })).toMatch(
      /^maHoSoLT có định dạng không đúng/,
    );
    remotes.behaviour.register.envelope = 'lenient';
    expect(await submit('LTKH', payloadOf('LTKH'), { maHoSoLT: undefined })).toBe('taken in');
  });

  it('takes BS with a date alone and the module code, and finds no dossier by that code', async () => {
    expect(await submit('BS', payloadOf('BS'), { ngayTiepNhan: '24/11/2026 08:15:00' })).toMatch(/^ngayTiepNhan có/);
    expect(await submit('BS', payloadOf('BS'), { maHoSoLT: CODE })).toMatch(/^maHoSoLT có định dạng không đúng/);
    expect(await submit('BS', { ...payloadOf('BS'), loaiBanSao: '0' })).toMatch(/^loaiBanSao có định dạng/);
    expect(await submit('BS', { ...payloadOf('BS'), loaiBanSao: 8 })).toMatch(/^loaiBanSao không tồn tại/);
    expect(await submit('BS', payloadOf('BS'))).toBe('taken in');
    expect(remotes.register.find('BS')).toBeUndefined();
  });

  it.each(['LH', 'GH', 'TGH'])('takes any flat map for %s, but nothing deeper', async (module) => {
    expect(await submit(module, {})).toMatch(/^data không được để trống/);
    expect(await submit(module, { '': 'x' })).toMatch(/^data có định dạng/);
    expect(await submit(module, { danhSach: ['x'] })).toMatch(/^danhSach có định dạng/);
    expect(await submit(module, { nguoi: { ten: 'x' } })).toMatch(/^nguoi có định dạng/);
    expect(await submit(module, { noiCuTru: { maXa: '7210' } })).toMatch(/^noiCuTru có định dạng/);
    expect(await submit(module, { bat: true, so: 5, noiCuTru: { maXa: '07210' }, ten: { Ho: 'A', Ten: 'B' } })).toBe(
      'taken in',
    );
  });

  it('puts the document where nobody expects it, when told to', async () => {
    remotes.behaviour.register.documentKey = 'tepKetQua';
    await submit('HN', payloadOf('HN'));
    const { certificate } = remotes.register.registerAndIssue(CODE);
    const result = (await province.statusItem(CODE, 'HN'))?.['ketQuaXuLy'];
    expect(result).toMatchObject({ tepKetQua: certificate.toString('base64') });
    expect(result).not.toHaveProperty('giayXacNhan');
  });

  it('leaves the document null until it is signed, and gives personal numbers to births only', async () => {
    await submit('KH', payloadOf('KH'));
    remotes.register.registerAndIssue(CODE, { unsigned: true });
    expect(await province.statusItem(CODE, 'KH')).toMatchObject({
      trangThai: '4',
      ketQuaXuLy: { giayChungNhanKetHon: null, chongHoTen: 'NGUYỄN VĂN CHỒNG MẪU', maGiayToKetQua: 'KQ.G15.000032' },
    });
    expect(() => remotes.register.issuePersonalNumber(CODE)).toThrow('module KH has no personal number');
  });

  it('lets in only the addresses on its list', async () => {
    remotes.behaviour.register.allowedAddresses = ['10.0.0.1'];
    expect((await province.submit(envelopeOf('KS', CODE, payloadOf('KS')))).json).toMatchObject({
      status: '0',
      errorCode: '101',
    });
    expect((await province.status([CODE], 'KS')).json).toMatchObject({ status: 0 });
    remotes.behaviour.register.allowedAddresses = ['127.0.0.1'];
    expect(await submit('KS', payloadOf('KS'))).toBe('taken in');
  });
});
