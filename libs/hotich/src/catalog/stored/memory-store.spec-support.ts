import type { HotichCatalogVersion } from '../../persistence/entities';
import type { CatalogDraft } from './catalog-draft';
import type { CatalogStore } from './catalog-store';

/** What the table does, in memory; counts the questions. */
export class MemoryStore implements Pick<CatalogStore, 'stamp' | 'all' | 'add'> {
  readonly rows: HotichCatalogVersion[] = [];
  readonly asked = { stamp: 0, all: 0 };
  failure?: Error;

  stamp(): Promise<string> {
    this.asked.stamp += 1;
    return this.failure ? Promise.reject(this.failure) : Promise.resolve(String(this.rows.length));
  }

  all(): Promise<HotichCatalogVersion[]> {
    this.asked.all += 1;
    return Promise.resolve([...this.rows]);
  }

  add(draft: CatalogDraft, restates = false): Promise<HotichCatalogVersion | undefined> {
    const same = this.rows.filter(({ kind, system }) => kind === draft.kind && system === draft.system);
    const last = same.findLast(({ source }) => source === draft.source);
    const isSaid = last?.contentHash === draft.contentHash;
    if (isSaid && !(restates && last !== same.at(-1))) return Promise.resolve(undefined);
    const seq = this.rows.length + 1;
    const row: HotichCatalogVersion = {
      ...draft,
      id: String(seq),
      seq,
      environment: 'test',
      entries: [...draft.entries],
      createdAt: new Date(seq),
    };
    this.rows.push(row);
    return Promise.resolve(row);
  }
}
