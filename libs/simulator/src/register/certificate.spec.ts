import { makeCertificate } from './certificate';

const TEXT = {
  title: 'GIAY (MAU)',
  maHoSo: 'H24.1-261124-0001',
  maDonVi: '07210',
  soDangKy: '1',
  signedAt: '24/11/2026 08:00:00',
};

describe('makeCertificate', () => {
  it('makes a PDF whose cross-reference table points at its objects', () => {
    const bytes = makeCertificate(TEXT);
    const text = bytes.toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map((row) => Number(row[1]));
    expect(offsets).toHaveLength(5);
    offsets.forEach((offset, index) => expect(text.startsWith(`${index + 1} 0 obj\n`, offset)).toBe(true));
    expect(text).toContain('(GIAY \\(MAU\\)) Tj');
  });

  it('never makes the same twice, and as large as asked', () => {
    expect(makeCertificate(TEXT).equals(makeCertificate(TEXT))).toBe(false);
    expect(makeCertificate(TEXT, 1_000_000).length).toBeGreaterThan(1_000_000);
  });
});
