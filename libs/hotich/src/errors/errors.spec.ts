import {
  diagnosisOf,
  HotichConflictError,
  HotichError,
  HotichFileStoreError,
  HotichNotFoundError,
  HotichRefusedError,
  HotichRemoteError,
  HotichStateError,
  HotichValidationError,
  lineOf,
  ofHost,
} from '.';

const problem = {
  path: 'data.x',
  rule: 'required',
  message: { vi: 'thiếu', en: 'missing' },
  remedy: { vi: 'điền', en: 'fill' },
};

describe('HotichError', () => {
  it('says what is wrong, where, and what to do, in both languages', () => {
    const error = new HotichValidationError([problem]);
    expect(error).toBeInstanceOf(HotichError);
    expect(error).toMatchObject({
      name: 'HotichValidationError',
      code: 'HT-2001',
      kind: 'input',
      path: 'data.x',
      remedy: problem.remedy,
      retryable: false,
    });
    expect(error.message).toContain('data.x: thiếu — missing');
  });

  it('knows what is worth trying again', () => {
    const remote = (kind: 'transient' | 'unknown' | 'permanent' | 'configuration') =>
      new HotichRemoteError({ carrier: 'gateway', kind, message: problem.message, remedy: problem.remedy });
    expect(
      (['transient', 'unknown', 'permanent', 'configuration'] as const).map((kind) => remote(kind).retryable),
    ).toEqual([true, true, false, false]);
    expect(new HotichStateError('H1', 'sent', 'accept', ['hold']).retryable).toBe(false);
    expect(new HotichConflictError('H1').problems[0]).toMatchObject({ path: 'maHoSo', rule: 'unique' });
  });

  it('repeats a code that was typed only where it is one', () => {
    const said = (code: string) => new HotichNotFoundError(code).text.en;
    expect(said('H24.37.80-261124-0000001')).toContain('H24.37.80-261124-0000001');
    expect(said('HS/2026_17')).toContain('HS/2026_17');
    for (const typed of ['001099000001', 'HS-001099000001', 'NGUYỄN VĂN MẪU', 'x'.repeat(51), ''])
      expect(said(typed)).toBe('There is no dossier with the code given');
  });

  it("masks long numbers in a remote's sentence", () => {
    expect(new HotichRefusedError('register', 'Số 001099000001 sai').message).not.toContain('001099000001');
    expect(new HotichRefusedError('register', 'Số 001 099 000 001 đã có').message).not.toContain('000 001');
    expect(new HotichRefusedError('register', 'H24.37.80-261124-0000001 đã có').message).toContain('0000001');
  });
});

it("does not leave half an emoji where a remote's sentence is cut: no database stores that", () => {
  expect(new HotichRefusedError('register', `${'x'.repeat(499)}😀`).message.isWellFormed()).toBe(true);
});

describe('diagnosisOf', () => {
  it('keeps a HotichError whole', () => {
    expect(diagnosisOf(new HotichValidationError([problem]))).toMatchObject({
      code: 'HT-2001',
      kind: 'input',
      problems: [problem],
    });
  });

  it('keeps of a foreign error its class only: its message may hold anything', () => {
    const diagnosis = diagnosisOf(new RangeError('NGUYỄN VĂN MẪU 001099000001'));
    expect(JSON.stringify(diagnosis)).not.toMatch(/MẪU|0010/);
    expect(diagnosis).toMatchObject({
      code: 'HT-9001',
      kind: 'internal',
      text: { en: expect.stringContaining('RangeError') as string },
    });
    expect(diagnosisOf('chuỗi').text.en).toContain('string');
  });
});

describe('lineOf', () => {
  it('is one line: what, where, what to do, and where a foreign error was made, but not what it says', () => {
    const personal = 'NGUYỄN VĂN MẪU\n    at MẪU (001099000001:1:1)';
    for (const error of [new RangeError(personal), new HotichFileStoreError('save', new RangeError(personal))]) {
      const line = lineOf(diagnosisOf(error), error);
      expect(line).toMatch(/^HT-900[13] \w+: .* — .* → .* — .* \{at .*errors\.spec\.ts:\d+:\d+\)?( < .*)?\}$/);
      expect(line).toContain('RangeError');
      expect(line).not.toMatch(/MẪU|0010/);
    }
  });

  it('leaves out what is quoted of a remote, also where only the diagnosis is at hand', () => {
    const refused = new HotichRefusedError('register', 'Trùng với NGUYỄN VĂN MẪU');
    expect(diagnosisOf(refused).text.vi).toContain('MẪU');
    expect(lineOf(diagnosisOf(refused))).toMatch(/^HT-4002 permanent: (?!.*MẪU)/);
  });

  it('names the fields, of many the first', () => {
    const problems = Array.from({ length: 7 }, (_, i) => ({ ...problem, path: `data.x${i}` }));
    const line = lineOf(diagnosisOf(new HotichValidationError(problems)));
    expect(line).toContain('[data.x0 (required), data.x1 (required)');
    expect(line).toContain('+2]');
  });

  it('says of whose code a foreign error is', () => {
    expect(diagnosisOf(new Error('x')).text.en).not.toContain('host');
    expect(diagnosisOf(ofHost(new Error('x'))).text.en).toContain("host's own code");
  });
});
