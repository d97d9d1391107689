import fc from 'fast-check';
import { REPORT_RULES } from './answer-rules';
import { decodeReportAnswer } from './report-answer';

const problem = (text: string, status = 400) =>
  JSON.stringify({
    errors: { soHoSoLT: [text] },
    type: null,
    title: 'One or more validation errors occurred.',
    status,
    traceId: 'x',
  });
const success = JSON.stringify({ errors: null, title: 'Cập nhật trạng thái thành công', status: 200 });

it('does not leave half an emoji where a sentence is cut', () => {
  const { sentence } = decodeReportAnswer(500, `${'x'.repeat(498)}😀😀`);
  expect(sentence?.isWellFormed()).toBe(true);
});

describe('decodeReportAnswer', () => {
  it.each([
    ['Hồ sơ đã bị từ chối. Không thể cập nhật trạng thái', 'settled'],
    ['Hồ sơ đã tồn tại trong Một cửa điện tử', 'settled'],
    ['Hồ sơ không tồn tại', 'unknownDossier'],
    ['Hồ sơ đã trả kết quả, không được cập nhật trạng thái', 'settled'],
    ['Hồ sơ ĐÃ CÓ KẾT QUẢ XỬ LÝ. Không thể cập nhật trạng thái', 'settled'],
    ['Hồ sơ đã hoàn thành đăng ký, không được cập nhật trạng thái', 'settled'],
    ['Hồ sơ chưa cập nhật trạng thái 3', 'prerequisiteMissing'],
    ['Trạng thái 7 chưa được gửi không thể cập nhật trạng thái', 'prerequisiteMissing'],
    ['Có lỗi trong quá trình thêm mới', 'retry'],
    ['Client received SOAP Fault from server', 'inDoubt'],
    ['Internal Server Error', 'inDoubt'],
    ['Logic xử lý không hợp lệ', 'refused'],
    ['Cập nhật không thành công', 'retry'],
    ['Cập nhật trạng thái chưa thành công', 'retry'],
    ['Một câu chưa ai biết', 'unrecognised'],
  ])('%s → %s, in either Unicode form', (text, outcome) => {
    for (const form of ['NFC', 'NFD'] as const) {
      expect(decodeReportAnswer(400, problem(text.normalize(form)))).toMatchObject({
        outcome,
        sentence: text.normalize(form),
      });
    }
  });

  it('takes success only when every status agrees and no error stands beside it', () => {
    expect(decodeReportAnswer(200, success)).toEqual({
      outcome: 'delivered',
      rule: 'dvclt.success',
      sentence: 'Cập nhật trạng thái thành công',
    });
    expect(decodeReportAnswer(500, success).outcome).toBe('unrecognised');
    expect(decodeReportAnswer(200, success.replace('200', '400')).outcome).toBe('unrecognised');
    for (const negation of ['không', 'chưa']) {
      const failure = success.replace('thành công', `${negation} thành công`);
      expect(decodeReportAnswer(200, failure).outcome).toBe('retry');
    }
    for (const title of [
      'Chưa cập nhật thành công trạng thái hồ sơ',
      'Không cập nhật được thành công',
      'Cập nhật không được thành công',
      'Số hồ sơ cập nhật thành công: 0, thất  bại: 1',
    ]) {
      for (const form of ['NFC', 'NFD'] as const) {
        const failure = JSON.stringify({ errors: null, title: title.normalize(form), status: 200 });
        expect(decodeReportAnswer(200, failure).outcome).toBe('unrecognised');
      }
    }
    const both = JSON.stringify({ errors: { soHoSoLT: ['Lỗi lạ'] }, title: 'Thành công', status: 200 });
    expect(decodeReportAnswer(200, both).outcome).toBe('unrecognised');
  });

  it('reads JSON whose letters are escaped', () => {
    expect(
      decodeReportAnswer(400, '{"errors":{"soHoSoLT":["H\\u1ed3 s\\u01a1 kh\\u00f4ng t\\u1ed3n t\\u1ea1i"]}}').outcome,
    ).toBe('unknownDossier');
  });

  it.each([
    ['', 'unrecognised'],
    ['<html>Trang không tồn tại</html>', 'unrecognised'],
    ['<html>Thành công</html>', 'unrecognised'],
    ['<html>502 Server Error</html>', 'inDoubt'],
    ['Cập nhật thành công', 'unrecognised'],
    ['[]', 'unrecognised'],
  ])('does not take the body %p for a verdict', (raw, outcome) => {
    expect(decodeReportAnswer(200, raw).outcome).toBe(outcome);
  });

  it('tries the rules of a deployment in their own order', () => {
    const rule = { id: 'own', when: { contains: 'câu chưa ai biết' }, outcome: 'settled', source: 'test' } as const;
    expect(decodeReportAnswer(400, problem('Một câu chưa ai biết'), [rule, ...REPORT_RULES])).toMatchObject({
      outcome: 'settled',
      rule: 'own',
    });
  });

  it('knows a sentence by a rule only without the words that take its meaning away, each as a whole word', () => {
    const when = { contains: 'đã ghi nhận', without: ['Không  được', 'lỗi'] };
    const rule = { id: 'own', when, outcome: 'settled', source: 'test' } as const;
    for (const [sentence, outcome] of [
      ['Đã ghi nhận', 'settled'],
      ['Đã ghi nhận, không xử lý lại được', 'settled'],
      ['Đã ghi nhận vào hệ thống lõi', 'settled'],
      ['Đã ghi nhận nhưng KHÔNG ĐƯỢC duyệt', 'unrecognised'],
      ['Đã ghi nhận (lỗi)', 'unrecognised'],
    ] as const) {
      expect(decodeReportAnswer(400, problem(sentence), [rule]).outcome).toBe(outcome);
    }
  });

  it('keeps the sentence short', () => {
    expect(decodeReportAnswer(400, problem('x'.repeat(2_000))).sentence).toHaveLength(500);
  });

  it('never throws, and never sees success in an error status', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.constant(success)),
        fc.integer({ min: 300, max: 599 }),
        (raw, status) => {
          expect(decodeReportAnswer(status, raw).outcome).not.toBe('delivered');
        },
      ),
      { numRuns: 500 },
    );
    expect(decodeReportAnswer(200, `{"errors":${'['.repeat(50_000)}${']'.repeat(50_000)}}`).outcome).toBe(
      'unrecognised',
    );
  });
});
