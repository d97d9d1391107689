import { contentHash, type CatalogDraft } from './catalog-draft';
import { MemoryStore } from './memory-store.spec-support';
import { StoredCatalog } from './stored-catalog';

function draft(vi: string): CatalogDraft {
  const entries = [{ code: '1', name: { vi, en: vi } }];
  return {
    kind: 'gioiTinh',
    system: 'register',
    version: vi,
    validFrom: null,
    validTo: null,
    closed: true,
    source: 'mẫu',
    entries,
    contentHash: contentHash({ entries }),
  };
}
const nameOf = (catalog: StoredCatalog): string | undefined => catalog.current().lists.find('gioiTinh', '1')?.name.vi;
const settle = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

describe('StoredCatalog', () => {
  let store: MemoryStore;
  let catalog: StoredCatalog;
  const failures: unknown[] = [];

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-24T02:00:00Z'), doNotFake: ['nextTick', 'queueMicrotask'] });
    store = new MemoryStore();
    failures.length = 0;
    catalog = new StoredCatalog(store, (error) => failures.push(error));
  });
  afterEach(() => jest.useRealTimers());

  it('reads nothing before it is asked', () => {
    expect(store.asked).toEqual({ stamp: 0, all: 0 });
  });

  it('answers at once from the shipped lists, and from the stored ones when they are read', async () => {
    await store.add(draft('Nam mẫu'));
    expect(nameOf(catalog)).toBe('Nam');
    await catalog.ready();
    expect(nameOf(catalog)).toBe('Nam mẫu');
  });

  it('asks once a minute, and reads the rows again only when there are new ones', async () => {
    await catalog.ready();
    await catalog.ready();
    for (let times = 0; times < 100; times += 1) catalog.current();
    expect(store.asked).toEqual({ stamp: 1, all: 1 });
    jest.advanceTimersByTime(60_000);
    await catalog.ready();
    expect(store.asked).toEqual({ stamp: 2, all: 1 });
    await store.add(draft('Nam mẫu'));
    jest.advanceTimersByTime(60_000);
    await catalog.ready();
    expect(store.asked).toEqual({ stamp: 3, all: 2 });
    expect(nameOf(catalog)).toBe('Nam mẫu');
  });

  it('makes one question of many at once', async () => {
    await Promise.all([catalog.ready(), catalog.ready(), catalog.ready()]);
    expect(store.asked.stamp).toBe(1);
  });

  it('knows at once what it stores, and stores nothing twice', async () => {
    expect(await catalog.add(draft('Nam mẫu'))).toBe(true);
    expect(nameOf(catalog)).toBe('Nam mẫu');
    expect(await catalog.add(draft('Nam mẫu'))).toBe(false);
    expect(store.rows).toHaveLength(1);
  });

  it('does not miss what is stored while it reads', async () => {
    const reading = catalog.ready();
    const adding = catalog.add(draft('Nam mẫu'));
    await Promise.all([reading, adding]);
    expect(nameOf(catalog)).toBe('Nam mẫu');
  });

  it('keeps what it knows while the database is away, and does not besiege it', async () => {
    await catalog.add(draft('Nam mẫu'));
    store.failure = new Error('away');
    jest.advanceTimersByTime(60_000);
    expect(nameOf(catalog)).toBe('Nam mẫu');
    await settle();
    const asked = store.asked.stamp;
    for (let times = 0; times < 10; times += 1) catalog.current();
    await settle();
    expect([store.asked.stamp, failures.length]).toEqual([asked, 1]);
    await expect(catalog.ready()).rejects.toThrow('away');
    store.failure = undefined;
    jest.advanceTimersByTime(5_000);
    catalog.current();
    await catalog.idle();
    expect(store.asked.stamp).toBeGreaterThan(asked + 1);
  });
});
