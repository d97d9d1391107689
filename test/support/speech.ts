/** What a client says to PostgreSQL on one connection: a statement that was prepared is told once, and then only named. */
export class Speech {
  private readonly statements = new Map<string, string>();

  /** Whether a chunk says the words, or names a statement that has them. */
  says(words: string, chunk: Buffer): boolean {
    if (chunk.includes(words)) return true;
    return [...this.statements].some(([name, statement]) => statement.includes(words) && chunk.includes(name));
  }

  /** Every chunk, in the order in which it was sent. */
  hear(chunk: Buffer): void {
    const told = chunk.toString('latin1').matchAll(/(hotich_[0-9a-f]{32})\0([^\0]+)\0/g);
    for (const [, name, statement] of told) this.statements.set(name!, statement!);
  }
}
