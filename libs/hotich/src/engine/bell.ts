/** Wakes one waiter when something has happened, also when it happened before it began to wait. */
export class Bell {
  private happened = false;
  private wake?: (() => void) | undefined;

  ring(): void {
    if (this.wake) this.wake();
    else this.happened = true;
    this.wake = undefined;
  }

  /** Resolves at once when it was rung since the last time. */
  rung(): Promise<void> {
    return new Promise((resolve) => {
      if (this.happened) resolve();
      else this.wake = resolve;
      this.happened = false;
    });
  }
}
