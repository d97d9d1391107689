import fc from 'fast-check';
import { contentHash } from './content-checker';

const content = (data: Record<string, unknown>) => ({ module: 'KS' as const, maDonVi: '00019', data, fileDinhKem: [] });

describe('contentHash', () => {
  it('does not depend on the order of the keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const reversed = Object.fromEntries(Object.entries(data).reverse());
        expect(contentHash(content(reversed))).toBe(contentHash(content(data)));
      }),
    );
  });

  it('changes with every value, with the unit, and with a byte of an attachment', () => {
    const file = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'a',
      tenTepDinhKem: 'a.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: 'AAAA',
    };
    const hashes = [
      contentHash(content({ a: '1' })),
      contentHash(content({ a: 1 })),
      contentHash(content({ a: ['1'] })),
      contentHash(content({ a: { 0: '1' } })),
      contentHash({ ...content({ a: '1' }), maDonVi: '00020' }),
      contentHash({ ...content({ a: '1' }), fileDinhKem: [file] }),
      contentHash({ ...content({ a: '1' }), fileDinhKem: [{ ...file, duLieuTepDinhKem: 'AAAB' }] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
