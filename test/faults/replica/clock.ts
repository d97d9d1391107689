/** Sets this process's wall clock wrong, as a host without NTP has it; the monotonic clock keeps its pace. */
export function skewClock(ms: number): void {
  if (ms === 0) return;
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(Right.now() + ms);
      else super(...given);
    }

    static override now(): number {
      return Right.now() + ms;
    }
  } as DateConstructor;
}
