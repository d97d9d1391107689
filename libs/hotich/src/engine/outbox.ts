import type { Result } from './lane';

/** Results wait this long for company, so that one transaction stores many. */
const FLUSH_MS = 20;
const FLUSH_SIZE = 200;
/** What came in while the batch before was being stored goes together, up to a transaction that others need not wait for long. */
const BATCH_SIZE = 1_000;
/** When so many have come in meanwhile, one transaction at a time does not keep up: a second one goes beside it. */
const BACKLOG = 500;
const MOST_AT_ONCE = 2;

/** Collects results for a few milliseconds and stores them together. */
export class Outbox {
  private results: Result[] = [];
  private readonly storing = new Set<Promise<void>>();
  private timer?: NodeJS.Timeout | undefined;

  /** @param store must not throw. @param onStored called after each. */
  constructor(
    private readonly store: (results: readonly Result[]) => Promise<void>,
    private readonly onStored: () => void,
  ) {}

  /** Everything that was added is stored. */
  get empty(): boolean {
    return this.storing.size === 0 && this.results.length === 0;
  }

  add(results: readonly Result[]): void {
    for (const result of results) this.results.push(result);
    this.wait();
  }

  /** Nothing more is to be expected that could be stored together with what waits. */
  hurry(): void {
    if (this.storing.size === 0 && this.results.length > 0) this.begin();
  }

  private wait(): void {
    const { length } = this.results;
    if (length === 0 || this.storing.size === MOST_AT_ONCE) return;
    if (this.storing.size > 0) {
      if (length >= BACKLOG) this.begin();
    } else if (length >= FLUSH_SIZE) this.begin();
    else this.timer ??= setTimeout(() => this.begin(), FLUSH_MS);
  }

  private begin(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const stored = this.store(this.results.splice(0, BATCH_SIZE)).finally(() => {
      this.storing.delete(stored);
      this.wait();
      this.onStored();
    });
    this.storing.add(stored);
  }
}
