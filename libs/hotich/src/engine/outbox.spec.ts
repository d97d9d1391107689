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
  beforeEach(() => {
    store = new Store();
    outbox = new Outbox(store.store);
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

  it('is flushed when all that was added is stored', async () => {
    let flushed = false;
    outbox.add(results(1_300));
    void outbox.flush().then(() => (flushed = true));
    await sleep(1);
    expect(store.sizes).toEqual([1_000]);
    await store.end();
    expect(store.sizes).toEqual([1_000, 300]);
    expect(flushed).toBe(false);
    await store.end();
    expect(flushed).toBe(true);
  });
});
