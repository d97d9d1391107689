import { driverErrorOf } from './driver-error';

const CODES = new Set(['40P01', '40001']);
/** 1213 a deadlock; 1020 the row changed since the transaction began (MariaDB's `innodb_snapshot_isolation`). */
const NUMBERS = new Set([1213, 1020]);

/** The database has undone the transaction in favour of another: made again, it goes through. */
export function isDeadlock(error: unknown): boolean {
  const { code, errno } = driverErrorOf(error);
  return (code !== undefined && CODES.has(code)) || (errno !== undefined && NUMBERS.has(errno));
}

const DEADLOCKS = 5;

/** @param run a transaction of its own, or a statement outside of any: a deadlock undoes it whole, and then it is made again. */
export async function despiteDeadlocks<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (attempt === DEADLOCKS || !isDeadlock(error)) throw error;
    }
  }
}
