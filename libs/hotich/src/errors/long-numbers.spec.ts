import fc from 'fast-check';
import { withoutLongNumbers } from './long-numbers';

describe('withoutLongNumbers', () => {
  it.each([
    '001099000001',
    '001 099 000 001',
    '001.099.000.001',
    '001-099-000-001',
    '001\u00a0099\u00a0000\u00a0001',
    '001  099  000  001',
    '001–099–000–001',
    '001\u2011099\u2011000\u2011001',
    '001/099/000/001',
    '001,099,000,001',
    '001_099_000_001',
    '012/345_678',
    '012.345.678',
    'CMND012345678',
    'CMND-012345678',
    'CCCD0010990000011',
    '0912 345 678',
  ])('hides %s, wherever it stands', (number) => {
    const bare = number.replace(/^[A-Z-]+/, '');
    for (const text of [
      number,
      `Số ${number} đã có`,
      `Dòng một\n${number}.`,
      `H24.37.80-261124-0000001 và ${number}`,
    ]) {
      const hidden = withoutLongNumbers(text);
      expect(hidden).toBe(text.replace(bare, '…'));
      expect(withoutLongNumbers(text, { inPlace: (digits) => `<${digits}>` })).toMatch(/<\d+>/);
    }
  });

  it.each([
    'H24.37.80-261124-0000001',
    'G22.99.08-261124-0001 và H21.129-261124-0001',
    'H21.129-250812-123456789',
    'H26-210520-0001 và h26-210520-0002',
    '000.00.19.H26-210520-0001',
    'Thủ tục 2.000986.000.00.00.H24',
    'Lúc 24/11/2026 09:00:00, hạn 24.11.2026 17:00 hoặc 2026-11-24 17:00:00',
    'hạn 24.11.2026 17h00',
    'Lúc 17:00 24.11.2026',
    'hạn 24-11-2026 9:30',
    'từ 01.07.2025-31.12.2025 hoặc 1/7/2025 - 31/12/2025',
    '00019 24.11.2026',
    'đến 24.11.2026, 00019 thì thôi',
    '2026-11-24T17:00:00.1234567+07:00',
    'lúc 24/11/2026 17:00:00.1234567',
    '2026-07-01 2026-12-31',
    'Địa chỉ 192.168.10.201 không được phép',
    '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00',
    'Mã 12345678',
    'Theo Nghị định 63/2024/NĐ-CP, 123/2015/NĐ-CP; trang 1/20, số 123/2026',
    '192.168.10.201,192.168.10.202',
    'từ 24/11/2026–25/11/2026,26/11/2026',
    'Mã 00019, 00022, 07219 / 07222',
    '1, 2, 3, 4, 5, 6, 7, 8, 9',
  ])('leaves %s', (text) => expect(withoutLongNumbers(text)).toBe(text));

  it.each([
    'H24.37.80-261124-001099000001',
    '2026-11-24 001099000001',
    '192.168.10.1 001099000001',
    '001099000001 24.11.2026',
    '24.11.2026-001099000001',
    '2026-11-24T17:00:00.001099000001',
    '17:00 001099000001 24/11/2026',
  ])('hides what only stands beside something else: %s', (text) => {
    expect(withoutLongNumbers(text)).not.toContain('000001');
    expect(withoutLongNumbers(text)).toContain('…');
  });

  it.each(['09.12.2012.34', '0912.12.2012', '01-01-2012-345', '0.12.2012.345', '2012-01-01-234', '24.13.2026 17'])(
    'hides what only looks like a day: %s',
    (text) => expect(withoutLongNumbers(text)).toBe('…'),
  );

  it.each([
    'H24.37.80-261124-001099000001',
    'H24.37.80-261124-0001-001099000001',
    'H24-001099-000001',
    'CCCD01-010190-0001',
    '001.099.00.H24-000001-0001',
    '24261124-0001',
  ])('opens nothing for what is no code, or more than one: %s', (text) =>
    expect(withoutLongNumbers(text)).not.toMatch(/00001$|0001$/),
  );

  it('leaves a UUID, whatever its digits', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const text = `Mã lỗi ${id}, {${id.toUpperCase()}}`;
        expect(withoutLongNumbers(text)).toBe(text);
      }),
      { seed: 24, numRuns: 2_000 },
    );
  });

  it('but not what somebody has put into the form of one', () =>
    expect(withoutLongNumbers('00000000-0000-0000-0000-001099000001')).toBe('…'));

  describe('with the codes that were spoken of', () => {
    const hidden = (text: string, ...codes: string[]) => withoutLongNumbers(text, { codes });

    it.each(['24261124-0001', 'BN-24-261124-0001', '001/2026/24_0001', '20261124000001'])('leaves %s', (code) => {
      const text = `Hồ sơ ${code} (${code}) đã có`;
      expect(hidden(text)).not.toContain(code);
      expect(hidden(text, code)).toBe(text);
    });

    it('opens none of them inside of a number, nor what is too short to be hidden', () => {
      const text = 'Số 24261124-0001/99 và 024261124-0001, điện thoại 012 345 678';
      expect(hidden(text, '24261124-0001', '345', '012')).toBe('Số … và …, điện thoại …');
    });
  });
});
