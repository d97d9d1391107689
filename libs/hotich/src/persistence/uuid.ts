import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Of one id. Filled anew each time: a view of the pool costs as much as the id. */
const random = Buffer.alloc(16);
/** Randomness of many ids: the package asks for that of sixteen, which takes longer than all the rest. */
const pool = Buffer.alloc(256 * random.length);
let next = pool.length;

let msecs = 0;
let seq = 0;

/**
 * A UUID of version 7. Those of one process grow in the order they are made in, within a millisecond and over a clock that is set back
 * as well.
 */
export function uuid(): string {
  if (next === pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  next += pool.copy(random, 0, next);
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // From anywhere, so that others cannot tell how many there were.
    seq = random.readUInt16BE();
  } else seq++;
  return v7({ random, msecs, seq });
}
