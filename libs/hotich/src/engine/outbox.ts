import { performance } from 'node:perf_hooks';
import type { Result } from './lane';

/** Results wait this long for company, so that one transaction stores many. */
const FLUSH_MS = 50;
const FLUSH_SIZE = 200;
/** What came in while the batch before was being stored goes together, up to a transaction that others need not wait for long. */
const BATCH_SIZE = 1_000;
/** Of results whose documents are stored with them a transaction takes so many. */
const HOLDING_SIZE = 10;
/** When so many have come in meanwhile, one transaction at a time does not keep up: a second one goes beside it. */
const BACKLOG = 500;
const MOST_AT_ONCE = 2;
/** A result whose dossier somebody has locked is tried again after this, then after twice this, and so on. */
const LOCKED_MS = 100;
const LOCKED_MOST_MS = 1_000;
/** Tried so often again, one with documents is let go: they would fill the disk for as long as a host's transaction lasts. */
const TRIES_WITH_DOCUMENTS = 3;

/** Where results go. None of it may throw. */
export interface Storage {
  /** @returns those of dossiers that somebody has locked. */
  store(results: readonly Result[]): Promise<readonly Result[]>;

  /** Takes what is not kept any longer for those who have locked its dossiers. */
  letGo(results: readonly Result[]): Promise<void>;

  /** Called after each batch. */
  onStored(): void;
}

/** Collects results for a few milliseconds and stores them together. What cannot be stored yet keeps nothing else waiting. */
export class Outbox {
  private results: Result[] = [];
  private readonly storing = new Set<Promise<void>>();
  private timer?: NodeJS.Timeout | undefined;
  /** How often their dossiers were found locked, by task. */
  private readonly tries = new Map<string, number>();
  /** Results that are neither stored nor let go. */
  private left = 0;
  private documents = 0;
  /** Monotonic milliseconds, from which on nothing is tried again. */
  private end = Infinity;

  constructor(private readonly storage: Storage) {}

  /** Everything that was added is stored. */
  get empty(): boolean {
    return this.left === 0;
  }

  /** All that is left was found locked, and is tried again every now and then. */
  get stuck(): boolean {
    return this.left > 0 && this.left === this.tries.size;
  }

  /** Results that wait to be stored, but for those of locked dossiers. */
  get waiting(): number {
    return this.results.length;
  }

  /** Results that hold documents, until they are stored. Always falls by itself. */
  get holding(): number {
    return this.documents;
  }

  add(results: readonly Result[]): void {
    this.left += results.length;
    for (const result of results) this.put(result);
    this.wait();
  }

  /** Nothing more is to be expected that could be stored together with what waits. */
  hurry(): void {
    if (this.storing.size === 0 && this.results.length > 0) this.begin();
  }

  /** What is locked by then is let go. */
  endWithin(ms: number): void {
    this.end = performance.now() + ms;
  }

  private put(result: Result): void {
    if (result.release) this.documents++;
    this.results.push(result);
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
    const stored = this.store(this.results.splice(0, this.batchSize())).finally(() => {
      this.storing.delete(stored);
      this.wait();
      this.storage.onStored();
    });
    this.storing.add(stored);
  }

  private batchSize(): number {
    const most = Math.min(this.results.length, BATCH_SIZE);
    if (this.documents <= HOLDING_SIZE) return most;
    for (let size = 0, holding = 0; size < most; size++)
      if (this.results[size]!.release && ++holding > HOLDING_SIZE) return size;
    return most;
  }

  private async store(batch: readonly Result[]): Promise<void> {
    const locked = await this.storage.store(batch);
    const again: Result[] = [];
    const over: Result[] = [];
    for (const result of locked) (this.isKept(result) ? again : over).push(result);
    for (const { release } of batch) if (release) this.documents--;
    for (const result of again) this.tryAgain(result);
    if (this.tries.size > 0) this.forget(batch, again);
    if (over.length > 0) await this.storage.letGo(over);
    this.left -= batch.length - again.length;
  }

  private isKept({ task, release }: Result): boolean {
    const tried = this.tries.get(task.id) ?? 0;
    return performance.now() < this.end && !(release && tried === TRIES_WITH_DOCUMENTS);
  }

  private tryAgain(result: Result): void {
    const tried = this.tries.get(result.task.id) ?? 0;
    this.tries.set(result.task.id, tried + 1);
    if (result.release) this.documents++;
    const again = () => {
      if (result.release) this.documents--;
      this.put(result);
      this.wait();
    };
    setTimeout(again, Math.min(LOCKED_MOST_MS, LOCKED_MS * 2 ** tried));
  }

  private forget(batch: readonly Result[], again: readonly Result[]): void {
    const kept = new Set(again.map(({ task }) => task.id));
    for (const { task } of batch) if (!kept.has(task.id)) this.tries.delete(task.id);
  }
}
