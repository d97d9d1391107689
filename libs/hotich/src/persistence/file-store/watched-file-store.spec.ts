import type { EntityManager } from 'typeorm';
import type { FileToStore, HotichFileStore } from './file-store';
import { FileStoreWatch, WatchedFileStore } from './watched-file-store';

const full: HotichFileStore = {
  save: () => Promise.reject(new Error('no space left')),
  async *readBase64() {
    yield await Promise.resolve('JVBERi0=');
  },
};

describe('FileStoreWatch', () => {
  it('a store that is full fails for everybody in what it takes, though it still gives', async () => {
    const watch = new FileStoreWatch();
    const store = new WatchedFileStore(full, watch);
    const manager = {} as EntityManager;
    for (let i = 0; i < 2; i++) {
      await expect(store.save({} as FileToStore, manager)).rejects.toMatchObject({ code: 'HT-9003', method: 'save' });
      for await (const piece of store.readBase64('1', manager)) expect(piece).toBe('JVBERi0=');
    }
    expect([watch.fails('save'), watch.fails('readBase64')]).toEqual([true, false]);
  });
});
