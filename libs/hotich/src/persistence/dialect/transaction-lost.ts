import { isDeadlock } from './deadlock';
import { driverErrorOf } from './driver-error';
import { isUnprepared } from './unprepared';

/** SQLSTATE of PostgreSQL. 28: it lets us in no more. */
const STATES = /^(08|28|53|57|25006|25P0[34])/;
/** What the socket said, or who looked for the address, or who looked at the certificate. */
const CODES =
  /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_|EHOST|ENET|EADDRNOTAVAIL|EMFILE|ENFILE|PROTOCOL_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HANDSHAKE_)/;
/** Of MariaDB and MySQL. */
const NUMBERS = new Set([
  ...[1053, 1077, 1079, 1317, 1927, 2006, 2013, 3169, 4031], // the server is going, or has cut us off
  ...[1040, 1047, 1203, 1226], // no connection to be had, or to a node that is not ready
  ...[1045, 1129, 1130, 1862], // it lets us in no more
  ...[1021, 1114, 3], // disk full
  ...[1290, 1792, 1836], // read-only
]);
const SENTENCES =
  /connection terminated|connection ended|not queryable|connection error|already released|timeout exceeded when trying to connect|query read timeout|in closed state|pool is closed|no connections available|queue limit reached/i;

const TIMEOUTS = new Set<unknown>(['55P03', '57014', 1205, 1969, 3024]);

/** Of a lock or of a statement. */
function isTimeout(error: unknown): boolean {
  const { code, errno } = driverErrorOf(error);
  return TIMEOUTS.has(code) || TIMEOUTS.has(errno);
}

/** Nobody's fault, unless it comes again and again: a deadlock, a serialization failure, a time-out, a full disk, a connection that lost what was prepared on it, or that went away. */
export function isTransactionLost(error: unknown): boolean {
  if (isDeadlock(error) || isUnprepared(error) || isTimeout(error)) return true;
  const { message } = (error ?? {}) as { message?: unknown };
  const { code, errno } = driverErrorOf(error);
  if (typeof code === 'string' && (STATES.test(code) || CODES.test(code))) return true;
  if (typeof errno === 'number' && NUMBERS.has(errno)) return true;
  return typeof message === 'string' && SENTENCES.test(message);
}
