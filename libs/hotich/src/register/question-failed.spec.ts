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
});
