/** Wakes one waiter when something has happened, also when it happened before it began to wait. */
export class Bell {
  private happened = false;
  private wake?: (() => void) | undefined;

  ring(): void {
    this.happened = true;
    this.wake?.();
  }

  /** Resolves at once when it was rung since the last time. */
  async rung(): Promise<void> {
    if (!this.happened) await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
    this.happened = false;
  }
}
