import { resolveOptions } from '../hotich.options.resolve';
import { tokenSource } from './token-sources';

const options = (credentials: object, auth: 'client-credentials' | 'none' = 'client-credentials') =>
  resolveOptions({
    environment: 'test',
    provinceCode: '24',
    gateway: { baseUrl: 'http://g.invalid', consumerKey: 'k', consumerSecret: 'ệ:s', auth },
    interlink: { baseUrl: 'http://i.invalid', credentials: credentials as never },
  });
const family = { userName: 'u', password: 'p' };
/** By the clock of the remote, which is not this host's. */
const ANSWERED = new Date('2031-05-06T07:08:09Z');
const jwt = (claims: object) => `x.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.y`;

describe('tokenSource', () => {
  it('asks WSO2 with Basic and a form, and reads seconds', () => {
    const source = tokenSource('gateway', options(family))!;
    expect(source.request).toMatchObject({ url: 'http://g.invalid/token', body: 'grant_type=client_credentials' });
    expect(Buffer.from(source.request.headers.authorization!.slice(6), 'base64').toString()).toBe('k:ệ:s');
    expect(source.read('{"access_token":"t","expires_in":"90"}', ANSWERED)).toEqual({ token: 't', lifetimeMs: 90_000 });
    expect(source.read('{"access_token":"t"}', ANSWERED)).toEqual({ token: 't', lifetimeMs: 3_600_000 });
  });

  it.each(['-1', '0', '"-90"', '"x"', 'null', '-1e999'])('an expires_in of %s says nothing of its life', (seconds) => {
    const source = tokenSource('gateway', options(family))!;
    expect(source.read(`{"access_token":"t","expires_in":${seconds}}`, ANSWERED).lifetimeMs).toBe(3_600_000);
  });

  it('a token that never expires is stored like any other: for a year', () => {
    const aYear = 365 * 24 * 3_600_000;
    const [gateway, interlink] = (['gateway', 'interlink'] as const).map((name) => tokenSource(name, options(family))!);
    for (const seconds of ['9223372036854775', '1e999'])
      expect(gateway!.read(`{"access_token":"t","expires_in":${seconds}}`, ANSWERED).lifetimeMs).toBe(aYear);
    expect(interlink!.read(JSON.stringify({ token: jwt({ exp: 9_223_372_036_854_775 }) }), ANSWERED).lifetimeMs).toBe(
      aYear,
    );
  });

  it('needs no token with auth none', () => expect(tokenSource('gateway', options(family, 'none'))).toBeUndefined());

  it.each([[family], [{ SecretId: 's', SecretPass: 'p' }]])('sends a DVCLT account as it is: %j', (credentials) => {
    expect(JSON.parse(tokenSource('interlink', options(credentials))!.request.body)).toEqual(credentials);
  });

  it('takes the life of a DVCLT token from what says it, else from the option', () => {
    const source = tokenSource('interlink', options(family))!;
    const read = (body: string) => source.read(body, ANSWERED);
    const soon = ANSWERED.getTime() + 120_000;
    expect(read(JSON.stringify({ token: jwt({ exp: soon / 1_000 }) })).lifetimeMs).toBe(120_000);
    expect(read(JSON.stringify({ token: 't', expiration: new Date(soon).toISOString() })).lifetimeMs).toBe(120_000);
    expect(read('{"token":"t","refreshTokenExpiryTime":"2099-01-01"}').lifetimeMs).toBe(600_000);
    expect(read(JSON.stringify({ token: jwt({ exp: 1 }) })).lifetimeMs).toBe(600_000);
  });

  it.each(['2031-05-06T14:10:09', '06/05/2031 14:10:09', '2031-05-06T07:10:09.1234567Z'])(
    'reads the end of a DVCLT token as Vietnamese time unless it names its zone, whatever the zone of the process: %s',
    (expiration) => {
      const { lifetimeMs } = tokenSource('interlink', options(family))!.read(
        JSON.stringify({ token: 't', expiration }),
        ANSWERED,
      );
      expect(Math.floor(lifetimeMs / 1_000)).toBe(120);
    },
  );

  it.each(['', '<html>', '[]', '{}', '{"access_token":""}', '{"access_token":5}'])(
    'an answer without a token is an error, never a token: %s',
    (body) => {
      expect(() => tokenSource('gateway', options(family))!.read(body, ANSWERED)).toThrow(
        expect.objectContaining({ code: 'HT-4001', kind: 'transient' }),
      );
    },
  );
});
