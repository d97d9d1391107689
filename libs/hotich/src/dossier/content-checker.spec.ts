import fc from 'fast-check';
import { atHand } from '../carrier';
import { type CheckedContent, contentHash as hashOf } from './content-checker';

const content = (data: Record<string, unknown>) => ({ module: 'KS' as const, maDonVi: '00019', data, fileDinhKem: [] });

const contentHash = (checked: Omit<CheckedContent, 'contentHash'>) => hashOf(checked, atHand);

describe('contentHash', () => {
  it('does not depend on the order of the keys', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (data) => {
        const reversed = Object.fromEntries(Object.entries(data).reverse());
        expect(await contentHash(content(reversed))).toBe(await contentHash(content(data)));
      }),
    );
  });

  it('changes with every value, with the unit, and with a byte of an attachment', async () => {
    const file = {
      id: 1,
      loaiGiayTo: 1,
      tenGiayTo: 'a',
      tenTepDinhKem: 'a.pdf',
      huyGiayTo: 0,
      duLieuTepDinhKem: 'AAAA',
    };
    const hashes = await Promise.all([
      contentHash(content({ a: '1' })),
      contentHash(content({ a: 1 })),
      contentHash(content({ a: ['1'] })),
      contentHash(content({ a: { 0: '1' } })),
      contentHash({ ...content({ a: '1' }), maDonVi: '00020' }),
      contentHash({ ...content({ a: '1' }), fileDinhKem: [file] }),
      contentHash({ ...content({ a: '1' }), fileDinhKem: [{ ...file, duLieuTepDinhKem: 'AAAB' }] }),
    ]);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
