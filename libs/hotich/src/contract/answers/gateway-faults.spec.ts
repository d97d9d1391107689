import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { REPORT_RULES } from './answer-rules';
import {
  classifyGatewayAnswer,
  classifyInterlinkFailure,
  classifyRegisterFailure,
  classifyReportFailure,
} from './gateway-faults';

const JSON_TYPE = 'application/json; charset=utf-8';
const now = new Date('2025-01-01T00:00:00Z');
const classify = (status: number, raw: string, headers = {}, type: string | undefined = JSON_TYPE) =>
  classifyGatewayAnswer(status, type, raw, headers, now);
const fault = (code: number) => JSON.stringify({ fault: { code, message: 'x', description: 'x' } });
const xmlFault = (code: number) =>
  `<ams:fault xmlns:ams="http://wso2.org/apimanager/security"><ams:code>${code}</ams:code><ams:message>x</ams:message></ams:fault>`;
/** WSO2's own, for a path it serves nothing under. */
const NO_SUCH_RESOURCE = JSON.stringify({
  code: '404',
  type: 'Status report',
  message: 'Not Found',
  description: 'The requested resource is not available.',
});

describe('classifyGatewayAnswer', () => {
  it.each([
    [200, '{"status":"1"}'],
    [200, '{"status":1,"value":[]}'],
    [400, '{"errors":{"soHoSoLT":["Hồ sơ không tồn tại"]},"title":"x","status":400}'],
    [500, '{"status":"0","errorCode":"500","errorDescription":"x"}'],
    [200, ' \uFEFF{"status":1}'],
    [404, '{"errors":{"soHoSoLT":["Hồ sơ không tồn tại"]},"title":"x"}'],
    [404, '{"title":"Hồ sơ không tồn tại"}'],
    [404, '{"status":"0","errorCode":"201"}'],
    [404, '{"data":[]}'],
    [200, '{}'],
    [200, 'plain text'],
    [200, '[]'],
  ])('leaves HTTP %d %s to the codec', (status, raw) => expect(classify(status, raw)).toBeUndefined());

  it.each([
    [900901, 'transient', true, true],
    [900902, 'transient', true, true],
    [900908, 'configuration', true, true],
    [900910, 'configuration', true, true],
    [900800, 'transient', true, false],
    [900807, 'transient', true, false],
    [700700, 'transient', true, false],
    [303001, 'transient', true, false],
    [101500, 'unknown', false, false],
    [101503, 'unknown', false, false],
    [101508, 'unknown', false, false],
  ])(
    'reads fault %d as %s, as JSON, bare JSON and XML, at any status',
    (code, kind, certainNotDelivered, tokenRejected) => {
      const expected = { kind, certainNotDelivered, tokenRejected, faultCode: String(code) };
      for (const status of [200, 401, 429, 500, 503]) {
        expect(classify(status, fault(code))).toMatchObject(expected);
        expect(classify(status, JSON.stringify({ code: String(code), message: 'x', description: 'x' }))).toMatchObject(
          expected,
        );
        expect(classify(status, xmlFault(code), {}, 'application/xml')).toMatchObject(expected);
      }
    },
  );

  it.each([
    [401, '', 'configuration', true, true],
    [401, '<html>401</html>', 'configuration', true, true],
    [401, '{"error":"invalid_token"}', 'configuration', true, true],
    [403, '{"message":"IP not allowed"}', 'configuration', true, true],
    [403, '<html>WAF</html>', 'unknown', false, true],
    [404, '<html>404</html>', 'unknown', false, false],
    [404, '', 'configuration', true, false],
    [405, 'no', 'configuration', true, false],
    [407, '<html>proxy</html>', 'configuration', true, false],
    [404, '{"timestamp":1,"status":404,"error":"Not Found","path":"/x"}', 'configuration', true, false],
    [404, NO_SUCH_RESOURCE, 'configuration', true, false],
    [405, NO_SUCH_RESOURCE.replace('404', '405'), 'configuration', true, false],
    [404, '{"message":"no Route matched with those values"}', 'configuration', true, false],
    [404, '{}', 'configuration', true, false],
    [302, '', 'unknown', false, false],
    [413, '<html>too large</html>', 'permanent', true, false],
    [429, '', 'transient', true, false],
    [429, '<html>slow</html>', 'unknown', false, false],
    [408, '', 'unknown', false, false],
    [500, '<html>500</html>', 'unknown', false, false],
    [502, '{"status":"1"}', 'unknown', false, false],
    [503, '', 'unknown', false, false],
    [504, 'upstream timed out', 'unknown', false, false],
    [200, '<html>login</html>', 'unknown', false, false],
    [200, '<soap:Envelope><soap:Fault/></soap:Envelope>', 'unknown', false, false],
    [200, '', 'unknown', false, false],
    [500, '{"status":', 'unknown', false, false],
    [400, '{"error":"invalid_request","error_description":"x"}', 'unknown', false, false],
    [500, '{"fault":{"code":102511,"message":"x"}}', 'unknown', false, false],
    [200, '{"fault":{"code":102511,"message":"x"}}', 'unknown', false, false],
  ])('reads HTTP %d %s as %s', (status, raw, kind, certainNotDelivered, tokenRejected) => {
    expect(classify(status, raw)).toMatchObject({ kind, certainNotDelivered, tokenRejected });
  });

  it.each([
    ['30', 30_000],
    ['0', 1_000],
    ['86400', 900_000],
    ['Wed, 01 Jan 2025 00:01:00 GMT', 60_000],
    ['Tue, 31 Dec 2024 00:00:00 GMT', 1_000],
    ['soon', undefined],
  ])('reads Retry-After %p as %p ms', (value, retryAfterMs) => {
    expect(classify(429, '', { 'Retry-After': value })?.retryAfterMs).toBe(retryAfterMs);
    expect(classify(429, fault(900800), { 'retry-after': [value] })?.retryAfterMs).toBe(retryAfterMs);
  });

  describe('an answer that is packed though nobody asked for it', () => {
    const packed = gzipSync('{"status":1}').toString();

    it.each([
      [200, 'gzip', 'gzip'],
      [500, 'BR', 'br'],
      [200, 'deflate, gzip', 'deflate, gzip'],
    ])('is told by its name at HTTP %d: %s', (status, encoding, shown) => {
      expect(classify(status, packed, { 'content-encoding': encoding })).toMatchObject({
        kind: 'unknown',
        message: { en: `The answer is compressed (${shown})` },
        remedy: { en: expect.stringContaining('identity') as string },
      });
    });

    it('is read where it only says so, and told by its status where that says more', () => {
      for (const body of ['{"status":1}', '[]'])
        expect(classify(200, body, { 'content-encoding': 'gzip' })).toBeUndefined();
      expect(classify(200, packed, { 'content-encoding': 'identity' })).toBeUndefined();
      expect(classify(429, packed, { 'content-encoding': 'gzip' })).toMatchObject({ kind: 'transient' });
    });
  });

  it('believes a 503 only when it names a time to return', () => {
    expect(classify(503, '', { 'retry-after': '5' })).toMatchObject({
      kind: 'transient',
      certainNotDelivered: true,
      retryAfterMs: 5_000,
    });
    expect(classify(502, '', { 'retry-after': '5' })).toMatchObject({ kind: 'unknown', certainNotDelivered: false });
  });

  it('does not search a long business answer for faults', () => {
    const long = JSON.stringify({
      status: 1,
      value: [{ maHoSoMCDT: 'x', ketQuaXuLy: 'A'.repeat(50_000) }],
      code: 900901,
    });
    expect(classify(200, long)).toBeUndefined();
  });

  it('never throws, and is unsure exactly when it says unknown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, raw) => {
        const answer = classify(status, raw);
        if (answer) expect(answer.certainNotDelivered).toBe(answer.kind !== 'unknown');
      }),
      { numRuns: 500 },
    );
  });
});

describe('classifyRegisterFailure', () => {
  it.each([
    [500, '{"type":"about:blank","title":"An error occurred while processing your request.","status":500}'],
    [500, '\uFEFF {"status":"500","message":"Internal server error"}'],
    [501, '{"message":"An error has occurred."}'],
    [500, '{"status":500,"errorDescription":"","errorCode":null}'],
    [500, '{"status":500,"title":"x","errors":{"nksHoTen":["x"]}}'],
    [500, '{"status":500,"title":"x","errors":"Read timed out"}'],
    [500, `{"status":500,"title":"x","errors":"Read timed out","inputSend":${' '.repeat(30_000)}{}}`],
  ])('takes HTTP %d %s for a failure: it may have been taken', (status, raw) => {
    expect(classifyRegisterFailure(status, raw)).toMatchObject({ kind: 'unknown', certainNotDelivered: false });
  });

  it.each([
    [404, '{"status":404,"title":"Not Found"}'],
    [500, '{"status":"0","errorCode":"500","errorDescription":"x"}'],
    [500, '{"status":500,"errorDescription":"Hồ sơ đã được tiếp nhận"}'],
    [500, '{"status":500,"errorCode":106}'],
    [500, '{"status":500,"title":"x","errors":"nksHoTen có định dạng không đúng."}'],
    [500, '{"status":1,"value":[]}'],
    [400, '{"status":400,"title":"x"}'],
    [200, '{"status":500,"message":"x"}'],
    [500, '{"status":'],
  ])('leaves HTTP %d %s to others', (status, raw) => expect(classifyRegisterFailure(status, raw)).toBeUndefined());
});

describe('classifyReportFailure', () => {
  const problem = (title: string, errors: object | null = null) => JSON.stringify({ errors, title, status: 500 });

  it.each([
    [500, problem('An error occurred while processing your request.')],
    [500, '{"message":"An error has occurred."}'],
    [501, '{}'],
    [500, problem('x', { soHoSoLT: ['Một câu chưa ai biết'] })],
    [500, problem('Cập nhật trạng thái thành công')],
  ])('takes HTTP %d %s for a failure: it may have been taken', (status, raw) => {
    const fault = classifyReportFailure(status, raw, REPORT_RULES);
    expect(fault).toMatchObject({ kind: 'unknown', certainNotDelivered: false });
  });

  it('shows what was said, without the numbers in it', () => {
    const said = problem('x', { soHoSoLT: ['Lỗi lạ của số 001099000001'] });
    expect(classifyReportFailure(500, said, REPORT_RULES)?.said).toMatch(/^Lỗi lạ của số \D+$/);
  });

  it.each([
    [500, problem('x', { soHoSoLT: ['Hồ sơ không tồn tại'] })],
    [500, problem('Internal Server Error')],
    [400, problem('Một câu chưa ai biết')],
    [200, problem('x')],
  ])('leaves HTTP %d %s to the rules', (status, raw) => {
    expect(classifyReportFailure(status, raw, REPORT_RULES)).toBeUndefined();
  });
});

describe('classifyInterlinkFailure', () => {
  it('takes every HTTP 5xx for a failure, and nothing else', () => {
    expect(classifyInterlinkFailure(500)).toMatchObject({ kind: 'unknown', certainNotDelivered: false });
    expect(classifyInterlinkFailure(404)).toBeUndefined();
    expect(classifyInterlinkFailure(200)).toBeUndefined();
  });
});
