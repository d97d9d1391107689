import { copyPayload, envelopeOf, envelopeV1, maritalStatusPayload, PAYLOADS_2025 } from '../../payloads.spec-support';
import { birthPayload, Province, type HttpAnswer } from '../../province.spec-support';
import { HotichSimulator } from '../../simulator';

const FIRST = 'H24.1-261124-0001';
const SECOND = 'H24.1-261124-0002';

describe('records of the register', () => {
  let remotes: HotichSimulator;
  let province: Province;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-24T01:00:00Z');
    remotes = await HotichSimulator.start({
      now: () => now,
      behaviour: { gateway: { tokenLifetimeSeconds: 864_000 } },
    });
    province = new Province(remotes);
    await province.v1('submitV1', envelopeV1('KS', FIRST, birthPayload()));
    await province.submit(envelopeOf('KS', SECOND, PAYLOADS_2025['KS']?.() ?? {}));
  });
  afterEach(() => remotes.stop());

  const ask = async (service: 'changesV1' | 'recordV1' | 'recordsV1', body: object): Promise<HttpAnswer['json']> =>
    (await province.v1(service, { module: 'KS', ...body })).json;

  it('lists what was created or changed on a day, whatever contract it came by', async () => {
    expect(await ask('changesV1', { ngayCapNhat: '2026-11-24' })).toMatchObject({
      status: 1,
      value: [
        { id: 1, maDonVi: '07210' },
        { id: 2, maDonVi: '07210' },
      ],
    });
    now = new Date('2026-11-25T18:00:00Z');
    remotes.register.registerAndIssue(SECOND);
    expect(await ask('changesV1', { ngayCapNhat: '2026-11-26' })).toMatchObject({ status: 1, value: [{ id: 2 }] });
    expect(await ask('changesV1', { ngayCapNhat: '2026-11-25' })).toMatchObject({ status: 1, value: [] });
    expect(await ask('changesV1', { ngayCapNhat: '2026-11-24' })).toMatchObject({ value: [{ id: 1 }, { id: 2 }] });
    expect(await ask('changesV1', { ngayCapNhat: '2026-11-24', module: 'HN' })).toMatchObject({ value: [] });
  });

  it('gives one record by its number, in the format of the register', async () => {
    expect(await ask('recordV1', { maHoSo: 2 })).toMatchObject({ status: 0, errorCode: 200 });
    expect(await ask('recordV1', { maHoSo: 99 })).toMatchObject({ status: 0, errorCode: 201 });
    expect(await ask('recordV1', { maHoSo: 2, module: 'KT' })).toMatchObject({ errorCode: 201 });
    remotes.register.registerAndIssue(SECOND);
    expect(await ask('recordV1', { maHoSo: 2 })).toMatchObject({
      status: 1,
      value: [
        {
          id: 2,
          ngayDangKy: '24.11.2026',
          nksHoTen: 'Nguyễn Mẫu',
          nksNgaySinh: '01.11.2026',
          meNgaySinh: '02.02.1998',
          meNoiCuTru: 'Số 1 đường Thử Nghiệm',
          meLoaiCuTru: 1,
        },
      ],
    });
  });

  it('gives many records, and leaves out those that are not registered', async () => {
    expect(await ask('recordsV1', { maTinh: '24', dsMaHoSo: [1, 2] })).toMatchObject({ status: 0, errorCode: 201 });
    remotes.register.registerAndIssue(FIRST);
    expect(await ask('recordsV1', { maTinh: '24', dsMaHoSo: [1, 2, 99] })).toMatchObject({
      status: 1,
      value: [{ id: 1 }],
    });
    expect(await ask('recordsV1', { dsMaHoSo: [1] })).toMatchObject({ status: 1 });
    expect(await ask('recordsV1', { maTinh: '01', dsMaHoSo: [1] })).toMatchObject({ status: 0, errorCode: 108 });
    expect(await ask('recordsV1', { dsMaHoSo: ['1'] })).toMatchObject({ status: 0, errorCode: 500 });
  });

  it('keeps the numbers of a dossier over its supplements, and has records of every module', async () => {
    await province.v1('submitV1', envelopeV1('HN', 'H24.1-261124-0003', maritalStatusPayload()));
    remotes.register.requestSupplement('H24.1-261124-0003', { noiDungXuLy: 'Thiếu' });
    await province.v1('submitV1', envelopeV1('HN', 'H24.1-261124-0003', maritalStatusPayload()));
    await province.submit(envelopeOf('BS', 'H24.1-261124-0004', copyPayload()));
    for (const code of ['H24.1-261124-0003', 'H24.1-261124-0004']) remotes.register.registerAndIssue(code);
    expect(await ask('recordV1', { module: 'HN', maHoSo: 3 })).toMatchObject({
      value: [{ nxnHoTen: 'NGUYỄN VĂN MẪU' }],
    });
    expect(await ask('recordV1', { module: 'BS', maHoSo: 4 })).toMatchObject({ value: [{ loaiBanSao: 0, so: '2' }] });
  });

  it('wants the province of the credential, a module and a day', async () => {
    expect(await ask('changesV1', { ngayCapNhat: '24/11/2026' })).toMatchObject({ status: 0, errorCode: 500 });
    expect(await ask('changesV1', { ngayCapNhat: '2026-11-24', module: 'XX' })).toMatchObject({ errorCode: 500 });
    remotes.behaviour.registerV1.credential = 'otherProvince';
    for (const service of ['changesV1', 'recordV1', 'recordsV1'] as const) {
      expect(await ask(service, { ngayCapNhat: '2026-11-24' })).toMatchObject({ status: 0, errorCode: 108 });
    }
  });
});
