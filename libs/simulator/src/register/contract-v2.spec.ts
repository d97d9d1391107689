import { envelopeOf, envelopeV1, marriagePayload } from '../payloads.spec-support';
import { Province } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

const CODE = 'H24.1-261124-0001';

describe('contract 2.0', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  const envelope = (overrides: object = {}): unknown => envelopeOf('LTKH', CODE, marriagePayload(), overrides);

  it('takes LTKH in with or without files, and brings it home', async () => {
    expect((await province.submitV2(envelope({ fileDinhKem: undefined }))).json).toMatchObject({ status: '1' });
    expect(remotes.register.find(CODE)).toMatchObject({ contract: '2.0', module: 'LTKH', attachments: [] });
    const { certificate } = remotes.register.registerAndIssue(CODE);
    expect((await province.statusV2([CODE])).json).toMatchObject({
      status: 1,
      value: [{ trangThai: '4', ketQuaXuLy: { giayChungNhanKetHon: certificate.toString('base64') } }],
    });
    expect(remotes.calls.summary()).toMatchObject({ 'register.v2.submit': 1, 'register.v2.status': 1 });
  });

  it('knows no other module', async () => {
    expect((await province.submitV2(envelope({ module: 'KH' }))).json?.['errorDescription']).toMatch(/^module không/);
    expect((await province.statusV2([CODE], 'KH')).json).toMatchObject({ status: 0 });
  });

  it('finds only what came in by it, unless the register is told to look across', async () => {
    await province.submitV2(envelope());
    expect((await province.status([CODE], 'LTKH')).json).toMatchObject({ value: [] });
    remotes.behaviour.register.queryAcrossVersions = true;
    expect((await province.status([CODE], 'LTKH')).json).toMatchObject({ value: [{ maHoSoMCDT: CODE }] });
  });

  it('holds a code once over all contracts', async () => {
    await province.submitV2(envelope());
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu giấy tờ' });
    expect((await province.submit(envelope())).json?.['errorDescription']).toContain('đã được tiếp nhận');
    const { json } = await province.v1('submitV1', envelopeV1('KH', CODE, { ...marriagePayload() }));
    expect(json?.['errorDescription']).toContain('đã được tiếp nhận');
    expect((await province.submitV2(envelope())).json).toMatchObject({ status: '1' });
    expect(remotes.ledger.submissions(CODE).map(({ contract, version }) => [contract, version])).toEqual([
      ['2.0', 1],
      ['2.0', 2],
    ]);
  });
});
