import { HotichParseError, HotichRemoteError } from '../errors';
import type { CodeListEntry } from '../contract';
import { refreshLists } from './refresh';
import { HotichCatalogSource, type CatalogListVersion, type ListFailure } from './sources/catalog-source';
import { MemoryStore } from './stored/memory-store.spec-support';
import { StoredCatalog } from './stored/stored-catalog';

const entry = (code: string, vi: string) => ({ code, name: { vi, en: vi } });

class Sample extends HotichCatalogSource {
  constructor(
    readonly name: string,
    public answer: (failed: ListFailure) => CatalogListVersion[],
  ) {
    super();
  }

  load(failed: ListFailure): Promise<CatalogListVersion[]> {
    return Promise.resolve().then(() => this.answer(failed));
  }
}

const sexes = (...entries: ReturnType<typeof entry>[]): CatalogListVersion => ({
  kind: 'gioiTinh',
  system: 'register',
  entries,
});

describe('refreshLists', () => {
  const store = (): { rows: MemoryStore; stored: StoredCatalog } => {
    const rows = new MemoryStore();
    return { rows, stored: new StoredCatalog(rows) };
  };
  beforeEach(() =>
    jest.useFakeTimers({ now: new Date('2026-11-24T02:00:00Z'), doNotFake: ['nextTick', 'queueMicrotask'] }),
  );
  afterEach(() => jest.useRealTimers());

  it('stores what differs, with the difference, from today on', async () => {
    const { rows, stored } = store();
    const source = new Sample('mẫu', () => [
      sexes(entry('1', 'Nam'), entry('2', 'Nữ giới'), entry('9', 'Mới'), entry('9', 'Thừa')),
    ]);
    const { lists, failures } = await refreshLists([source], stored);
    expect(failures).toEqual([]);
    expect(lists).toMatchObject([
      {
        kind: 'gioiTinh',
        source: 'mẫu',
        version: '2026-11-24',
        stored: true,
        entries: 3,
        diff: { added: [{ code: '9' }], removed: [{ code: '3' }], renamed: [{ code: '2' }], duplicates: ['9'] },
      },
    ]);
    expect(rows.rows).toMatchObject([{ validFrom: '2026-11-24', validTo: null, closed: false }]);
    expect(stored.current().lists.find('gioiTinh', '9')?.name.vi).toBe('Mới');
    expect(stored.current().lists.find('gioiTinh', '9', '2026-11-23')).toBeUndefined();
  });

  it('takes a list for complete as the one before, where it says nothing and lacks nothing: what was cut would refuse dossiers', async () => {
    const shipped = store().stored.current().lists.entries('gioiTinh');
    const closed = async (...entries: CodeListEntry[]) => {
      const { rows, stored } = store();
      await refreshLists([new Sample('mẫu', () => [sexes(...entries)])], stored);
      return rows.rows.map((row) => row.closed);
    };
    expect(await closed(...shipped, entry('9', 'Mới'))).toEqual([true]);
    expect(await closed(...shipped.slice(1))).toEqual([false]);
  });

  it('keeps the English name of a code that kept its name', async () => {
    const { stored } = store();
    await refreshLists([new Sample('mẫu', () => [sexes(entry('1', 'Nam'), entry('2', 'Nữ giới'))])], stored);
    expect(
      stored
        .current()
        .lists.entries('gioiTinh')
        .map(({ name }) => name.en),
    ).toEqual(['Male', 'Nữ giới']);
  });

  it('stores nothing when nothing is new, today or later', async () => {
    const { rows, stored } = store();
    const shipped = stored.current().lists.entries('gioiTinh');
    const source = new Sample('mẫu', () => [sexes(...shipped)]);
    expect((await refreshLists([source], stored)).lists).toMatchObject([{ stored: false }]);
    source.answer = () => [sexes(entry('1', 'Nam'))];
    expect((await refreshLists([source], stored)).lists).toMatchObject([{ stored: true }]);
    jest.setSystemTime(new Date('2026-12-24T02:00:00Z'));
    expect((await refreshLists([source], stored)).lists).toMatchObject([{ stored: false, diff: { unchanged: 1 } }]);
    expect(rows.rows).toHaveLength(1);
  });

  it('does not undo what came from elsewhere until the source itself says something new', async () => {
    const { stored } = store();
    const remote = new Sample('xa', () => [sexes(entry('1', 'Nam'))]);
    const corrected = new Sample('tỉnh', () => [sexes(entry('1', 'Nam giới'))]);
    await refreshLists([remote, corrected], stored);
    expect((await refreshLists([remote], stored)).lists).toMatchObject([{ stored: false }]);
    expect(stored.current().lists.find('gioiTinh', '1')?.name.vi).toBe('Nam giới');
    remote.answer = () => [sexes(entry('1', 'Nam'), entry('4', 'Mới'))];
    await refreshLists([remote], stored);
    expect(stored.current().lists.find('gioiTinh', '4')?.name.vi).toBe('Mới');
  });

  it('lets no failing source or list stop another, and says why it failed', async () => {
    const { rows, stored } = store();
    const remote = { vi: 'Không kết nối được', en: 'Cannot connect' };
    const broken = new Sample('hỏng', () => {
      throw new HotichRemoteError({ carrier: 'gateway', kind: 'transient', message: remote, remedy: remote });
    });
    const partly = new Sample('nửa', (failed) => {
      failed('danToc', new HotichParseError([]));
      return [sexes(), { ...sexes(entry('1', 'Nam')), kind: 'quocGia' }];
    });
    const { lists, failures } = await refreshLists([broken, partly], stored);
    expect(lists).toMatchObject([{ kind: 'quocGia', stored: true }]);
    expect(failures).toMatchObject([
      { source: 'hỏng', diagnosis: { code: 'HT-4001', kind: 'transient' } },
      { source: 'nửa', list: 'danToc', diagnosis: { code: 'HT-3001' } },
      { source: 'nửa', list: 'gioiTinh', diagnosis: { problems: [{ rule: 'catalog.empty' }] } },
    ]);
    expect(rows.rows).toHaveLength(1);
  });
});
