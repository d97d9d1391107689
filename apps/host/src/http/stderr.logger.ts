import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { QueryFailedError } from 'typeorm';

/** Context under which Nest logs why it could not start; `main.ts` says that itself, once. */
const START_CONTEXT = 'ExceptionHandler';

/**
 * Logs to standard error, because standard output carries the one line that says where we listen; and of an error only what
 * names no one: a failed query drags the values of its parameters along.
 */
export class StderrLogger extends ConsoleLogger {
  protected override printMessages(
    messages: unknown[],
    context?: string,
    logLevel?: LogLevel,
    _stream?: 'stdout' | 'stderr',
    errorStack?: unknown,
  ): void {
    if (context === START_CONTEXT) return;
    super.printMessages(messages.map(withoutValues), context, logLevel, 'stderr', errorStack);
  }
}

/** An error as text without its properties; anything else as it is. */
export function withoutValues(message: unknown): unknown {
  if (message instanceof QueryFailedError) {
    const { code, table, constraint } = message.driverError as { code?: string; table?: string; constraint?: string };
    return ['QueryFailedError', code, table, constraint].filter(Boolean).join(' ');
  }
  return message instanceof Error ? (message.stack ?? message.message) : message;
}
