import type { CatalogDraft } from './catalog-draft';
import type { CatalogStore } from './catalog-store';
import { SHIPPED, snapshotOf, type CatalogSnapshot } from './catalog-snapshot';

/** How long another replica's refresh may stay unseen, in ms. */
const FRESH_MS = 60_000;
/** Pause after a look that failed: the database has other worries. */
const RETRY_MS = 5_000;

/**
 * The stored versions as this process last read them. Nothing is read before the first use, and then at most one cheap question a
 * minute; the rows themselves are read again only when some process has added one.
 */
export class StoredCatalog {
  private snapshot = SHIPPED;
  private stamp?: string;
  private freshUntil = 0;
  private retryAt = 0;
  private loading?: Promise<void>;

  constructor(
    private readonly store: Pick<CatalogStore, 'stamp' | 'all' | 'add'>,
    private readonly onFailure: (error: unknown) => void = () => undefined,
  ) {}

  /** Whether the stored versions have been read once. */
  get isRead(): boolean {
    return this.stamp !== undefined;
  }

  /** What is known now, at once; looks for news in the background when the last look is a minute old. */
  current(): CatalogSnapshot {
    const isDue = !this.isFresh() && !this.loading && performance.now() >= this.retryAt;
    if (isDue) void this.ready().catch(this.onFailure);
    return this.snapshot;
  }

  /** Resolves when what was stored up to a minute ago is known. @throws what the database throws. */
  async ready(): Promise<void> {
    if (this.isFresh()) return;
    this.loading ??= this.load().finally(() => (this.loading = undefined));
    await this.loading;
  }

  /**
   * Stores a version and knows it at once; false when the same source said the same last.
   *
   * @param restates it is said once more, over what other sources have said since.
   */
  async add(draft: CatalogDraft, restates = false): Promise<boolean> {
    const stored = await this.store.add(draft, restates);
    if (!stored) return false;
    // A look that began before the insert may miss it, and must not count as fresh.
    await this.loading?.catch(() => undefined);
    this.freshUntil = 0;
    await this.ready();
    return true;
  }

  /** Resolves when nothing is being read any more. */
  async idle(): Promise<void> {
    await this.loading?.catch(() => undefined);
  }

  private isFresh(): boolean {
    return performance.now() < this.freshUntil;
  }

  private async load(): Promise<void> {
    try {
      const stamp = await this.store.stamp();
      if (stamp !== this.stamp) {
        this.snapshot = snapshotOf(await this.store.all());
        this.stamp = stamp;
      }
      this.freshUntil = performance.now() + FRESH_MS;
    } catch (error) {
      this.retryAt = performance.now() + RETRY_MS;
      throw error;
    }
  }
}
