import { createHash } from 'node:crypto';
import { PAYLOADS_2025 } from '../payloads.spec-support';
import { birthPayload, call, Province, submission } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

const CODE = 'H24.1-261124-0001';

describe('submission to the register', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  const refusal = async (overrides: object): Promise<unknown> => {
    const { json } = await province.submit(submission(CODE, overrides));
    expect(json).toMatchObject({ status: '0' });
    expect(remotes.register.dossiers()).toEqual([]);
    expect(remotes.ledger.all).toEqual([]);
    return json?.['errorDescription'];
  };

  it('takes a dossier in and answers status as a text', async () => {
    const { status, json } = await province.submit(submission(CODE));
    expect(status).toBe(200);
    expect(json).toEqual({ status: '1', statusDescription: 'Thành công', errorCode: null, errorDescription: null });
    expect(remotes.register.find(CODE)).toMatchObject({ trangThai: 1, version: 1, maTinh: '24', module: 'LTKS' });
    const sent = createHash('sha256')
      .update(JSON.stringify(submission(CODE)))
      .digest('hex');
    expect(remotes.ledger.submissions(CODE)).toMatchObject([{ bodySha256: sent, version: 1 }]);
  });

  it('takes KS without a DVCLT code and LTKS only with one', async () => {
    expect(await refusal({ maHoSoLT: undefined })).toMatch(/^maHoSoLT không được để trống/);
    const own = submission(CODE, { module: 'KS', maHoSoLT: undefined });
    expect((await province.submit(own)).json).toMatchObject({ status: '1' });
  });

  it('takes for DVCLT’s code only what looks like one, and for a code no blanks', async () => {
    for (const maHoSoLT of [
      CODE,
      'G22.99.08',
      'G22.99.08-261124-0001 ',
      'G22.99.08-261124-1',
      'G23.99.08-261124-0001',
    ]) {
      expect(await refusal({ maHoSoLT })).toMatch(/^maHoSoLT có định dạng không đúng/);
    }
    expect(await refusal({ maHoSoLT: '   ' })).toMatch(/^maHoSoLT không được để trống/);
    expect(await refusal({ maHoSoMCDT: '   ' })).toMatch(/^maHoSoMCDT không được để trống/);
    expect(await refusal({ maDonVi: '   ' })).toMatch(/^maDonVi không được để trống/);
    const taken = async (code: string, maHoSoLT: string): Promise<unknown> =>
      (await province.submit(submission(code, { maHoSoLT }))).json?.['status'];
    expect(await taken(CODE, 'G22.123-261124-10000')).toBe('1');
    remotes.behaviour.register.envelope = 'lenient';
    expect(await taken('H24.1-261124-0002', CODE)).toBe('1');
  });

  it('answers a second submission "đã được tiếp nhận", whatever its content', async () => {
    await province.submit(submission(CODE));
    const again = await province.submit(submission(CODE, { data: JSON.stringify(birthPayload({ nksHoTen: 'KHÁC' })) }));
    expect(again.json).toMatchObject({ status: '0', errorDescription: `Hồ sơ ${CODE} đã được tiếp nhận` });
    expect(remotes.ledger.submissions(CODE)).toHaveLength(1);
    expect(remotes.register.find(CODE)?.payload).toMatchObject({ nksHoTen: 'NGUYỄN VĂN MẪU' });
  });

  it('counts in the ledger what was sent again, and nothing that had another reason', async () => {
    await province.submit(submission(CODE, { module: 'XX' }));
    await province.submit(submission(CODE));
    expect(remotes.ledger.repeats(CODE)).toBe(0);
    await province.submit(submission(CODE));
    await province.submit(submission(CODE));
    expect(
      [undefined, 'submission' as const, 'report' as const].map((kind) => remotes.ledger.repeats(CODE, kind)),
    ).toEqual([2, 2, 0]);
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu giấy tờ' });
    await province.submit(submission(CODE));
    expect(remotes.ledger.repeats(CODE)).toBe(2);
    expect(remotes.ledger.submissions(CODE)).toHaveLength(2);
  });

  it('knows what DVCLT filed once by its code, under whatever codes the province submits it', async () => {
    const maHoSoLT = 'G22.99.08-261124-0777';
    for (const code of [CODE, 'H24.1-261124-0002', maHoSoLT]) await province.submit(submission(code, { maHoSoLT }));
    await province.submit(submission('H24.1-261124-0003', { module: 'KS', maHoSoLT }));
    expect(remotes.ledger.submissions(maHoSoLT).map(({ dossier }) => dossier)).toEqual([
      CODE,
      'H24.1-261124-0002',
      maHoSoLT,
    ]);
    expect(remotes.ledger.submissions(CODE)).toMatchObject([{ dossier: CODE, maHoSoLT }]);
  });

  it('replaces the content only while the dossier waits for its supplement', async () => {
    await province.submit(submission(CODE));
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu giấy tờ' });
    const supplemented = submission(CODE, { data: JSON.stringify(birthPayload({ nksHoTen: 'MỚI' })) });
    expect((await province.submit({ ...supplemented, module: 'KS' })).json?.['errorDescription']).toContain(
      'đã được tiếp nhận',
    );
    expect((await province.submit(supplemented)).json).toMatchObject({ status: '1' });
    expect(remotes.register.find(CODE)).toMatchObject({
      trangThai: 1,
      version: 2,
      payload: { nksHoTen: 'MỚI' },
      noiDungXuLy: null,
    });
  });

  it('may hide the supplement behind "đã được tiếp nhận"', async () => {
    remotes.behaviour.register.afterSupplement = 'alreadyReceived';
    await province.submit(submission(CODE));
    remotes.register.requestSupplement(CODE, { noiDungXuLy: 'Thiếu giấy tờ' });
    expect((await province.submit(submission(CODE))).json?.['errorDescription']).toContain('đã được tiếp nhận');
    expect(remotes.register.find(CODE)).toMatchObject({ trangThai: 2, version: 1 });
  });

  it('refuses what is not doubly encoded', async () => {
    expect(await refusal({ data: birthPayload() })).toMatch(/^data có định dạng không đúng/);
    expect(await refusal({ data: '<hotich/>' })).toMatch(/^data có định dạng không đúng/);
    expect(await refusal({ data: undefined })).toMatch(/^data không được để trống/);
  });

  it('refuses unit codes it does not know, or that lost their zeros, with 106', async () => {
    const { json } = await province.submit(submission(CODE, { maDonVi: '7210' }));
    expect(json).toMatchObject({
      status: '0',
      errorCode: '106',
      errorDescription: expect.stringMatching(/^maDonVi không tồn tại/) as string,
    });
    expect(await refusal({ maDonVi: 7210 })).toMatch(/^maDonVi có định dạng không đúng/);
    expect(await refusal({ data: JSON.stringify(birthPayload({ noiDangKy: '99999' })) })).toMatch(
      /^noiDangKy không tồn tại/,
    );
  });

  it('refuses a form for another unit than that of the envelope, unless told not to look', async () => {
    const elsewhere = { data: JSON.stringify(birthPayload({ noiDangKy: '07228' })) };
    expect(await refusal(elsewhere)).toBe('noiDangKy không khớp với maDonVi. Vui lòng kiểm tra lại thông tin.');
    remotes.behaviour.register.placeMustAgree = false;
    expect((await province.submit(submission(CODE, elsewhere))).json).toMatchObject({ status: '1' });
  });

  it('refuses an unknown module, a wrong date and a missing list of files', async () => {
    expect(await refusal({ module: 'XX' })).toMatch(/^module không tồn tại/);
    expect(await refusal({ ngayTiepNhan: '2026-11-24' })).toMatch(/^ngayTiepNhan có định dạng không đúng/);
    expect(await refusal({ ngayTiepNhan: '31/02/2026 08:00:00' })).toMatch(/^ngayTiepNhan có định dạng không đúng/);
    expect(await refusal({ fileDinhKem: undefined })).toMatch(/^fileDinhKem không được để trống/);
  });

  it('names every faulty field, one sentence a line or glued by the lost newline', async () => {
    const faulty = {
      data: JSON.stringify(
        birthPayload({ nycSoGiayToTuyThan: '0010990000021', nycLoaiGiayToTuyThan: '4', meSoDDCN: '12' }),
      ),
    };
    const sentences = [
      'meSoDDCN có định dạng không đúng. Vui lòng kiểm tra lại thông tin.',
      'nycSoGiayToTuyThan có độ dài vượt quá số lượng cho phép. Vui lòng kiểm tra lại thông tin.',
    ];
    expect(await refusal(faulty)).toBe(sentences.join('\n'));
    remotes.behaviour.register.validationText = 'glued';
    expect(await refusal(faulty)).toBe(sentences.join('n'));
  });

  it('keeps the fingerprint of each file and refuses broken base64', async () => {
    const file = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'Giấy mẫu',
      tenTepDinhKem: 'mau.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: 'SGVsbG8=',
    };
    for (const broken of ['SGVsbG8', 'data:application/pdf;base64,SGVsbG8=', 'SGVs bG8=']) {
      expect(await refusal({ fileDinhKem: [{ ...file, duLieuTepDinhKem: broken }] })).toMatch(
        /^duLieuTepDinhKem có định dạng/,
      );
    }
    expect(await refusal({ fileDinhKem: [{ ...file, id: '1' }] })).toMatch(/^id có định dạng/);
    remotes.behaviour.register.maxAttachmentBytes = 4;
    expect(await refusal({ fileDinhKem: [file] })).toMatch(/^duLieuTepDinhKem có độ dài/);
    remotes.behaviour.register.maxAttachmentBytes = null;
    await province.submit(submission(CODE, { fileDinhKem: [file] }));
    const sha256 = createHash('sha256').update('Hello').digest('hex');
    expect(remotes.register.find(CODE)?.attachments).toMatchObject([{ tenTepDinhKem: 'mau.pdf', bytes: 5, sha256 }]);
  });

  it('remembers what it had to ignore', async () => {
    const data = JSON.stringify(birthPayload({ bịa: 'x', nksNoiSinh: { dcChiTiet: 'x', thon: 'y' } }));
    await province.submit(submission(CODE, { maTinh: '24', data }));
    expect(remotes.register.find(CODE)?.ignoredFields).toEqual(['maTinh', 'bịa', 'nksNoiSinh.thon']);
    const known = birthPayload({ nksNoiSinh: { dcChiTiet: 'x' } });
    expect(remotes.register.find(CODE)?.payload).toEqual(known);
  });

  it('drops what it does not know, however deep: its list can still be told', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const payload = { ...PAYLOADS_2025['KS']!(), meNgaySinh: { namSinh: '1998', x: 'sâu' }, y: 'sâu' };
    const data = JSON.stringify(payload).replaceAll('"sâu"', deep);
    expect((await province.submit(submission(CODE, { module: 'KS', maHoSoLT: null, data }))).json).toMatchObject({
      status: '1',
    });
    expect(remotes.register.find(CODE)?.ignoredFields).toEqual(['y', 'meNgaySinh.x']);
    expect((await call('GET', `${remotes.url}/_sim/register/dossiers`)).status).toBe(200);
  });

  it('answers a body that is no JSON object, and another content type, without a trace', async () => {
    const { authorization } = { authorization: `Bearer ${String((await province.token()).json?.['access_token'])}` };
    const url = remotes.gatewayUrl + remotes.paths.submit;
    expect(await call('POST', url, [1], { authorization })).toMatchObject({ json: { status: '0', errorCode: '500' } });
    expect(await call('POST', url, {}, { authorization, 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    remotes.behaviour.register.submitStatusAs = 'number';
    expect(await call('POST', url, submission(CODE), { authorization })).toMatchObject({ json: { status: 1 } });
  });
});
