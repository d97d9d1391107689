/** Where in a program: what a frame of V8 ends with. */
const FRAME = /^\s+at .*:\d+:\d+\)?$/;

/** The name of the class of any thrown value, with its code where it has one: of whatever else it says nobody knows what it is. */
export function classOf(error: unknown): string {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,40}$/.test(code) ? `${name} ${code}` : name;
}

/** Where an error was made, innermost first; nothing of its message, even where that looks like a frame. */
export function framesOf(error: unknown, most = 5): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const { stack, message } = error;
  const at = message === '' ? -1 : stack.indexOf(message);
  const lines = (at < 0 ? stack : stack.slice(at + message.length)).split('\n');
  return lines
    .filter((line) => FRAME.test(line))
    .slice(0, most)
    .map((line) => line.trim());
}

/** What may be kept of a foreign error and logged: its class, its code and where it was made. Its message may hold anything. */
export function withoutMessage(error: unknown): Error {
  const kept = new Error(classOf(error));
  kept.name = 'ForeignError';
  kept.stack = [`${kept.name}: ${kept.message}`, ...framesOf(error).map((frame) => `    ${frame}`)].join('\n');
  return kept;
}
