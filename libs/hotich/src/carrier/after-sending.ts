/** So many answers are read, then whoever has something to send comes in between. */
const READ_AT_ONCE = 4;

const readers: (() => void)[] = [];

/**
 * Resolves when what may be sent has been sent. An answer lets another request go; were all answers that have come in read first,
 * the next requests would all leave together after that, and all be waited for together while nobody has anything to do.
 */
export function afterSending(): Promise<void> {
  return new Promise((resolve) => {
    // undici writes to a connection it uses again at the end of the event loop's round.
    if (readers.push(resolve) === 1) setImmediate(() => setImmediate(read));
  });
}

function read(): void {
  for (const resolve of readers.splice(0, READ_AT_ONCE)) resolve();
  if (readers.length > 0) setImmediate(read);
}
