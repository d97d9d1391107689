import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** Of one id. Filled anew each time: a view of the pool costs as much as the id. */
const random = Buffer.alloc(16);
/** Randomness of many ids: the package asks for that of sixteen, which takes longer than all the rest. */
const pool = Buffer.alloc(256 * random.length);
let next = pool.length;

/** Of one id, and how it is written: the package puts it together of twenty texts. */
const bytes = Buffer.alloc(16);
const written = Buffer.from('00000000-0000-0000-0000-000000000000');
const DIGITS = Buffer.from('0123456789abcdef');
/** Where in the text each byte is. */
const PLACES = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

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
  v7({ random, msecs, seq }, bytes);
  for (let i = 0; i < bytes.length; i++) {
    written[PLACES[i]!] = DIGITS[bytes[i]! >> 4]!;
    written[PLACES[i]! + 1] = DIGITS[bytes[i]! & 15]!;
  }
  return written.toString('latin1');
}
