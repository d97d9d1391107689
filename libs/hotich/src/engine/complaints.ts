/** The same again is said once a minute. */
const AGAIN_MS = 60_000;

/** What goes wrong time after time, every other second maybe, is said when it begins, when it changes, and now and then. */
export class Complaints {
  private readonly said = new Map<string, { readonly line: string; readonly at: number }>();

  constructor(private readonly say: (line: string) => void) {}

  /** @param about what goes on going wrong until it is {@link over}. */
  made(about: string, line: string): void {
    const last = this.said.get(about);
    const now = performance.now();
    if (last?.line === line && now - last.at < AGAIN_MS) return;
    this.said.set(about, { line, at: now });
    this.say(line);
  }

  over(about: string): void {
    this.said.delete(about);
  }
}
