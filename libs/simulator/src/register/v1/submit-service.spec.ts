import { envelopeV1, hoTichXml, maritalStatusPayload, PAYLOADS } from '../../payloads.spec-support';
import { Province } from '../../province.spec-support';
import { HotichSimulator } from '../../simulator';
import { MODULES_V1 } from '../modules';

const CODE = 'H24.1-261124-0001';

describe('dangKyHoTich', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  /** The payload of 2024 as elements, of HN by the register's names alone; integers become digits by being written. */
  const elements = (module: string, overrides: object = {}): Record<string, unknown> => ({
    ...(module === 'HN' ? maritalStatusPayload() : PAYLOADS[module]?.()),
    ...overrides,
  });
  const submit = async (envelope: object): Promise<Record<string, unknown> | undefined> =>
    (await province.v1('submitV1', envelope)).json;
  const refusal = async (envelope: object): Promise<unknown> => {
    const json = await submit(envelope);
    expect(json).toMatchObject({ status: 0, errorCode: 500 });
    expect(remotes.register.dossiers()).toEqual([]);
    return json?.['errorDescription'];
  };

  it.each(MODULES_V1)('takes %s in', async (module) => {
    expect(await submit(envelopeV1(module, CODE, elements(module)))).toEqual({
      status: 1,
      errorCode: null,
      errorDescription: null,
      value: '',
    });
    expect(remotes.register.find(CODE)).toMatchObject({
      module,
      contract: '1.0',
      maDonVi: '07210',
      attachments: [],
      ignoredFields: [],
    });
    expect(remotes.ledger.submissions(CODE)).toMatchObject([{ contract: '1.0', module }]);
  });

  it.each(['LTKS', 'LTKT', 'LTKH', 'BS', 'XX'])('does not carry %s', async (module) => {
    expect(await refusal(envelopeV1(module, CODE, elements('KS')))).toMatch(/^module không tồn tại/);
  });

  it('no longer carries what the province has moved away', async () => {
    remotes.behaviour.register.modulesV1 = ['CMC'];
    expect(await refusal(envelopeV1('KS', CODE, elements('KS')))).toMatch(/^module không tồn tại/);
    expect(await submit(envelopeV1('CMC', CODE, elements('CMC')))).toMatchObject({ status: 1 });
  });

  it('reads the columns of the register, text addresses, nationality by name, and 0 for no code', async () => {
    const register = {
      nksNoiSinh: 'Bệnh viện <Mẫu> & Con',
      nksNoiSinhDVHC: '24',
      nksQuocTich: 'Việt Nam',
      nksLoaiKhaiSinh: '0',
      quyenSo: '01/2026',
      nksMatTichNgayGhiChuTuyenBo: '01.02.2026',
    };
    expect(await submit(envelopeV1('KS', CODE, elements('KS', register)))).toMatchObject({ status: 1 });
    expect(remotes.register.find(CODE)?.payload).toMatchObject(register);
  });

  it('knows the unit by its code as text or as a Long that lost its zeros', async () => {
    const envelope = envelopeV1('KS', CODE, elements('KS'));
    for (const maDonVi of ['7210', '99999', 99999, 7210.5, true]) {
      expect(await submit({ ...envelope, maDonVi })).toMatchObject({ status: 0, errorCode: 106 });
    }
    expect(await refusal({ ...envelope, maDonVi: undefined })).toMatch(/^maDonVi không được để trống/);
    expect(await submit({ ...envelope, maDonVi: 7210 })).toMatchObject({ status: 1 });
    expect(await submit({ ...envelope, maHoSo: 'H24.1-261124-0002', maDonVi: '07210' })).toMatchObject({ status: 1 });
  });

  it('refuses a form for another unit than that of the envelope, unless told not to look', async () => {
    const elsewhere = envelopeV1('KS', CODE, elements('KS', { noiDangKy: '07228' }));
    expect(await refusal(elsewhere)).toBe('noiDangKy không khớp với maDonVi. Vui lòng kiểm tra lại thông tin.');
    remotes.behaviour.register.placeMustAgree = false;
    expect(await submit(elsewhere)).toMatchObject({ status: 1 });
  });

  it('may have a framework that reads no unit code but a Long, and says so in its own words', async () => {
    remotes.behaviour.registerV1.unitCodeAs = 'long';
    const envelope = envelopeV1('KS', CODE, elements('KS'));
    const { status, json } = await province.v1('submitV1', { ...envelope, maDonVi: '07210' });
    expect([status, json]).toMatchObject([400, { status: 400, errors: { '$.maDonVi': [expect.any(String)] } }]);
    expect(await submit({ ...envelope, maDonVi: 7210 })).toMatchObject({ status: 1 });
  });

  it('names every faulty element, and those that no list of the register has', async () => {
    const faulty = elements('KS', { nksGioiTinh: '9', nksNgaySinh: '01/11/2026', nksHoTen: '', bia: 'x' });
    expect(await refusal(envelopeV1('KS', CODE, faulty))).toBe(
      [
        'nksHoTen không được để trống. Vui lòng kiểm tra lại thông tin.',
        'nksGioiTinh không tồn tại. Vui lòng kiểm tra lại thông tin trong danh mục.',
        'nksNgaySinh có định dạng không đúng. Vui lòng kiểm tra lại thông tin.',
        'bia không tồn tại. Vui lòng kiểm tra lại thông tin trong danh mục.',
      ].join('\n'),
    );
    const twice = hoTichXml(elements('KS')).replace('<nksHoTen>', '<nksHoTen>A</nksHoTen><nksHoTen>');
    expect(await refusal(envelopeV1('KS', CODE, {}, { data: twice }))).toMatch(/^nksHoTen có định dạng/);
    remotes.behaviour.registerV1.unknownFields = 'ignore';
    await submit(envelopeV1('KS', CODE, elements('KS', { bia: 'x' })));
    expect(remotes.register.find(CODE)).toMatchObject({
      ignoredFields: ['bia'],
      payload: expect.not.objectContaining({ bia: 'x' }) as object,
    });
  });

  it.each([
    ['HN', { voChongHoTen: 'TRẦN THỊ MẪU' }],
    ['HN', { ndkHoTen: 'TRẦN THỊ MẪU' }],
    ['HN', { ndkLoaiNoiCuTru: '1' }],
    ['HN', { nxnDanTocKhac: 'Nguồn' }],
    ['HN', { noiDangKy: '07210' }],
    ['CMC', { cmDanTocKhac: 'Nguồn' }],
    ['KH', { soDangKyTruocDay: '12' }],
    ['KT', { nycSoDDCN: '001099000002' }],
    ['KT', { nycLoaiCuTru: '1' }],
  ])('refuses of %s what no list of the register has: %j', async (module, addition) => {
    expect(await refusal(envelopeV1(module, CODE, elements(module, addition)))).toBe(
      `${Object.keys(addition)[0]} không tồn tại. Vui lòng kiểm tra lại thông tin trong danh mục.`,
    );
  });

  it('refuses what contract 1.0 does not carry in its envelope, such as files, or drops it', async () => {
    const envelope = envelopeV1('KS', CODE, elements('KS'), { fileDinhKem: [], maTinh: '24' });
    expect(await refusal(envelope)).toMatch(/^fileDinhKem không tồn tại[^]*\nmaTinh không tồn tại/);
    remotes.behaviour.registerV1.unknownFields = 'ignore';
    expect(await submit(envelope)).toMatchObject({ status: 1 });
    expect(remotes.register.find(CODE)?.ignoredFields).toEqual(['fileDinhKem', 'maTinh']);
  });

  it('refuses a broken envelope and XML that is none, a DTD or an entity', async () => {
    const envelope = envelopeV1('KS', CODE, elements('KS'));
    expect(await refusal({ ...envelope, ngayTiepNhan: '24/11/2026' })).toMatch(/^ngayTiepNhan có định dạng/);
    expect(await refusal({ ...envelope, ngayTiepNhan: '2026-02-30' })).toMatch(/^ngayTiepNhan có định dạng/);
    expect(await refusal({ ...envelope, maHoSo: '' })).toMatch(/^maHoSo không được để trống/);
    expect(await refusal({ ...envelope, data: undefined })).toMatch(/^data không được để trống/);
    expect(await refusal({ ...envelope, data: elements('KS') })).toMatch(/^data có định dạng/);
    expect(await refusal({ ...envelope, data: JSON.stringify(elements('KS')) })).toMatch(/^data không phải là XML/);
    expect(await refusal({ ...envelope, data: '<!DOCTYPE hotich><hotich><hoso/></hotich>' })).toMatch(/DTD/);
    expect(await refusal({ ...envelope, data: '<hotich><hoso><a>&xxe;</a></hoso></hotich>' })).toMatch(/entity/);
    expect((await province.v1('submitV1', [1])).json).toMatchObject({ status: 0, errorCode: 500 });
  });

  it('takes a code once, and anew only after it asked for a supplement', async () => {
    await submit(envelopeV1('KS', CODE, elements('KS')));
    const again = envelopeV1('KS', CODE, elements('KS', { nksHoTen: 'MỚI' }));
    expect((await submit(again))?.['errorDescription']).toBe(`Hồ sơ ${CODE} đã được tiếp nhận`);
    expect(remotes.ledger.repeats(CODE)).toBe(1);
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu giấy tờ' });
    expect(await submit(again)).toMatchObject({ status: 1 });
    expect(remotes.register.find(CODE)).toMatchObject({ version: 2, trangThai: 1, payload: { nksHoTen: 'MỚI' } });
  });
});
