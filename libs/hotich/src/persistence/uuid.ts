import { randomFillSync } from 'node:crypto';

const BYTES = 16;
/** Randomness of many ids: asking for it takes longer than all the rest. */
const pool = Buffer.alloc(256 * BYTES);
let next = pool.length;

let ms = 0;
let count = 0;
const MOST = 0xfff;

/**
 * A UUID of version 7. Those of one process grow in the order they are made in, within a millisecond and over a clock that is set back
 * as well: a counter comes after the time, and goes on into the next millisecond where it runs over.
 */
export function uuid(): string {
  if (next === pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  const now = Date.now();
  if (now > ms) {
    ms = now;
    // From somewhere in its lower half, so that others cannot tell how many there were.
    count = pool.readUInt16BE(next) & (MOST >> 1);
  } else if (++count > MOST) {
    ms++;
    count = 0;
  }
  pool.writeUIntBE(ms, next, 6);
  pool.writeUInt16BE(0x7000 | count, next + 6);
  pool.writeUInt8(0x80 | (pool.readUInt8(next + 8) & 0x3f), next + 8);
  const hex = pool.toString('hex', next, (next += BYTES));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
