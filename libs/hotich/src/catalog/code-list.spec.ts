import fc from 'fast-check';
import { CODE_LISTS } from '../contract';
import { CodeLists, diffEntries, type CodeListVersion } from './code-list';

const entry = (code: string, vi: string): { code: string; name: { vi: string; en: string } } => ({
  code,
  name: { vi, en: vi },
});

function version(name: string, validFrom: string, ...entries: ReturnType<typeof entry>[]): CodeListVersion {
  return {
    kind: 'gioiTinh',
    system: 'register',
    title: { vi: 'Giới tính', en: 'Sex' },
    closed: true,
    source: 'refresh',
    version: name,
    validFrom,
    entries,
  };
}

describe('diffEntries', () => {
  it('tells added, removed, renamed and doubled codes', () => {
    const older = [entry('1', 'Nam'), entry('2', 'Nữ'), entry('3', 'Khác')];
    const newer = [entry('1', 'Nam'.normalize('NFD')), entry('2', 'Nữ giới'), entry('4', 'Mới'), entry('4', 'Mới nữa')];
    expect(diffEntries(older, newer)).toEqual({
      added: [entry('4', 'Mới')],
      removed: [entry('3', 'Khác')],
      renamed: [{ code: '2', from: entry('2', 'Nữ'), to: entry('2', 'Nữ giới') }],
      unchanged: 1,
      duplicates: ['4'],
    });
  });

  it('accounts for every code', () => {
    const lists = fc.array(fc.tuple(fc.constantFrom('1', '2', '3', '4', '__proto__'), fc.constantFrom('A', 'B')));
    fc.assert(
      fc.property(lists, lists, (one, two) => {
        const [older, newer] = [one, two].map((rows) => rows.map(([code, name]) => entry(code, name))) as [
          ReturnType<typeof entry>[],
          ReturnType<typeof entry>[],
        ];
        const diff = diffEntries(older, newer);
        expect(diff.added.length + diff.renamed.length + diff.unchanged).toBe(
          new Set(newer.map(({ code }) => code)).size,
        );
        expect(diff.removed.length + diff.renamed.length + diff.unchanged).toBe(
          new Set(older.map(({ code }) => code)).size,
        );
      }),
    );
  });
});

describe('CodeLists', () => {
  it('has every shipped list as an offline version', () => {
    const lists = new CodeLists();
    for (const { kind, system, entries } of CODE_LISTS) {
      expect(lists.list(kind, undefined, system)?.version).toBe('offline');
      expect(lists.entries(kind, undefined, system)).toEqual(entries);
    }
    expect(lists.find('gioiTinh', '2')?.name.vi).toBe('Nữ');
    expect(lists.entries('gioiTinh', undefined, 'dvclt')).toEqual([]);
  });

  it('gives the version of the day', () => {
    const lists = new CodeLists([version('sau', '2026-09-01', entry('1', 'Nam'))]);
    lists.add(version('trước', '2025-07-01', entry('1', 'Nam'), entry('2', 'Nữ')));
    expect(lists.list('gioiTinh', '2025-06-30')?.version).toBe('offline');
    expect(lists.list('gioiTinh', '2025-07-01')?.version).toBe('trước');
    expect(lists.list('gioiTinh', '2026-09-01')?.version).toBe('sau');
    expect(lists.history('gioiTinh').map((one) => one.version)).toEqual(['offline', 'trước', 'sau']);
  });

  it('tells how an added version differs from what held before, and drops doubled codes', () => {
    const lists = new CodeLists();
    const diff = lists.add(version('mới', '2026-01-01', entry('1', 'Nam'), entry('1', 'Nam khác'), entry('9', 'Mới')));
    expect(diff).toMatchObject({ added: [{ code: '9' }], removed: [{ code: '2' }, { code: '3' }], duplicates: ['1'] });
    expect(lists.entries('gioiTinh', '2026-01-01').map(({ code }) => code)).toEqual(['1', '9']);
  });

  it('lets the one added last win among versions of one day', () => {
    const lists = new CodeLists();
    lists.add(version('một', '2026-01-01', entry('1', 'A')));
    lists.add(version('hai', '2026-01-01', entry('1', 'B')));
    expect(lists.find('gioiTinh', '1', '2026-01-01')?.name.vi).toBe('B');
  });

  it('lets a version end', () => {
    const lists = new CodeLists([{ ...version('tạm', '2026-01-01', entry('1', 'A')), validTo: '2026-01-31' }]);
    expect(lists.list('gioiTinh', '2026-02-01')?.version).toBe('offline');
  });
});
