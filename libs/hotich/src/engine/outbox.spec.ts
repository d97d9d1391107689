import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from './lane';
import { Outbox, type Storage } from './outbox';

let made = 0;
const results = (n: number, held: Partial<Result> = {}) =>
  Array.from({ length: n }, () => ({ task: { id: String(made++) }, ...held }) as Result);
const withDocuments = (n: number) => results(n, { release: () => undefined });

/** Batches that are being stored, until they are told to end. */
class Store implements Storage {
  readonly sizes: number[] = [];
  readonly gone: Result[] = [];
  /** Ends each batch at once, but for these. */
  locked?: Set<Result>;
  told = 0;
  private readonly open: (() => void)[] = [];

  store(batch: readonly Result[]): Promise<Result[]> {
    this.sizes.push(batch.length);
    const { locked } = this;
    if (locked) return Promise.resolve(batch.filter((result) => locked.has(result)));
    return new Promise((resolve) => this.open.push(() => resolve([])));
  }

  letGo(over: readonly Result[]): Promise<void> {
    this.gone.push(...over);
    return Promise.resolve();
  }

  onStored(): void {
    this.told++;
  }

  async end(): Promise<void> {
    this.open.shift()!();
    await sleep(1);
  }
}

describe('Outbox', () => {
  let store: Store;
  let outbox: Outbox;
  beforeEach(() => {
    store = new Store();
    outbox = new Outbox(store);
  });

  it('lets a few wait for company, and not for long', async () => {
    outbox.add(results(1));
    outbox.add(results(2));
    expect(store.sizes).toEqual([]);
    await sleep(60);
    expect(store.sizes).toEqual([3]);
  });

  it('stores many at once, and what comes in meanwhile together', async () => {
    outbox.add(results(200));
    outbox.add(results(300));
    outbox.add(results(199));
    expect(store.sizes).toEqual([200]);
    await store.end();
    expect(store.sizes).toEqual([200, 499]);
  });

  it('stores a second batch beside the first where one does not keep up, and never a third', async () => {
    outbox.add(results(200));
    outbox.add(results(1_200));
    expect(store.sizes).toEqual([200, 1_000]);
    outbox.add(results(5_000));
    expect(store.sizes).toEqual([200, 1_000]);
    await store.end();
    expect(store.sizes).toEqual([200, 1_000, 1_000]);
  });

  it('told that nothing more comes, waits for no company', async () => {
    outbox.hurry();
    expect(store.sizes).toEqual([]);
    outbox.add(results(1));
    outbox.hurry();
    outbox.hurry();
    expect(store.sizes).toEqual([1]);
    await sleep(60);
    expect(store.sizes).toEqual([1]);
  });

  it('is empty when all that was added is stored, and tells of the end of each store by then', async () => {
    expect(outbox.empty).toBe(true);
    outbox.add(results(1_300));
    expect([outbox.empty, store.sizes]).toEqual([false, [1_000]]);
    await store.end();
    expect([outbox.empty, store.sizes, store.told]).toEqual([false, [1_000, 300], 1]);
    await store.end();
    expect([outbox.empty, store.told]).toEqual([true, 2]);
  });

  it('tries what is locked again by itself, and waits with nothing else for it', async () => {
    const [one] = results(1) as [Result];
    store.locked = new Set([one]);
    outbox.add([one]);
    outbox.hurry();
    await sleep(1);
    outbox.add(results(200));
    expect(store.sizes).toEqual([1, 200]);
    expect([outbox.waiting, outbox.empty, outbox.stuck]).toEqual([0, false, false]);
    await sleep(1);
    // Of many one is always being tried again.
    const seen: boolean[] = [];
    for (let i = 0; i < 12; i++) {
      seen.push(outbox.stuck);
      await sleep(10);
    }
    expect(seen).not.toContain(false);
    await sleep(60);
    expect(store.sizes).toEqual([1, 200, 1]);
    // After twice as long.
    await sleep(100);
    expect(store.sizes).toHaveLength(3);
    store.locked.clear();
    await sleep(220);
    expect([store.sizes, store.gone, outbox.empty, outbox.stuck]).toEqual([[1, 200, 1, 1], [], true, false]);
  });

  it('lets go what is locked, when it has documents soon, and at the end what there is', async () => {
    const [one] = results(1) as [Result];
    const [heavy] = withDocuments(1) as [Result];
    store.locked = new Set([one, heavy]);
    outbox.add([one, heavy]);
    await sleep(1_500);
    expect([store.gone, outbox.holding, outbox.empty]).toEqual([[heavy], 0, false]);
    outbox.endWithin(0);
    await sleep(1_200);
    expect([store.gone, outbox.empty]).toEqual([[heavy, one], true]);
  });

  it('stores few at a time that have documents, and says how many still hold them', async () => {
    outbox.add([...results(50), ...withDocuments(12), ...results(200), ...withDocuments(1)]);
    expect([store.sizes, outbox.holding, outbox.waiting]).toEqual([[60], 13, 203]);
    await store.end();
    expect([store.sizes, outbox.holding, outbox.waiting]).toEqual([[60, 203], 3, 0]);
    await store.end();
    expect([outbox.holding, outbox.empty]).toEqual([0, true]);
  });
});
