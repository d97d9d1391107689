import type { Turn } from '../carrier';

/** How many requests of a lane are in flight at once, as the remote sees it: from the first byte until the answer is there. */
export class Turns {
  private inFlight = 0;
  private readonly waiting: (() => void)[] = [];

  /**
   * @param onFree must return at once and must not throw.
   * @param pay for a request beyond the first of a turn, which is paid for with its work; must not throw.
   */
  constructor(
    private readonly most: number,
    private readonly onFree: () => void,
    readonly pay: () => Promise<void> = () => Promise.resolve(),
  ) {}

  get free(): boolean {
    return this.inFlight < this.most;
  }

  /** Takes a turn that is free; `passes` gives it back, and is called at the end whatever has happened. */
  take(holds: () => boolean): Turn {
    this.inFlight++;
    return new Taken(this, holds);
  }

  /** Whoever has begun comes before those who have not. */
  async next(): Promise<void> {
    if (this.free) this.inFlight++;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  passOn(): void {
    const next = this.waiting.shift();
    if (next) return next();
    this.inFlight--;
    this.onFree();
  }
}

class Taken implements Turn {
  private mine = true;
  private isPaid = true;

  constructor(
    private readonly turns: Turns,
    readonly holds: () => boolean,
  ) {}

  comes(): Promise<void> | undefined {
    if (!this.mine || !this.isPaid) return this.another();
    this.isPaid = false;
    return undefined;
  }

  private async another(): Promise<void> {
    if (!this.mine) await this.turns.next();
    this.mine = true;
    if (!this.isPaid) await this.turns.pay();
    this.isPaid = false;
  }

  passes(): void {
    if (this.mine) this.turns.passOn();
    this.mine = false;
  }
}
