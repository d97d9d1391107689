import { questionFailed } from './question-failed';

describe('questionFailed', () => {
  const answer = (words: string) => ({
    ok: true as const,
    items: [],
    foreign: [],
    unreadable: 1,
    remarks: [{ maHoSo: 'H24.1-261124-0001', words }],
  });

  it.each(['001099000001', '001 099 000 001', '001.099.000.001'])('quotes the register without %s', (number) => {
    const { message, text } = questionFailed('H24.1-261124-0001', answer(`Số ${number} đã có`));
    expect(text.vi).toContain('Số … đã có');
    expect(message + text.en).not.toContain('099');
  });

  it('of another dossier it quotes nothing', () => {
    expect(questionFailed('H24.1-261124-0002', answer('Mã đơn vị không đúng')).text.vi).not.toContain('Mã đơn vị');
  });

  it.each([
    ['101', 'configuration', 'configuration', 'key'],
    ['106', 'data', 'transient', 'unit code'],
    ['200', 'wait', 'transient', 'asked again'],
  ] as const)('says code %s and the words of a no to the whole question: %s', (errorCode, errorClass, kind, remedy) => {
    const no = { ok: false, status: '0', errorCode, errorClass, errorDescription: 'Lỗi mẫu 001099000001' } as const;
    const error = questionFailed('H24.1-261124-0001', no);
    expect(error).toMatchObject({ kind, remoteCode: errorCode });
    expect(error.text.vi).toBe('Chưa hỏi được hệ thống hộ tịch về hồ sơ này: Lỗi mẫu …');
    expect(error.remedy.en).toContain(remedy);
  });
});
