import { driverErrorOf } from './driver-error';

/** PostgreSQL says so of every statement after one that failed, until the transaction is undone: whose that was it does not say. */
export function isAborted(error: unknown): boolean {
  return driverErrorOf(error).code === '25P02';
}
