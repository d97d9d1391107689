const Right = Date;
let skew = 0;

/** Sets this process's wall clock wrong, as a host without NTP has it; the monotonic clock keeps its pace. Said again, it jumps. */
export function skewClock(ms: number): void {
  skew = ms;
  if (globalThis.Date !== Right) return;
  globalThis.Date = class extends Right {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(Right.now() + skew);
      else super(...given);
    }

    // What was made before the clock went wrong is a date all the same.
    static override [Symbol.hasInstance](value: unknown): boolean {
      return value instanceof Right;
    }

    static override now(): number {
      return Right.now() + skew;
    }
  } as DateConstructor;
}
