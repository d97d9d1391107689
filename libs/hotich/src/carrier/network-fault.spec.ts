import { HotichParseError } from '../errors';
import { isTooLong, networkFault } from './network-fault';

const error = (code: string) => Object.assign(new Error('x'), { code });
const CONNECTING = { safe: false, begun: false };
const SUBMITTING = { safe: false, begun: true };
const ASKING = { safe: true, begun: true };

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
    'ERR_OSSL_X509_KEY_VALUES_MISMATCH',
    'ECONNRESET',
    'ETIMEDOUT',
  ])('%s before a byte is sent: transient, whatever the request', (code) => {
    const fault = networkFault('gateway', error(code), CONNECTING);
    expect(fault.kind).toBe('transient');
    expect(fault.text.en).not.toContain('waiting');
  });

  it.each([
    'ECONNRESET',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'ETIMEDOUT',
    'EPIPE',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC',
    'EPROTO',
    'EHOSTUNREACH',
  ])('%s after that: the remote may have taken it, unless it was only a question', (code) => {
    expect(networkFault('gateway', error(code), SUBMITTING).kind).toBe('unknown');
    expect(networkFault('gateway', error(code), ASKING).kind).toBe('transient');
  });

  it.each<[string, string, RegExp, typeof CONNECTING?]>([
    ['ENOTFOUND', 'baseUrl', /DNS/],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls.ca', /baseUrl/],
    ['CERT_HAS_EXPIRED', 'tls.ca', /hạn|dates/],
    ['UND_ERR_ABORTED', 'proxy', /máy này|this host/],
    ['ECONNREFUSED', 'LGSP', /VDXP/],
    ['ECONNRESET', 'LGSP', /VDXP/],
    ['ERR_OSSL_X509_KEY_VALUES_MISMATCH', 'tls.key', /tls\.cert/],
    ['ETIMEDOUT', 'timeoutMs', /LGSP/, SUBMITTING],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeoutMs', /LGSP/, SUBMITTING],
    ['ECONNRESET', 'LGSP', /VDXP/, SUBMITTING],
  ])('%s: says its code, and to look at what may be the cause: %s', (code, what, besides, attempt = CONNECTING) => {
    const { text, remedy } = networkFault('gateway', error(code), attempt);
    for (const language of ['vi', 'en'] as const) {
      expect(text[language]).toContain(`(${code})`);
      expect(remedy[language]).toContain(what);
      expect(remedy[language]).toMatch(besides);
    }
  });

  it('an answer that is too long is as long when asked for again: a fault of what was asked about, and none of the line', () => {
    const tooLong = error('UND_ERR_RES_EXCEEDED_MAX_SIZE');
    const fault = networkFault('interlink', tooLong, ASKING);
    expect(fault).toBeInstanceOf(HotichParseError);
    expect(isTooLong(fault)).toBe(true);
    expect(fault.problems[0]!.remedy.en).toContain('interlink.maxResponseBytes');
    expect(networkFault('gateway', tooLong, SUBMITTING)).toMatchObject({ code: 'HT-4001', kind: 'unknown' });
    expect(isTooLong(networkFault('gateway', tooLong, SUBMITTING))).toBe(false);
  });

  it('finds the innermost code', () => {
    const inner = new AggregateError([error('ECONNREFUSED')], 'all failed');
    const wrapped = Object.assign(new Error('outer', { cause: inner }), { code: 'ERR_NETWORK' });
    expect(networkFault('interlink', wrapped, CONNECTING)).toMatchObject({
      kind: 'transient',
      remoteCode: 'ECONNREFUSED',
      carrier: 'interlink',
    });
  });

  it('keeps nothing of the original message', () => {
    const text = JSON.stringify(
      networkFault('gateway', Object.assign(new Error('bí mật'), { code: 'ECONNRESET' }), SUBMITTING),
    );
    expect(text).not.toContain('bí mật');
  });
});
