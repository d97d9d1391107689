import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { atHand, type CarrierService } from '../carrier';
import { CatalogService } from '../catalog';
import { importFile } from '../catalog/import';
import { MemoryStore } from '../catalog/stored/memory-store.spec-support';
import { StoredCatalog } from '../catalog/stored/stored-catalog';
import { examplePayload } from '../contract';
import { HotichValidationError } from '../errors';
import { resolveOptions } from '../hotich.options.resolve';
import type { EnvironmentFence } from '../persistence';
import { type CheckedContent, ContentChecker, contentHash as hashOf } from './content-checker';
import { momentOf } from './submit-input';

const content = (data: Record<string, unknown>) => ({ module: 'KS' as const, maDonVi: '00019', data, fileDinhKem: [] });

const contentHash = (checked: Omit<CheckedContent, 'contentHash' | 'route'>) => hashOf(checked, atHand);

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

const options = resolveOptions({
  environment: 'test',
  provinceCode: '52',
  gateway: { baseUrl: 'http://g.invalid', consumerKey: 'k', consumerSecret: 's' },
  interlink: { baseUrl: 'http://i.invalid', credentials: { userName: 'u', password: 'p' } },
});
const catalog = new CatalogService(options, {} as DataSource, {} as CarrierService, {} as EnvironmentFence);
const checker = new ContentChecker(options, catalog);

beforeAll(async () => {
  const stored = new StoredCatalog(new MemoryStore());
  await stored.ready();
  Object.assign(catalog, { stored });
});
beforeEach(() => jest.spyOn(Logger.prototype, 'warn').mockImplementation());
afterEach(() => jest.restoreAllMocks());

describe('the unit of a dossier', () => {
  const maDonVi = '23926';
  const problemsAt = async (noiDangKy: unknown, unit: string = maDonVi) => {
    const data = { ...examplePayload('KS', '2024'), noiDangKy };
    try {
      await checker.check({ module: 'KS', maDonVi: unit, data }, new Date('2026-01-05'));
      return [];
    } catch (error) {
      return (error as HotichValidationError).problems.map(({ path, rule }) => `${path}: ${rule}`);
    }
  };

  it('is the one that its form names', async () => {
    expect(await problemsAt(maDonVi)).toEqual([]);
    expect(await problemsAt('23563')).toEqual(['data.noiDangKy: unit.differs']);
  });

  it('is compared only where both are units', async () => {
    expect(await problemsAt('')).toEqual(['data.noiDangKy: required']);
    expect(await problemsAt('3926')).toEqual(['data.noiDangKy: unitCode.lostZero']);
    expect(await problemsAt(maDonVi, '3926')).toEqual(['maDonVi: unitCode.lostZero']);
  });

  it('stands alone where the form names none', async () => {
    const data = examplePayload('HN', 'register');
    expect(data).not.toHaveProperty('noiDangKy');
    await expect(checker.check({ module: 'HN', maDonVi, data }, new Date('2026-01-05'))).resolves.toMatchObject({
      maDonVi,
    });
  });
});

describe('the addresses of a payload on its way to version 1.0', () => {
  const written = async (cmNoiCuTru: object, at = '2026-01-05', maDonVi = '23926') => {
    const data = { ...examplePayload('CMC', '2024'), noiDangKy: maDonVi, cmNoiCuTru, ncNoiCuTru: cmNoiCuTru };
    return (await checker.check({ module: 'CMC', maDonVi, data }, new Date(at))).data.cmNoiCuTru;
  };

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

describe('the codes of a payload', () => {
  const PAPERS = [
    ['0', 'Không có'],
    ['4', 'Căn cước công dân'],
    ['9', 'Thẻ căn cước'],
  ];
  const maDonVi = '23926';

  /** A checker whose catalog has the register's papers in this list, from a day on. */
  async function checkerWith(validFrom: string): Promise<ContentChecker> {
    const stored = new StoredCatalog(new MemoryStore());
    const file = Buffer.from(['ma,ten', ...PAPERS.map(String)].join('\n'));
    await importFile(file, { kind: 'loaiGiayToTuyThan', system: 'register', validFrom }, stored);
    const imported = new CatalogService(options, {} as DataSource, {} as CarrierService, {} as EnvironmentFence);
    Object.assign(imported, { stored });
    return new ContentChecker(options, imported);
  }
  const refusal = async (by: ContentChecker, paper: string, at: string, unchanged = false) => {
    const data = { ...examplePayload('KS', '2024'), noiDangKy: maDonVi, meLoaiGiayToTuyThan: paper };
    const given = { module: 'KS', maDonVi, data, unchanged };
    return by.check(given, new Date(at)).then(
      () => [],
      (error: unknown) => (error as HotichValidationError).problems.map(({ path, rule }) => `${path}: ${rule}`),
    );
  };
  const REFUSED = ['data.meLoaiGiayToTuyThan: codeList'];

  it('are held against the list in force: what it has is taken, what it lacks is not', async () => {
    const by = await checkerWith('2025-12-01');
    expect(await refusal(by, '9', '2026-01-05')).toEqual([]);
    expect(await refusal(by, '3', '2026-01-05')).toEqual(REFUSED);
    expect(await refusal(checker, '9', '2026-01-05')).toEqual(REFUSED);
    expect(await refusal(checker, '3', '2026-01-05')).toEqual([]);
  });

  it('may be of the list of its day, or of today: a dossier that waited is mended by the list that came', async () => {
    const by = await checkerWith('2026-03-01');
    expect(await refusal(by, '3', '2026-01-05')).toEqual([]);
    expect(await refusal(by, '9', '2026-01-05')).toEqual([]);
    expect(await refusal(by, '10', '2026-01-05')).toEqual(REFUSED);
  });

  it('are held against no list until those that replicas have stored are read: one of them may have what the shipped one lacks', async () => {
    const store = new MemoryStore();
    store.failure = new Error('the database is away');
    const stored = new StoredCatalog(store);
    const starting = new CatalogService(options, {} as DataSource, {} as CarrierService, {} as EnvironmentFence);
    Object.assign(starting, { stored });
    const by = new ContentChecker(options, starting);
    expect(await refusal(by, '9', '2026-01-05')).toEqual([]);
    expect(await refusal(by, 'Thẻ căn cước', '2026-01-05')).toEqual(REFUSED);
    // The check itself has it looked for, once the pause after a failure is over.
    await stored.idle();
    expect(store.asked.stamp).toBe(1);
    store.failure = undefined;
    await stored.ready();
    expect(await refusal(by, '9', '2026-01-05')).toEqual(REFUSED);
  });

  it('keep nobody from asking what became of what stands already', async () => {
    const by = await checkerWith('2025-12-01');
    expect(await refusal(by, '3', '2026-01-05', true)).toEqual([]);
  });

  it('are held against it in every style', async () => {
    const by = await checkerWith('2025-12-01');
    const data = { ...examplePayload('KH', 'register'), chongLoaiGiayToTuyThan: 9 };
    for (const [code, problems] of [
      [9, []],
      [3, ['data.chongLoaiGiayToTuyThan: codeList']],
    ] as const) {
      const given = { module: 'KH', maDonVi, data: { ...data, chongLoaiGiayToTuyThan: code } };
      const found = await by.check(given, new Date('2026-01-05')).catch((error: HotichValidationError) => error);
      expect('problems' in found ? found.problems.map(({ path, rule }) => `${path}: ${rule}`) : []).toEqual(problems);
    }
  });

  it('are refused with the way out', async () => {
    const data = { ...examplePayload('KS', '2024'), noiDangKy: maDonVi, meLoaiGiayToTuyThan: '99' };
    await expect(checker.check({ module: 'KS', maDonVi, data }, new Date('2026-01-05'))).rejects.toMatchObject({
      remedy: { en: expect.stringContaining('register.payloads.<module>.extraCodes') as string },
    });
  });
});

describe('what is of the wrong type', () => {
  const NOTHING: readonly unknown[] = [null, 0, 5, true, 'chữ', [], [[]], {}, { length: 1 }, Number.NaN];

  it('is refused by its field, whatever it is, and never throws anything else', async () => {
    const right = { maHoSo: 'H24.1-261124-0001', module: 'KS', maDonVi: '23926', data: examplePayload('KS', '2024') };
    const at = new Date('2026-01-05');
    for (const field of ['maHoSo', 'maHoSoLT', 'maTTHC', 'module', 'maDonVi', 'data', 'fileDinhKem', 'ngayTiepNhan']) {
      for (const wrong of NOTHING) {
        const error = await checker.check({ ...right, [field]: wrong }, at).then(
          () => undefined,
          (e: unknown) => e,
        );
        if (error === undefined) continue;
        expect(error).toBeInstanceOf(HotichValidationError);
        const { problems } = error as HotichValidationError;
        expect(problems.map(({ path }) => path.split(/[.[]/)[0])).toContain(field);
      }
    }
  });

  it('is told beside everything else', async () => {
    const input = { maHoSo: 1, module: null, maDonVi: 23926, data: 'x', fileDinhKem: [null], ngayTiepNhan: 'hôm qua' };
    const error = (await checker.check(input, new Date()).catch((e: unknown) => e)) as HotichValidationError;
    expect(error.problems.map(({ path }) => path)).toEqual([
      'maHoSo',
      'ngayTiepNhan',
      'maDonVi',
      'fileDinhKem[0]',
      'module',
      'data',
    ]);
  });

  it('leaves the files after it their places', async () => {
    const { duLieuTepDinhKem, ...file } = {
      tenGiayTo: 'Giấy',
      tenTepDinhKem: 'a.pdf',
      duLieuTepDinhKem: Buffer.from('x'),
    };
    const input = { module: 'KS', maDonVi: '23926', data: {} };
    const fileDinhKem = [null, { ...file, duLieuTepDinhKem: duLieuTepDinhKem.toJSON() }];
    const error = await checker.check({ ...input, fileDinhKem }, new Date()).catch((e: unknown) => e);
    expect((error as HotichValidationError).problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'fileDinhKem[0]', rule: 'type' }),
        expect.objectContaining({ path: 'fileDinhKem[1].duLieuTepDinhKem', rule: 'type' }),
      ]),
    );
  });
});

describe('momentOf', () => {
  it.each([
    ['2026-11-24T08:15:00+07:00', '2026-11-24T01:15:00.000Z'],
    ['2026-11-24T01:15:00.000Z', '2026-11-24T01:15:00.000Z'],
    ['2026-11-24T08:15', '2026-11-24T01:15:00.000Z'],
    ['2026-11-24', '2026-11-23T17:00:00.000Z'],
  ])('reads %s', (text, moment) => expect(momentOf(text)?.toISOString()).toBe(moment));

  it('leaves a Date as it is', () => {
    const date = new Date(0);
    expect(momentOf(date)).toBe(date);
  });

  it.each([
    ...['2026-02-30', '2026-02-30T08:15:00Z', '24/11/2026', '20261124', '1764000000000', 'hôm qua', '', ' 2026-11-24'],
    ...[new Date(NaN), new Date(8.64e15), 1764000000000, {}, null, undefined],
  ])('takes %p for no moment', (given) => expect(momentOf(given)).toBeUndefined());
});
