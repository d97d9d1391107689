import { call, Province, submission } from '../province.spec-support';
import { HotichSimulator } from '../simulator';

describe('the gateway', () => {
  let remotes: HotichSimulator;
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-24T01:00:00Z');
    remotes = await HotichSimulator.start({ now: () => now });
  });
  afterEach(() => remotes.stop());

  const submit = (headers: Record<string, string>, code = 'H24.1-261124-0001'): ReturnType<typeof call> =>
    call('POST', remotes.gatewayUrl + remotes.paths.submit, submission(code), headers);
  const bearer = async (): Promise<Record<string, string>> => ({
    authorization: `Bearer ${String((await new Province(remotes).token()).json?.['access_token'])}`,
  });
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  const basic = (key: string, secret: string): Record<string, string> => ({
    authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
  });

  it('answers the living token with its remaining life', async () => {
    const first = await new Province(remotes).token();
    expect(first.json).toEqual({
      access_token: expect.any(String) as string,
      scope: 'am_application_scope default',
      token_type: 'Bearer',
      expires_in: 3600,
    });
    now = new Date(now.getTime() + 600_000);
    const second = await new Province(remotes).token();
    expect(second.json).toMatchObject({ access_token: first.json?.['access_token'], expires_in: 3000 });
  });

  it('refuses wrong credentials and wrong grants as WSO2 does', async () => {
    const { tokenUrl, consumerKey, consumerSecret } = remotes;
    expect(await call('POST', tokenUrl, form, basic(consumerKey, 'sai'))).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    expect(await call('POST', tokenUrl, form)).toMatchObject({ status: 401 });
    const ok = basic(consumerKey, consumerSecret);
    expect(await call('POST', tokenUrl, new URLSearchParams(), ok)).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    });
    expect(await call('POST', tokenUrl, new URLSearchParams({ grant_type: 'password' }), ok)).toMatchObject({
      status: 400,
      json: { error: 'unsupported_grant_type' },
    });
    expect(await call('POST', tokenUrl, { grant_type: 'client_credentials' }, ok)).toMatchObject({ status: 400 });
    expect(await call('POST', `${tokenUrl}?grant_type=client_credentials`, undefined, ok)).toMatchObject({
      status: 200,
    });
  });

  it('turns away a missing, unknown, expired or revoked token, each with its fault', async () => {
    expect(await submit({})).toMatchObject({ status: 401, json: { fault: { code: 900902 } } });
    expect(await submit({ authorization: 'Bearer khong-co' })).toMatchObject({
      status: 401,
      json: { fault: { code: 900901 } },
    });
    const headers = await bearer();
    now = new Date(now.getTime() + 3_600_000);
    expect(await submit(headers)).toMatchObject({ json: { fault: { code: 900903 } } });
    const renewed = await bearer();
    remotes.revokeTokens('gateway');
    expect(await submit(renewed)).toMatchObject({ json: { fault: { code: 900901 } } });
    expect(remotes.register.dossiers()).toEqual([]);
    expect(remotes.calls.of('register.submit').every((entry) => !entry.effect)).toBe(true);
  });

  it('kills the older token on renewal when told to', async () => {
    remotes.behaviour.gateway.renewal = 'newRevokesOld';
    const old = await bearer();
    const fresh = await bearer();
    expect(await submit(old)).toMatchObject({ json: { fault: { code: 900901 } } });
    expect(await submit(fresh)).toMatchObject({ json: { status: '1' } });
  });

  it('keeps the older token alive when further ones are given out', async () => {
    remotes.behaviour.gateway.renewal = 'new';
    const old = await bearer();
    const fresh = await bearer();
    expect(fresh).not.toEqual(old);
    expect(await submit(old)).toMatchObject({ json: { status: '1' } });
  });

  it('wants lgspaccesstoken beside the token in LGSP mode, and nothing in mode none', async () => {
    remotes.behaviour.gateway.auth = 'bearer+lgsp';
    const headers = await bearer();
    expect(await submit(headers)).toMatchObject({ status: 401, json: { fault: { code: 900902 } } });
    const wrong = Buffer.from('{"AccessKey":"sai"}').toString('base64');
    expect(await submit({ ...headers, lgspaccesstoken: wrong })).toMatchObject({ status: 401 });
    expect(await submit({ ...headers, lgspaccesstoken: remotes.lgspAccessToken })).toMatchObject({
      json: { status: '1' },
    });
    remotes.behaviour.gateway.auth = 'none';
    expect(await submit({}, 'H24.1-261124-0002')).toMatchObject({ json: { status: '1' } });
  });

  it('throttles beyond the quota of a second, and recovers', async () => {
    remotes.behaviour.gateway.requestsPerSecond = 1;
    const headers = await bearer();
    expect(await submit(headers)).toMatchObject({ status: 200 });
    const second = await submit(headers, 'H24.1-261124-0002');
    expect(second).toMatchObject({ status: 429, json: { fault: { code: 900803 } } });
    expect(second.headers.get('retry-after')).toBe('1');
    now = new Date(now.getTime() + 1_000);
    expect(await submit(headers, 'H24.1-261124-0002')).toMatchObject({ status: 200 });
  });

  it('words faults in XML for those who accept XML, and knows no other path', async () => {
    const xml = await submit({ accept: 'application/xml' });
    expect(xml.headers.get('content-type')).toContain('application/xml');
    expect(xml.text).toContain('<ams:code>900902</ams:code>');
    expect(await call('POST', `${remotes.gatewayUrl}/khac`, {})).toMatchObject({
      status: 404,
      json: { fault: { code: 900906 } },
    });
  });
});
