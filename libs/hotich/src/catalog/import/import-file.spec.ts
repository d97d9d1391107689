import { HotichValidationError } from '../../errors';
import { convertAddress } from '../addresses';
import { MemoryStore } from '../stored/memory-store.spec-support';
import { StoredCatalog } from '../stored/stored-catalog';
import { importFile } from './import-file';
import type { ImportOptions } from './import-options';

const NOW = '2026-11-24';
const csv = (...lines: string[]): Buffer => Buffer.from(lines.join('\n'));

describe('importFile', () => {
  let rows: MemoryStore;
  let stored: StoredCatalog;
  beforeEach(() => {
    jest.useFakeTimers({
      now: new Date(`${NOW}T02:00:00Z`),
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
    });
    rows = new MemoryStore();
    stored = new StoredCatalog(rows);
  });
  afterEach(() => jest.useRealTimers());

  const problemsOf = (file: Buffer, options: ImportOptions): Promise<string[]> =>
    importFile(file, options, stored).then(
      () => [],
      (error: unknown) => {
        expect(error).toBeInstanceOf(HotichValidationError);
        expect(rows.rows).toHaveLength(0);
        return (error as HotichValidationError).problems.map(({ path, rule }) => `${path}: ${rule}`);
      },
    );

  describe('of a code list', () => {
    const options = { kind: 'danToc', system: 'register' } as const;

    it('adds a version that holds from the day given, default today', async () => {
      const file = csv('Mã,Tên dân tộc', '63001,Kinh', '77777,Mẫu');
      const done = await importFile(file, { ...options, validFrom: '2026-09-01', version: '1/9' }, stored);
      expect(done).toMatchObject({
        kind: 'danToc',
        system: 'register',
        version: '1/9',
        source: 'import',
        stored: true,
      });
      expect(done.diff.added).toMatchObject([{ code: '77777' }]);
      const { lists } = stored.current();
      expect(lists.find('danToc', '77777', '2026-09-01')?.name.vi).toBe('Mẫu');
      expect(lists.find('danToc', '77777', '2026-08-31')).toBeUndefined();
      expect(await importFile(file, { ...options, validFrom: '2026-09-01' }, stored)).toMatchObject({ stored: false });
    });

    it('puts in force again what another file replaced, and stores it no third time', async () => {
      const [right, wrong] = [csv('ma,ten', '1,Nam', '2,Nữ', '3,Khác'), csv('ma,ten', '1,Sai')];
      const given = (file: Buffer, source: string) =>
        importFile(file, { kind: 'gioiTinh', system: 'register', source }, stored);
      await given(right, 'bo-tu-phap.csv');
      await given(wrong, 'nham.csv');
      const again = await given(right, 'bo-tu-phap.csv');
      expect(again).toMatchObject({ stored: true, diff: { added: { length: 2 } } });
      expect(
        stored
          .current()
          .lists.entries('gioiTinh')
          .map(({ code }) => code),
      ).toEqual(['1', '2', '3']);
      expect(await given(right, 'bo-tu-phap.csv')).toMatchObject({ stored: false });
    });

    it('takes columns by the names that the operator gives, and an English name', async () => {
      const file = csv('so hieu,goi la,english', '1,Nam,Man');
      const columns = { code: 'Số hiệu', name: 'Gọi là' };
      await importFile(file, { kind: 'gioiTinh', system: 'form', columns }, stored);
      expect(stored.current().lists.entries('gioiTinh', NOW, 'form')).toEqual([
        { code: '1', name: { vi: 'Nam', en: 'Man' } },
      ]);
    });

    it('names every wrong line and column', async () => {
      expect(await problemsOf(csv('ma,ten', '1,A', ',B', '2,', '1,C'), options)).toEqual([
        'line 3, ma: required',
        'line 4, ten: required',
        'line 5, ma: code.repeated',
      ]);
      expect(await problemsOf(csv('cot,khac', '1,A'), options)).toEqual(['file: file.column']);
      expect(await problemsOf(csv('ma,ten', '1,A'), { ...options, columns: { english: 'không có' } })).toEqual([
        'file: file.column',
      ]);
    });

    it('refuses codes that lost their zeros, and takes new ones and those it has had', async () => {
      const danToc = { kind: 'danToc', system: 'form' } as const;
      const json = (...codes: (number | string)[]) =>
        Buffer.from(JSON.stringify(codes.map((ma) => ({ ma, ten: `Mẫu ${ma}` }))));
      expect(await problemsOf(json(1, '02', 55), danToc)).toEqual(['row 1, ma: code.lostZero']);
      const provinces = { kind: 'tinhThanh', system: 'register' } as const;
      expect(await problemsOf(csv('ma,ten', '1,Hà Nội', '24,Bắc Ninh'), provinces)).toEqual([
        'line 2, ma: code.lostZero',
      ]);
      await expect(importFile(json(1), danToc, stored)).rejects.toMatchObject({ remedy: { en: "Give '01' as text" } });
      await importFile(json('01', '77'), danToc, stored);
      const sexes = { kind: 'gioiTinh', system: 'register' } as const;
      await importFile(json('01', '02', '03'), sexes, stored);
      expect(await importFile(json(1, 2, 3), sexes, stored)).toMatchObject({ stored: true });
    });

    it('lists fifty problems of a hopeless file, and counts the others', async () => {
      const file = csv('ma,ten', ...Array.from({ length: 80 }, (_, index) => `${index},`));
      await expect(importFile(file, options, stored)).rejects.toMatchObject({
        problems: { length: 50 },
        text: { en: expect.stringContaining('80 problem(s)') as string },
      });
    });

    it.each<[Record<string, unknown>, string]>([
      [{ kind: 'nope' }, 'kind: import.kind'],
      [{ system: undefined }, 'system: import.system'],
      [{ validFrom: '1/9/2026' }, 'validFrom: day.format'],
      [{ validFrom: '2026-09-02', validTo: '2026-09-01' }, 'validTo: day.order'],
      [{ version: 'x'.repeat(81) }, 'version: maxLength'],
      [{ source: 'x'.repeat(256) }, 'source: maxLength'],
      [{ valid_from: '2026-09-01' }, 'valid_from: unknown'],
      [{ columns: { ma: 'Mã' } }, 'columns.ma: unknown'],
      [{ columns: { oldCode: 'Mã' } }, 'columns.oldCode: unknown'],
    ])('refuses the options %j', async (wrong, problem) => {
      expect(await problemsOf(csv('ma,ten', '1,A'), { ...options, ...wrong })).toEqual([problem]);
    });
  });

  describe('of a conversion table', () => {
    const options = { kind: 'unitConversions', source: 'bảng mẫu' } as const;
    const status = (maXa: string): string =>
      convertAddress({ maXa, dcChiTiet: '' }, 'threeTier', 'twoTier', stored.current().units).status;

    it('makes conversions exact, and says which codes stay open', async () => {
      const file = csv(
        'Mã xã cũ;Mã xã mới;Hình thức',
        '00013;00004;Nhập toàn bộ diện tích, dân số',
        '00019;00004;Nhập một phần',
        '00019;00070;Phần còn lại',
        '00022;00004;một phần',
      );
      expect(['00013', '00019', '00022', '00016'].map(status)).toEqual([
        'probable',
        'ambiguous',
        'ambiguous',
        'ambiguous',
      ]);
      const done = await importFile(file, options, stored);
      expect(done).toMatchObject({ stored: true, entries: 4, unfinished: ['00022'], diff: { added: { length: 3 } } });
      expect(['00013', '00019', '00022', '00016'].map(status)).toEqual([
        'exact',
        'ambiguous',
        'ambiguous',
        'ambiguous',
      ]);
      expect(stored.current().units.successors('00019')).toMatchObject({ complete: true, source: 'bảng mẫu' });
    });

    it('adds up by source, and replaces what the same source said before', async () => {
      const row = (old: string): Buffer => csv('oldCode,newCode,share', `${old},00004,whole`);
      await importFile(row('00013'), options, stored);
      await importFile(row('00004'), { ...options, source: 'tỉnh khác' }, stored);
      expect(['00013', '00004'].map(status)).toEqual(['exact', 'exact']);
      const again = await importFile(row('00022'), options, stored);
      expect(again.diff).toMatchObject({ added: [{ code: '00022' }], removed: [{ code: '00013' }] });
      expect(['00013', '00004', '00022'].map(status)).toEqual(['probable', 'exact', 'exact']);
    });

    it('is believed again where another source has contradicted it since, and stored anew only then', async () => {
      const row = (old: string, share: string): Buffer => csv('oldCode,newCode,share', `${old},00004,${share}`);
      const given = (file: Buffer, source: string) => importFile(file, { ...options, source }, stored);
      await given(row('00013', 'whole'), 'đúng');
      await given(row('00022', 'whole'), 'tỉnh khác');
      expect(await given(row('00013', 'whole'), 'đúng')).toMatchObject({ stored: false });
      await given(row('00013', 'part'), 'nhầm');
      expect(status('00013')).not.toBe('exact');
      expect(await given(row('00013', 'whole'), 'đúng')).toMatchObject({ stored: true });
      expect(status('00013')).toBe('exact');
      expect(await given(row('00013', 'whole'), 'đúng')).toMatchObject({ stored: false });
    });

    it('names every wrong line and column, with the code that lost its zeros', async () => {
      const file = csv(
        'maCu,maMoi,hinhThuc',
        '13,00004,toàn bộ',
        '00016,99999,toàn bộ',
        '00019,00004,không rõ',
        '00022,00004,toàn bộ',
        '00022,00008,một phần',
        '00028,00004,một phần',
        '00028,00004,một phần',
      );
      expect(await problemsOf(file, options)).toEqual([
        'line 2, maCu: unit.unknown',
        'line 3, maMoi: unit.unknown',
        'line 4, hinhThuc: share.unknown',
        'line 6, maCu: conversion.contradiction',
        'line 8, maCu: conversion.repeated',
      ]);
      await expect(importFile(file, options, stored)).rejects.toMatchObject({
        remedy: { en: expect.stringContaining("'00013' (phường Quán Thánh") as string },
      });
    });
  });

  describe('of registration units', () => {
    const options = { kind: 'registrationUnits', validFrom: '2025-07-01' } as const;
    const long = (code: string, name: string, valid = '1') => ({
      idDanhMuc: `id-${code}`,
      trangThaiHieuLuc: valid,
      maLoaiDonViHanhChinh: '4',
      maDonViHanhChinh: code,
      tenDonViHanhChinh: name,
      maDonViHanhChinhCha: 'id-24',
      maTinhThanh: '24',
    });

    it('takes the long shape, without what is not in force', async () => {
      const list = [long('07210', 'Phường Bắc Giang'), long('07225', 'Phường cũ', '0')];
      const done = await importFile(Buffer.from(JSON.stringify(list)), options, stored);
      expect(done).toMatchObject({ kind: 'registrationUnits', stored: true, entries: 1 });
      expect(rows.rows[0]?.entries).toEqual([{ code: '07210', name: 'Phường Bắc Giang', province: '24' }]);
    });

    it('takes the short shape, with the province among the rows', async () => {
      const list = [
        { value: '24', label: 'Tỉnh Bắc Ninh' },
        { value: '07210', label: 'Phường Bắc Giang' },
      ];
      await importFile(Buffer.from(JSON.stringify(list)), options, stored);
      expect(rows.rows[0]?.entries).toMatchObject([{ province: '24' }, { code: '07210', province: '24' }]);
    });

    it('keeps for the days before what the same source says anew from today', async () => {
      const list = (code: string) => csv('ma,ten,maTinh', '07210,Phường Bắc Giang,24', `${code},Phường Mẫu,24`);
      await importFile(list('99001'), { ...options, source: 'units.csv' }, stored);
      const again = await importFile(list('99002'), { kind: 'registrationUnits', source: 'units.csv' }, stored);
      expect(again.diff).toMatchObject({
        added: [{ code: '99002' }],
        removed: [{ code: '99001' }],
        unchanged: 1,
      });
      const known = (code: string, day: string) => stored.current().registrationUnits.unit(code, day) !== undefined;
      expect([known('99001', '2026-11-23'), known('99001', NOW)]).toEqual([true, false]);
      expect([known('99002', '2026-11-23'), known('99002', NOW)]).toEqual([false, true]);
    });

    it('names every wrong line and column', async () => {
      expect(await problemsOf(csv('ma,ten', '7210,Phường Mẫu', '07210,', '07210,Phường Mẫu'), options)).toEqual([
        'line 2, ma: unitCode.format',
        'line 3, ten: required',
        'line 4, ma: code.repeated',
      ]);
    });

    it('refuses a list of the other era, and lets one of the era before end with it', async () => {
      const file = csv('ma,ten,maTinh', '213,Thành phố Bắc Giang,24', '07225,Phường Mẫu,24');
      expect(await problemsOf(file, options)).toEqual(['validFrom: registration.era']);
      await importFile(file, { ...options, validFrom: '2025-04-01' }, stored);
      expect(rows.rows[0]).toMatchObject({ validFrom: '2025-04-01', validTo: '2025-06-30' });
    });
  });
});
