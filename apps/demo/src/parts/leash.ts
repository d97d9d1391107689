import process from 'node:process';

/**
 * Preloaded into every part (`node --require`). A part lives as long as its standard input is open: the demo closes it to
 * stop the part, and so does the system when the demo itself dies, even by SIGKILL. Nothing is ever left running.
 */
process.stdin.once('close', () => {
  // Emitted, not sent: where there are no signals (Windows) the part still ends in its own orderly way.
  if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143);
});
process.stdin.on('error', () => undefined);
process.stdin.resume();
process.stdin.unref();
