import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { atHand, type CarrierService } from '../carrier';
import { CatalogService } from '../catalog';
import { examplePayload } from '../contract';
import { resolveOptions } from '../hotich.options.resolve';
import type { EnvironmentFence } from '../persistence';
import { type CheckedContent, ContentChecker, contentHash as hashOf } from './content-checker';

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

describe('the addresses of a payload on its way to version 1.0', () => {
  const options = resolveOptions({
    environment: 'test',
    provinceCode: '52',
    gateway: { baseUrl: 'http://g.invalid', consumerKey: 'k', consumerSecret: 's' },
    interlink: { baseUrl: 'http://i.invalid', credentials: { userName: 'u', password: 'p' } },
  });
  const catalog = new CatalogService(options, {} as DataSource, {} as CarrierService, {} as EnvironmentFence);
  const checker = new ContentChecker(options, catalog);
  const written = async (cmNoiCuTru: object, at = '2026-01-05', maDonVi = '23926') => {
    const data = { ...examplePayload('CMC', '2024'), cmNoiCuTru, ncNoiCuTru: cmNoiCuTru };
    return (await checker.check({ module: 'CMC', maDonVi, data }, new Date(at))).data.cmNoiCuTru;
  };
  beforeEach(() => jest.spyOn(Logger.prototype, 'warn').mockImplementation());
  afterEach(() => jest.restoreAllMocks());

  it('leave out what is null, absent or empty', async () => {
    const [maTinh, maXa] = ['52', '23926'];
    const unit = await written({ maTinh, maXa, dcChiTiet: '' });
    expect(unit).toMatch(/^\S.*, tỉnh Gia Lai$/);
    for (const dcChiTiet of [null, undefined]) expect(await written({ maTinh, maXa, dcChiTiet })).toBe(unit);
    expect(await written({ maTinh, maXa })).toBe(unit);
    expect(await written({ maTinh, maHuyen: null, maXa, dcChiTiet: 'Số 1' })).toBe(`Số 1, ${unit as string}`);
  });

  it('are named as they were on the day of the dossier', async () => {
    const parts = { maTinh: '01', maHuyen: '001', maXa: '00019', dcChiTiet: 'Số 1 phố Mẫu' };
    expect(await written(parts, '2024-07-15', '00019')).toBe(
      'Số 1 phố Mẫu, phường Điện Biên, quận Ba Đình, thành phố Hà Nội',
    );
  });
});
