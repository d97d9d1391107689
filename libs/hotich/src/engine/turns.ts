import type { Turn } from '../carrier';

/** How many requests of a lane are in flight at once, as the remote sees it: from the first byte until the answer is there. */
export class Turns {
  private inFlight = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param onFree must return at once and must not throw. */
  constructor(
    private readonly most: number,
    private readonly onFree: () => void,
  ) {}

  get free(): boolean {
    return this.inFlight < this.most;
  }

  /** Takes a turn that is free; `passes` gives it back, and is called at the end whatever has happened. */
  take(holds: () => boolean): Turn {
    this.inFlight++;
    let mine = true;
    return {
      holds,
      comes: async () => {
        if (mine) return;
        await this.next();
        mine = true;
      },
      passes: () => {
        if (mine) this.passOn();
        mine = false;
      },
    };
  }

  /** Whoever has begun comes before those who have not. */
  private async next(): Promise<void> {
    if (this.free) this.inFlight++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private passOn(): void {
    const next = this.waiting.shift();
    if (next) return next();
    this.inFlight--;
    this.onFree();
  }
}
