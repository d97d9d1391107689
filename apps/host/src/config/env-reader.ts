/** Everything that is wrong with the environment, in one message. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      [
        'Biến môi trường chưa đúng — the environment is not right:',
        ...problems.map((problem) => `  • ${problem}`),
      ].join('\n'),
    );
    this.name = 'EnvironmentError';
  }
}

/** Reads variables, remembers what is wrong with each, and says it all at once. Values never stand in a message: some are secret. */
export class EnvReader {
  private readonly problems: string[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Text, or undefined when absent or blank. */
  text(name: string): string | undefined {
    return this.env[name]?.trim() || undefined;
  }

  /** @param meaning what it is for, `vi — en`, told when it is missing. */
  required(name: string, meaning: string): string {
    const value = this.text(name);
    if (value === undefined) this.problems.push(`${name}: thiếu — missing (${meaning})`);
    return value ?? '';
  }

  /** A whole number from 0 to `max`. */
  number(name: string, max = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/^\d+$/.test(value) && Number(value) <= max) return Number(value);
    this.problems.push(`${name}: phải là số nguyên từ 0 đến ${max} — must be a whole number from 0 to ${max}`);
    return undefined;
  }

  /** One of a few words. */
  oneOf<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.text(name);
    const word = words.find((known) => known === value);
    if (value !== undefined && word === undefined) {
      this.problems.push(`${name}: phải là một trong — must be one of: ${words.join(', ')}`);
    }
    return word;
  }

  /** Comma-separated texts. */
  list(name: string): string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  }

  /** Adds a problem of the reader's own when `fits` is false. */
  check(fits: boolean, problem: string): void {
    if (!fits) this.problems.push(problem);
  }

  /** @throws EnvironmentError listing every problem found so far. */
  finish(): void {
    if (this.problems.length > 0) throw new EnvironmentError(this.problems);
  }
}
