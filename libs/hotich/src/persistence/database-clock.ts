import { performance } from 'node:perf_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf } from './dialect';

/** A reading of the database's clock, and when it was taken by this process's own two. */
interface Reading {
  readonly database: number;
  readonly monotonic: number;
  readonly wall: number;
}

/** How long a reading is carried on by the monotonic clock, which no one can set. */
const FRESH_MS = 5_000;
/** No reading that is carried on is older than it seems by more than this. */
export const CLOCK_MS = 1_000;
/** Then the last is gone by this once, however long it took. */
const READINGS_AT_MOST = 3;
/** The wall clock went another way than the monotonic one: it was set, or the machine was suspended and both stood still. */
const JUMP_MS = 500;

const READINGS = new WeakMap<DataSource, Reading>();

/**
 * Now, by the database's clock: never ahead of it, behind it by a round trip at most, and that by no more than {@link CLOCK_MS} unless
 * no answer comes sooner. Asked for every few seconds; in between this process only measures how long that is ago.
 */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const known = READINGS.get(manager.connection);
  if (known) {
    const since = performance.now() - known.monotonic;
    const jump = Math.abs(Date.now() - known.wall - since);
    if (since < FRESH_MS && jump < JUMP_MS) return new Date(known.database + Math.floor(since));
  }
  for (let readings = 1; ; readings++) {
    const askedAt = performance.now();
    const [row] = await manager.query<{ now: string }[]>(`select ${dialectOf(manager.connection).nowMs} as now`);
    const reading = { database: Number(row!.now), monotonic: performance.now(), wall: Date.now() };
    // Else this process may have stood still over the answer, and the clock have gone on.
    const recent = reading.monotonic - askedAt <= CLOCK_MS;
    if (recent) READINGS.set(manager.connection, reading);
    if (recent || readings === READINGS_AT_MOST) return new Date(reading.database);
  }
}
