import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { databaseNow, dialectOf, HotichSchedule, insertRows, ours } from '../persistence';
import { CronBeat } from './cron-beat';

/** No clock is wrong by more: what is further away is the next slot and not this one. */
const MOST_EARLY_MS = 12 * 3_600_000;

/** A slot that is done and still further to come was done by a clock that has been set right since. */
const SET_BACK_MS = 60_000;

/** Work that the replicas do once per cron slot between them. There is no leader: whoever moves the row on does the work. */
@Injectable()
export class CronSlots {
  private readonly beats = new Map<string, CronBeat>();

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
  ) {}

  /** One of each expression, for its jobs and its slots. */
  beat(cron: string): CronBeat {
    const beat = this.beats.get(cron) ?? new CronBeat(cron);
    this.beats.set(cron, beat);
    return beat;
  }

  /**
   * True in the one process that is to do the work now. Slots are reckoned by the database's clock: a process whose own clock
   * is early waits here for the slot, one whose clock is late finds it taken. A slot that no process was there for is not made up.
   *
   * @param cron the expression by whose tick this process came.
   * @param signal ends the waiting; then false.
   */
  async take(name: string, cron: string, signal: AbortSignal): Promise<boolean> {
    const beat = this.beat(cron);
    const seen = await this.lastRun(name);
    const due = beat.after(seen);
    const now = (await databaseNow(this.dataSource.manager)).getTime();
    if (seen > now + SET_BACK_MS) return this.moveOn(name, seen, now);
    const earlyMs = due - now;
    if (earlyMs > 0) {
      if (earlyMs > Math.min(MOST_EARLY_MS, (beat.after(due) - due) / 2)) return false;
      await sleep(earlyMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return false;
    }
    return this.moveOn(name, seen, due);
  }

  /** In milliseconds; work that was never done is as good as done now: its first slot is the next one. */
  private async lastRun(name: string): Promise<number> {
    const { manager } = this.dataSource;
    const key = { environment: this.options.environment, name };
    const row = await manager.findOneBy(HotichSchedule, { ...key, ...ours(manager) });
    if (row) return row.lastRunAt.getTime();
    await insertRows(manager, HotichSchedule, [{ ...key, lastRunAt: await databaseNow(manager) }], {
      ignoreConflicts: true,
    });
    return (await manager.findOneByOrFail(HotichSchedule, { ...key, ...ours(manager) })).lastRunAt.getTime();
  }

  /** False when another was faster. */
  private async moveOn(name: string, seen: number, due: number): Promise<boolean> {
    const { manager } = this.dataSource;
    const { affected } = await manager
      .createQueryBuilder()
      .update(HotichSchedule)
      // Never before the slot: a timer that rings a little early would have it done twice.
      .set({ lastRunAt: () => `greatest(${dialectOf(this.dataSource).nowMs}, ${due})` })
      .where({ environment: this.options.environment, name, lastRunAt: new Date(seen), ...ours(manager) })
      .execute();
    return affected === 1;
  }
}
