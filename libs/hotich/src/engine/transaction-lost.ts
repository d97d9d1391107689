const CODES = /^(40P01|40001|08|57P|53|ECONN|EPIPE|ETIMEDOUT)/;
const SENTENCES =
  /connection terminated|connection ended|not queryable|connection error|already released|timeout exceeded when trying to connect/i;

/** Nobody's fault: a deadlock, a serialization failure, a full disk, or the connection or the server went away. */
export function isTransactionLost(error: unknown): boolean {
  const { code, driverError, message } = (error ?? {}) as {
    code?: unknown;
    driverError?: { code?: unknown };
    message?: unknown;
  };
  const known = driverError?.code ?? code;
  if (typeof known === 'string' && CODES.test(known)) return true;
  return typeof message === 'string' && SENTENCES.test(message);
}
