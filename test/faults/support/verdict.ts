/**
 * Ends the process with what it found. Said aloud: what ends a database server at exit would otherwise end with success, and whatever
 * is left over of the last scene must not keep the verdict waiting.
 *
 * @param verdict true when every promise was kept.
 */
export function endWith(verdict: Promise<boolean>): void {
  verdict.then(
    (kept) => process.exit(kept ? 0 : 1),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
}
