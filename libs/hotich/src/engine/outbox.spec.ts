import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from './lane';
import { Outbox } from './outbox';

const results = (n: number) => Array.from({ length: n }, () => ({}) as Result);

/** Batches that are being stored, until they are told to end. */
class Store {
  readonly sizes: number[] = [];
  private readonly open: (() => void)[] = [];

  readonly store = (batch: readonly Result[]): Promise<void> => {
    this.sizes.push(batch.length);
    return new Promise((resolve) => this.open.push(resolve));
  };

  async end(): Promise<void> {
    this.open.shift()!();
    await sleep(1);
  }
}

describe('Outbox', () => {
  let store: Store;
  let outbox: Outbox;
  let told: number;
  beforeEach(() => {
    store = new Store();
    told = 0;
    outbox = new Outbox(store.store, () => told++);
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
    expect([outbox.empty, store.sizes, told]).toEqual([false, [1_000, 300], 1]);
    await store.end();
    expect([outbox.empty, told]).toEqual([true, 2]);
  });
});
