import type { System } from './parts/system';

/** npm passes on the Ctrl-C that the terminal has sent to us already: a second signal so soon is an echo of the first. */
const ECHO_MS = 800;

/** Ends the run at a signal, in order; at the second one, at once. */
export class Stopper {
  /** Rejects with {@link Stopped} at the first signal. */
  readonly stopped: Promise<never>;
  private stop: (reason: Stopped) => void = () => undefined;
  private system?: System;
  private firstAt?: number;

  constructor(private readonly say: (line: string) => void) {
    this.stopped = new Promise((_, reject) => (this.stop = reject));
    this.stopped.catch(() => undefined);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.heard());
  }

  /** What a second signal kills. */
  guard(system: System): void {
    this.system = system;
  }

  private heard(): void {
    if (this.firstAt === undefined) {
      this.firstAt = Date.now();
      this.say('\n Đang dừng… — stopping… (Ctrl-C lần nữa để dừng ngay — once more to kill)');
      this.stop(new Stopped());
    } else if (Date.now() - this.firstAt > ECHO_MS) {
      this.system?.kill();
      process.exit(130);
    }
  }
}

/** A person asked us to stop. */
export class Stopped extends Error {}
