import { HotichParseError } from '../errors';
import { isTooLong, networkFault } from './network-fault';

const error = (code: string) => Object.assign(new Error('x'), { code });

describe('networkFault', () => {
  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'UND_ERR_CONNECT_TIMEOUT',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'CERT_HAS_EXPIRED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    'UND_ERR_PRX_TLS',
    'UND_ERR_PRX_CONN',
    'UND_ERR_ABORTED',
  ])('%s happens before a byte is sent: transient, whatever the request', (code) =>
    expect(networkFault('gateway', error(code), false).kind).toBe('transient'),
  );

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT', 'EPIPE'])(
    '%s may come after the remote took it: unknown, unless it was only a question',
    (code) => {
      expect(networkFault('gateway', error(code), false).kind).toBe('unknown');
      expect(networkFault('gateway', error(code), true).kind).toBe('transient');
    },
  );

  it.each<[string, string, RegExp]>([
    ['ENOTFOUND', 'baseUrl', /DNS/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls.ca', /baseUrl/],
    ['CERT_HAS_EXPIRED', 'tls.ca', /hạn|dates/],
    ['UND_ERR_ABORTED', 'proxy', /máy này|this host/],
    ['ECONNREFUSED', 'LGSP', /VDXP/],
    ['ECONNRESET', 'LGSP', /VDXP/],
  ])('%s: says its code, and to look at what may be the cause: %s', (code, what, besides) => {
    const { text, remedy } = networkFault('gateway', error(code), false);
    for (const language of ['vi', 'en'] as const) {
      expect(text[language]).toContain(`(${code})`);
      expect(remedy[language]).toContain(what);
      expect(remedy[language]).toMatch(besides);
    }
  });

  it('an answer that is too long is as long when asked for again: a fault of what was asked about, and none of the line', () => {
    const tooLong = error('UND_ERR_RES_EXCEEDED_MAX_SIZE');
    const fault = networkFault('interlink', tooLong, true);
    expect(fault).toBeInstanceOf(HotichParseError);
    expect(isTooLong(fault)).toBe(true);
    expect(fault.problems[0]!.remedy.en).toContain('interlink.maxResponseBytes');
    expect(networkFault('gateway', tooLong, false)).toMatchObject({ code: 'HT-4001', kind: 'unknown' });
    expect(isTooLong(networkFault('gateway', tooLong, false))).toBe(false);
  });

  it('finds the innermost code', () => {
    const inner = new AggregateError([error('ECONNREFUSED')], 'all failed');
    const wrapped = Object.assign(new Error('outer', { cause: inner }), { code: 'ERR_NETWORK' });
    expect(networkFault('interlink', wrapped, false)).toMatchObject({
      kind: 'transient',
      remoteCode: 'ECONNREFUSED',
      carrier: 'interlink',
    });
  });

  it('keeps nothing of the original message', () => {
    const text = JSON.stringify(
      networkFault('gateway', Object.assign(new Error('bí mật'), { code: 'ECONNRESET' }), false),
    );
    expect(text).not.toContain('bí mật');
  });
});
