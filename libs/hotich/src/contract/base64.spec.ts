import fc from 'fast-check';
import { base64Bytes, isBase64, isPdfBase64, plainBase64 } from './base64';

describe('base64', () => {
  it('is recognised and measured without decoding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(isBase64(text)).toBe(true);
        expect(base64Bytes(text)).toBe(bytes.length);
      }),
    );
  });

  it.each(['abc', 'ab=c', 'a===', 'ab c', 'data:,ab', 'tiếng', '===='])('%p is broken', (text) => {
    expect(isBase64(text)).toBe(false);
  });

  it('is checked over 30 MB without exhausting the stack', () => {
    const large = 'QUFB'.repeat(7_500_000);
    expect(isBase64(large)).toBe(true);
    expect(isBase64(`${large}QU-B`)).toBe(false);
  });

  it('loses prefix and line breaks', () => {
    expect(plainBase64('data:application/pdf;base64,JVBE\r\nRi0x')).toBe('JVBERi0x');
  });

  it('shows a PDF by its first bytes', () => {
    expect(isPdfBase64(Buffer.from('%PDF-1.7 …').toString('base64'))).toBe(true);
    expect(isPdfBase64(Buffer.from('%PDG').toString('base64'))).toBe(false);
    expect(isPdfBase64('')).toBe(false);
  });
});
