import { masked } from './masking';

describe('masked', () => {
  it('keeps codes, statuses and sentences, and nothing that names anyone', () => {
    const answer = {
      status: 1,
      value: [
        {
          maHoSoMCDT: 'H24.1-261124-0001',
          trangThai: '4',
          ketQuaXuLy: { nksHoTen: 'NGUYỄN VĂN MẪU', soDinhDanh: '001099000001', giayKhaiSinh: 'JVBERi0=' },
        },
      ],
    };
    const text = masked(JSON.stringify(answer));
    expect(JSON.parse(text)).toEqual({
      status: 1,
      value: [
        {
          maHoSoMCDT: 'H24.1-261124-0001',
          trangThai: '4',
          ketQuaXuLy: { nksHoTen: '‹14 characters›', soDinhDanh: '‹12 characters›', giayKhaiSinh: '‹8 characters›' },
        },
      ],
    });
  });

  it('masks a message inside a message whole', () => {
    const inner = JSON.stringify({ nksHoTen: 'NGUYỄN VĂN MẪU' });
    expect(masked(JSON.stringify({ data: inner }))).not.toContain('MẪU');
    expect(masked(JSON.stringify({ data: { data: inner } }))).not.toContain('MẪU');
  });

  it('masks a long number inside a sentence, and leaves dossier codes readable', () => {
    const text = masked(JSON.stringify({ errorDescription: 'Số 001099000001 của hồ sơ G22.99.08-261124-0001 đã có' }));
    expect(text).toContain('G22.99.08-261124-0001');
    expect(text).not.toContain('001099000001');
  });

  it('leaves the codes that were asked about readable, whatever their shape', () => {
    const answer = JSON.stringify({ status: 1, value: [{ maHoSoMCDT: '24261124-0001', trangThai: '4' }] });
    expect(masked(answer)).not.toContain('24261124-0001');
    expect(masked(answer, ['24261124-0001', 'H24.1-261124-0001'])).toBe(answer);
  });

  it.each([
    ['JSON', '{"nksHoTen":"NGUYỄN VĂN MẪU"}'],
    ['markup', '<HoTen>NGUYỄN VĂN MẪU</HoTen>'],
  ])('masks %s in place of a sentence', (_what, errorDescription) => {
    expect(masked(JSON.stringify({ message: errorDescription, errorDescription }))).not.toContain('MẪU');
  });

  it.each(['CCCD-001099000001', 'CCCD001099000001', '001 099 000 001', '001.099.000.001'])('masks %s', (number) => {
    const text = masked(JSON.stringify({ errorDescription: `Số ${number} của hồ sơ H24.37.80-261124-0001 đã có` }));
    expect(text).not.toContain('000001');
    expect(text).not.toContain('000 001');
    expect(text).not.toContain('000.001');
    expect(text).toContain('H24.37.80-261124-0001');
  });

  it.each([
    ['CMND012345678', '678'],
    ['\n012345678', '678'],
    ['012.345.678', '345'],
    ['001-099-000-001', '001'],
    ['CCCD0010990000011', '0011'],
  ])('masks %j in a sentence, as a field, and as its name', (number, part) => {
    for (const answer of [{ errors: [`Số ${number}`] }, { errors: { [`Số ${number}`]: ['đã có'] } }]) {
      const text = masked(JSON.stringify(answer));
      expect(text).not.toContain(part);
      expect(() => JSON.parse(text) as unknown).not.toThrow();
    }
    expect(masked(JSON.stringify({ id: 100_000_000 }))).toBe('{"id":"‹9 digits›"}');
  });

  it('of a page keeps its kind and length only', () => {
    expect(masked('<html><body>Xin chào NGUYỄN VĂN MẪU</body></html>')).toBe('‹49 characters› <html');
    expect(masked('NGUYỄN VĂN MẪU')).toBe('‹14 characters› ');
    expect(masked('"NGUYỄN VĂN MẪU"')).not.toContain('MẪU');
  });

  it('is bounded, however deep or long the answer', () => {
    const deep = '{"status":'.repeat(200) + '1' + '}'.repeat(200);
    expect(masked(deep).length).toBeLessThanOrEqual(2_000);
    expect(masked(JSON.stringify({ value: Array(10_000).fill({ status: 1 }) })).length).toBeLessThanOrEqual(2_000);
  });
});
