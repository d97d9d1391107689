import { birthPayload, Province, submission, type HttpAnswer } from '../../province.spec-support';
import { envelopeV1 } from '../../payloads.spec-support';
import { HotichSimulator } from '../../simulator';

const CODE = 'H24.1-261124-0001';

describe('traTrangThaiHoSo and ketQuaDangKyHS', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
    await province.v1('submitV1', envelopeV1('KS', CODE, birthPayload()));
  });
  afterEach(() => remotes.stop());

  const ask = async (service: 'statusV1' | 'resultV1', body: object = {}): Promise<HttpAnswer['json']> =>
    (await province.v1(service, { maDonVi: 7210, maHoSo: CODE, ...body })).json;

  it('follows the officer through 1, 3, 2 with its details, and 4', async () => {
    expect(await ask('statusV1')).toEqual({ status: 1, errorCode: null, errorDescription: null, value: '' });
    remotes.register.markEligible(CODE);
    expect(await ask('statusV1')).toMatchObject({ status: 3 });
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu giấy chứng sinh' });
    expect(await ask('statusV1')).toMatchObject({ status: 2, value: '', errorDescription: 'Thiếu giấy chứng sinh' });
    await province.v1('submitV1', envelopeV1('KS', CODE, birthPayload()));
    remotes.register.registerAndIssue(CODE);
    expect(await ask('statusV1')).toMatchObject({ status: 4, value: '' });
  });

  it('may carry the details elsewhere, and numbers as texts', async () => {
    Object.assign(remotes.behaviour.registerV1, { detailsIn: 'value', numbersAs: 'string' });
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu' });
    expect(await ask('statusV1')).toMatchObject({ status: '2', value: 'Thiếu', errorDescription: null });
    expect(await ask('statusV1', { maDonVi: 1 })).toMatchObject({ status: '0', errorCode: '106' });
  });

  it('has no status for a refusal: an error with the reason, or a supplement that never ends', async () => {
    remotes.register.refuse(CODE, { ghiChu: 'Không đủ điều kiện' });
    expect(await ask('statusV1')).toMatchObject({
      status: 0,
      errorCode: 500,
      errorDescription: 'Hồ sơ bị từ chối: Không đủ điều kiện',
    });
    remotes.behaviour.registerV1.refusalAs = 'supplement';
    expect(await ask('statusV1')).toMatchObject({ status: 2, errorDescription: 'Không đủ điều kiện' });
  });

  it('gives the record once it is registered, with the document or without', async () => {
    expect(await ask('resultV1')).toMatchObject({ status: 0, errorCode: 200 });
    const { certificate } = remotes.register.registerAndIssue(CODE, { soDinhDanh: '001226000012' });
    expect(await ask('resultV1')).toMatchObject({
      status: 1,
      value: {
        id: 1,
        so: '1',
        trangSo: '1',
        ngayDangKy: expect.stringMatching(/^\d{2}\.\d{2}\.\d{4}$/) as string,
        noiDangKy: '07210',
        nksHoTen: 'NGUYỄN VĂN MẪU',
        nksGioiTinh: 1,
        nksLoaiKhaiSinh: 0,
        nksNoiSinh: 'Bệnh viện Mẫu & Con',
        soDinhDanh: '001226000012',
        giayKhaiSinh: certificate.toString('base64'),
      },
    });
    remotes.behaviour.registerV1.resultDocument = false;
    expect((await ask('resultV1'))?.['value']).not.toHaveProperty('giayKhaiSinh');
    remotes.behaviour.registerV1.valueAs = 'text';
    expect(JSON.parse(String((await ask('resultV1'))?.['value']))).toMatchObject({ id: 1 });
  });

  it.each(['statusV1', 'resultV1'] as const)('%s: wrong unit 106, unknown dossier 201', async (service) => {
    expect(await ask(service, { maDonVi: 99999 })).toMatchObject({ status: 0, errorCode: 106 });
    expect(await ask(service, { maHoSo: 'H24.1-261124-9999' })).toMatchObject({ status: 0, errorCode: 201 });
    expect(await ask(service, { maDonVi: 7228 })).toMatchObject({ status: 0, errorCode: 201 });
  });

  it('does not know what came in by 3.0, unless told to look across', async () => {
    const other = 'H24.1-261124-0002';
    await province.submit(submission(other));
    expect(await ask('statusV1', { maHoSo: other })).toMatchObject({ errorCode: 201 });
    expect((await province.status([CODE], 'KS')).json).toMatchObject({ value: [] });
    remotes.behaviour.register.queryAcrossVersions = true;
    expect(await ask('statusV1', { maHoSo: other })).toMatchObject({ status: 1 });
  });

  it('answers 101 to another address and 100 to a credential it does not know, whatever was asked', async () => {
    remotes.behaviour.registerV1.credential = 'unknown';
    expect(await ask('statusV1')).toMatchObject({ status: 0, errorCode: 100 });
    expect((await province.v1('catalogV1', { loaiDanhMuc: 1 })).json).toMatchObject({ status: 0, errorCode: 100 });
    remotes.behaviour.register.allowedAddresses = [];
    expect(await ask('resultV1')).toMatchObject({ status: 0, errorCode: 101 });
  });
});
