import type { Result } from './lane';

/** Results wait this long for company, so that one transaction stores many. */
const FLUSH_MS = 20;
const FLUSH_SIZE = 200;

/** Collects results for a few milliseconds and stores them together, one batch after the other. */
export class Outbox {
  private results: Result[] = [];
  private storing: Promise<void> = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(private readonly store: (results: readonly Result[]) => Promise<void>) {}

  add(results: readonly Result[]): void {
    this.results.push(...results);
    if (this.results.length >= FLUSH_SIZE) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.results;
    this.results = [];
    if (batch.length > 0) this.storing = this.storing.then(() => this.store(batch));
    return this.storing;
  }
}
