import { request } from 'node:http';
import { envelopeV1, maritalStatusPayload } from '../payloads.spec-support';
import { call, Province, submission, type HttpAnswer } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

const CODE = 'H24.1-261124-0001';
const REGISTER = `/_sim/register/dossiers/${CODE}`;

describe('control API', () => {
  let remotes: HotichSimulator;
  let province: Province;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
    province = new Province(remotes);
  });
  afterEach(() => remotes.stop());

  const control = (method: string, path: string, body?: unknown): Promise<HttpAnswer> =>
    call(method, remotes.url + path, body);

  it('tells a script all it has to know', async () => {
    const { json } = await control('GET', '/_sim/info');
    expect(json).toMatchObject({
      gatewayUrl: remotes.gatewayUrl,
      tokenUrl: remotes.tokenUrl,
      up: { gateway: true, interlink: true },
    });
    expect(json?.['paths']).toEqual(remotes.paths);
  });

  it('plays citizen and officer', async () => {
    const filed = await control('POST', '/_sim/citizen/births', { maDonVi: '00004' });
    const maHoSo = String(filed.json?.['maHoSo']);
    expect(filed.status).toBe(201);
    expect((await control('GET', `/_sim/interlink/dossiers/${maHoSo}/message`)).json).toMatchObject({ maDonVi: 4 });
    await province.submit(submission(CODE, { maHoSoLT: maHoSo }));
    for (const [action, body, status] of [
      ['receive', undefined, 1],
      ['supplement', { noiDungXuLy: 'Thiếu giấy tờ' }, 2],
    ] as const) {
      expect((await control('POST', `${REGISTER}/${action}`, body)).status).toBe(200);
      expect((await control('GET', REGISTER)).json).toMatchObject({ trangThai: status });
    }
    await province.submit(submission(CODE, { maHoSoLT: maHoSo }));
    await control('POST', `${REGISTER}/eligible`);
    const issued = await control('POST', `${REGISTER}/issue`, { numberPending: true, unsigned: true });
    expect(issued.json).toEqual({ certificateBase64: null });
    expect((await control('GET', `${REGISTER}/certificate`)).status).toBe(404);
    const signed = await control('POST', `${REGISTER}/sign`);
    await control('POST', `${REGISTER}/number`, { soDinhDanh: '000000000012' });
    expect((await control('GET', REGISTER)).json).toMatchObject({
      registration: { signed: true, soDinhDanh: '000000000012' },
    });
    const bytes = Buffer.from(await (await fetch(`${remotes.url}${REGISTER}/certificate`)).arrayBuffer());
    expect(bytes.toString('base64')).toBe(signed.json?.['certificateBase64']);
    expect((await control('GET', `${REGISTER}/certificate?encoding=base64`)).json).toEqual(signed.json);
    expect((await control('GET', '/_sim/register/dossiers')).text).not.toContain('certificateBase64');
  });

  it('shows calls and ledger', async () => {
    await province.submit(submission(CODE));
    expect((await control('GET', '/_sim/calls/summary')).json).toMatchObject({
      'gateway.token': 1,
      'register.submit': 1,
    });
    const { text } = await control('GET', `/_sim/calls?operation=register.submit&dossier=${CODE}`);
    expect(JSON.parse(text)).toMatchObject([{ httpStatus: 200, outcome: 'answered', effect: true }]);
    expect(JSON.parse((await control('GET', `/_sim/ledger?dossier=${CODE}`)).text)).toMatchObject([
      { kind: 'submission' },
    ]);
    expect(text).not.toContain('MẪU');
    expect((await control('GET', '/_sim/calls?operation=nothing')).status).toBe(400);
  });

  it('scripts faults by preset or in full', async () => {
    const preset = { operation: 'register.submit', preset: 'answer', arguments: [503, 'bận'], times: 1 };
    expect((await control('POST', '/_sim/faults', preset)).status).toBe(201);
    expect(await province.submit(submission(CODE))).toMatchObject({ status: 503, text: 'bận' });
    const full = {
      operation: '*',
      times: null,
      fault: { takesEffect: true, action: { kind: 'answer', status: 500, body: '' } },
    };
    const { json } = await control('POST', '/_sim/faults', full);
    expect((await province.submit(submission(CODE))).status).toBe(500);
    expect(JSON.parse((await control('GET', '/_sim/faults')).text)).toMatchObject([
      { id: json?.['id'], hits: 1, remaining: null },
    ]);
    expect((await control('DELETE', `/_sim/faults/${String(json?.['id'])}`)).json).toEqual({ cancelled: true });
    expect((await province.submit(submission(CODE))).json?.['errorDescription']).toContain('đã được tiếp nhận');
    for (const bad of [
      {},
      { operation: 'x' },
      { operation: '*', preset: 'toString' },
      { operation: '*', preset: 'halfBody', times: 0 },
      { operation: '*', preset: 'answer' },
      { operation: '*', preset: 'answer', arguments: ['x'] },
      { operation: '*', preset: 'delay' },
      { operation: '*', preset: 'gateway', arguments: ['constructor'] },
      { operation: '*', preset: 'otherDossier' },
      { operation: '*', preset: 'trickle', arguments: [0] },
      { operation: '*', preset: 'badGateway', target: { dosier: CODE } },
      { operation: '*', preset: 'badGateway', target: { statusSent: '3' } },
      { operation: '*', fault: { takesEffect: true, action: { kind: 'answer' } } },
      { operation: '*', fault: { takesEffect: true, action: { kind: 'toString' } } },
      { operation: '*', fault: { action: { kind: 'reset' } } },
      { operation: '*', fault: { takesEffect: true, delayBefore: 5, action: { kind: 'reset' } } },
    ]) {
      expect((await control('POST', '/_sim/faults', bad)).status).toBe(400);
    }
    expect(remotes.faults.active).toEqual([]);
  });

  it('changes behaviour, but only to what exists', async () => {
    const { json } = await control('PATCH', '/_sim/behaviour', { register: { trangThaiAs: 'number' } });
    expect(json).toMatchObject({ register: { trangThaiAs: 'number', submitStatusAs: 'string' } });
    expect(remotes.behaviour.register.trangThaiAs).toBe('number');
    const further = { modulesV3: ['LTKS'], style: { LTKS: '2025' }, documentKey: 'tep', allowedAddresses: ['::1'] };
    expect((await control('PATCH', '/_sim/behaviour', { register: further })).json).toMatchObject({
      register: further,
    });
    for (const bad of [
      { register: { trangThaiAs: 'roman' } },
      { nothing: 1 },
      { register: 1 },
      { latencyMs: -1 },
      { interlink: { duplicateList: 1 } },
      { register: { style: { KS: '2026' } } },
      { register: { style: '2024' } },
      { register: { modulesV3: ['XX'] } },
      { register: { documentKey: '' } },
      { register: { allowedAddresses: '127.0.0.1' } },
      { registerV1: { refusalAs: 'silence' } },
    ]) {
      expect((await control('PATCH', '/_sim/behaviour', bad)).status).toBe(400);
    }
    await control('POST', '/_sim/reset');
    expect(remotes.behaviour.register.trangThaiAs).toBe('string');
  });

  it('plays the officer for a dossier of contract 1.0', async () => {
    await province.v1('submitV1', envelopeV1('HN', CODE, maritalStatusPayload()));
    expect((await control('GET', REGISTER)).json).toMatchObject({ module: 'HN', contract: '1.0' });
    expect((await control('GET', '/')).text).toContain('<td>v1.0</td>');
    const issued = await control('POST', `${REGISTER}/issue`, {});
    expect((await province.v1('resultV1', { maDonVi: 7210, maHoSo: CODE })).json).toMatchObject({
      value: { giayXacNhan: issued.json?.['certificateBase64'] },
    });
  });

  it('changes catalogs', async () => {
    const path = '/_sim/catalogs/magioitinh';
    expect(JSON.parse((await control('GET', '/_sim/catalogs')).text)).toContainEqual({ name: 'magioitinh', rows: 3 });
    expect((await control('PUT', path, { rows: [{ Ma: '1', Ten: 'Nam' }] })).status).toBe(200);
    expect((await control('GET', path)).json).toEqual({ rows: [{ Ma: '1', Ten: 'Nam' }] });
    expect((await control('PUT', path, { rows: 'x' })).status).toBe(400);
    expect((await control('PUT', path, {})).status).toBe(400);
    await control('DELETE', path);
    expect(remotes.catalogs.rows('magioitinh')).toHaveLength(3);
    expect((await control('GET', '/_sim/catalogs/khac')).status).toBe(404);
  });

  it('plays outages and revoked tokens', async () => {
    await province.submit(submission(CODE));
    await control('POST', '/_sim/tokens/revoke', { remote: 'gateway' });
    expect((await province.status([CODE])).status).toBe(401);
    await control('POST', '/_sim/down', { remote: 'gateway' });
    await expect(province.status([CODE])).rejects.toThrow('fetch failed');
    expect((await control('GET', '/_sim/info')).json).toMatchObject({ up: { gateway: false, interlink: true } });
    await control('POST', '/_sim/up');
    expect((await province.status([CODE])).status).toBe(401);
    expect((await control('POST', '/_sim/down', { remote: 'moon' })).status).toBe(400);
  });

  it('answers mistakes by what they are', async () => {
    expect((await control('GET', '/_sim/register/dossiers/khong-co')).status).toBe(404);
    expect((await control('POST', '/_sim/register/dossiers/khong-co/receive')).status).toBe(404);
    await province.submit(submission(CODE));
    expect((await control('POST', `${REGISTER}/refuse`, {})).status).toBe(400);
    expect((await control('POST', `${REGISTER}/refuse`, { ghiChu: 5 })).status).toBe(400);
    expect((await control('POST', `${REGISTER}/sign`)).status).toBe(409);
    expect((await control('POST', `${REGISTER}/issue`, { certificateBytes: 5e9 })).status).toBe(400);
    expect((await control('POST', `${REGISTER}/issue`, { soDinhDanh: 'abc' })).status).toBe(400);
    expect((await control('POST', '/_sim/citizen/births', { fields: { nksHoTen: 5 } })).status).toBe(400);
    expect((await control('POST', '/_sim/citizen/G22.99.08-261124-0001/supplement')).status).toBe(404);
    expect((await control('GET', '/nowhere')).status).toBe(404);
    expect((await call('POST', `${remotes.url}/_sim/reset`, {}, { origin: 'http://evil.invalid' })).status).toBe(403);
  });

  it.each([
    ['evil.invalid', 'evil.invalid', 403],
    ['localhost', 'localhost', 200],
    ['127.0.0.1', '127.0.0.1', 200],
    ['[::1]', '[::1]', 200],
    ['127.0.0.1', 'localhost', 403],
    ['dev-box', undefined, 200],
  ])('asked as %s by a page of %s answers %d', async (host, site, status) => {
    const { hostname, port } = new URL(remotes.url);
    const answered = await new Promise((resolve, reject) => {
      const headers = { host: `${host}:${port}`, ...(site ? { origin: `http://${site}:${port}` } : {}) };
      request({ hostname, port, path: '/_sim/reset', method: 'POST', headers, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(answered).toBe(status);
  });
});

describe('status page', () => {
  let remotes: HotichSimulator;

  beforeEach(async () => {
    remotes = await HotichSimulator.start();
  });
  afterEach(() => remotes.stop());

  const press = (path: string, reason = ''): Promise<HttpAnswer> =>
    call('POST', remotes.url + path, new URLSearchParams({ reason }));
  const page = async (query = ''): Promise<string> => (await call('GET', `${remotes.url}/${query}`)).text;

  it('shows dossiers and works their buttons', async () => {
    await new Province(remotes).submit(submission(CODE));
    expect(await press('/_ui/citizen/births')).toMatchObject({ status: 303 });
    expect(await page()).toContain(CODE);
    expect(await page()).toContain(remotes.interlink.dossiers()[0]?.maHoSo);
    await press(`/_ui/register/${CODE}/supplement`, 'Thiếu giấy tờ');
    expect(remotes.register.find(CODE)).toMatchObject({ trangThai: 2, noiDungXuLy: 'Thiếu giấy tờ' });
    await press(`/_ui/register/${CODE}/issue`);
    const refused = await press(`/_ui/register/${CODE}/supplement`, 'Thiếu giấy tờ');
    expect(await page(refused.headers.get('location')?.slice(1))).toContain('stands at 4: it cannot go to 2');
  });

  it('escapes whatever it is given', async () => {
    const nasty = '<script>alert(1)</script>"\'&';
    await new Province(remotes).submit(submission(nasty));
    const text = await page(`?message=${encodeURIComponent(nasty)}`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;');
  });
});
