import type { Result } from './lane';

/** Results wait this long for company, so that one transaction stores many. */
const FLUSH_MS = 20;
const FLUSH_SIZE = 200;
/** What came in while the batch before was being stored goes together, up to a transaction that others need not wait for long. */
const BATCH_SIZE = 1_000;

/** Collects results for a few milliseconds and stores them together, one batch after the other. */
export class Outbox {
  private results: Result[] = [];
  private storing?: Promise<void> | undefined;
  private timer?: NodeJS.Timeout | undefined;

  /** @param store must not throw. */
  constructor(private readonly store: (results: readonly Result[]) => Promise<void>) {}

  add(results: readonly Result[]): void {
    for (const result of results) this.results.push(result);
    this.wait();
  }

  /** Resolves when everything that was added is stored. */
  async flush(): Promise<void> {
    while (this.storing || this.results.length > 0) await (this.storing ?? this.begin());
  }

  private wait(): void {
    if (this.storing || this.results.length === 0) return;
    if (this.results.length >= FLUSH_SIZE) void this.begin();
    else this.timer ??= setTimeout(() => void this.begin(), FLUSH_MS);
  }

  private begin(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.storing = this.store(this.results.splice(0, BATCH_SIZE)).finally(() => {
      this.storing = undefined;
      this.wait();
    });
    return this.storing;
  }
}
