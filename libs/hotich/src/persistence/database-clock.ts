import { performance } from 'node:perf_hooks';
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf } from './dialect';

/** Milliseconds by this process's own two clocks. */
export interface Instant {
  readonly monotonic: number;
  readonly wall: number;
}

/** A reading of the database's clock, and when it was taken. */
interface Reading {
  readonly database: number;
  readonly at: Instant;
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

export function instant(): Instant {
  return { monotonic: performance.now(), wall: Date.now() };
}

/** Milliseconds since then, by the monotonic clock; Infinity when it may have stood still meanwhile, for how long nobody knows. */
export function msSince({ monotonic, wall }: Instant): number {
  const now = instant();
  const since = now.monotonic - monotonic;
  return Math.abs(now.wall - wall - since) < JUMP_MS ? since : Infinity;
}

/**
 * Now, by the database's clock: never ahead of it, behind it by a round trip at most, and that by no more than {@link CLOCK_MS} unless
 * no answer comes sooner. Asked for every few seconds; in between this process only measures how long that is ago.
 */
export async function databaseNow(manager: EntityManager): Promise<Date> {
  const known = READINGS.get(manager.connection);
  if (known) {
    const since = msSince(known.at);
    if (since < FRESH_MS) return new Date(known.database + Math.floor(since));
  }
  for (let readings = 1; ; readings++) {
    const askedAt = instant();
    const [row] = await manager.query<{ now: string }[]>(`select ${dialectOf(manager.connection).nowMs} as now`);
    const reading = { database: Number(row!.now), at: instant() };
    // Else this process may have stood still over the answer, and the clock have gone on.
    const recent = msSince(askedAt) <= CLOCK_MS;
    if (recent) READINGS.set(manager.connection, reading);
    if (recent || readings === READINGS_AT_MOST) return new Date(reading.database);
  }
}
