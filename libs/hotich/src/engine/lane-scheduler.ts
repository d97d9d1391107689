import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  Optional,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { ExchangeLog, HttpDoor } from '../carrier';
import { HotichSetupError } from '../errors';
import { type LaneName, LANES } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { EnvironmentFence, logLine } from '../persistence';
import { Complaints } from './complaints';
import { CronSlots } from './cron-slots';
import { Engine } from './engine';
import { WakeUp } from './wake-up';

/** What one process does in each slot of a cron, whichever it is: asking DVCLT for its list, refreshing the catalogs. */
export type Tick = () => Promise<unknown>;

/** Within it a process that ends stores what it has had to leave undone. */
const STORING_MS = 2_000;

/** Owns time: registers the crons, wakes lanes, and on shutdown stops both and waits, up to `engine.drainMs`, for what is in flight. */
@Injectable()
export class LaneScheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly complaints = new Complaints((line) => loggerOf(this.options).warn(line));
  private readonly jobs: CronJob[] = [];
  private readonly ticks = new Map<string, Tick>();
  private readonly running = new Set<Promise<unknown>>();
  /** Lanes that a tick has run, and that still run. */
  private readonly begun = new Set<LaneName>();
  private readonly ended = new AbortController();

  constructor(
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly engine: Engine,
    private readonly slots: CronSlots,
    private readonly wakeUp: WakeUp,
    private readonly door: HttpDoor,
    private readonly exchanges: ExchangeLog,
    private readonly environment: EnvironmentFence,
    @Optional() private readonly registry?: SchedulerRegistry,
  ) {}

  /** Done by one process in each slot of the cron of this name. The tick of a lane runs the lane besides, in every process. */
  onTick(name: string, tick: Tick): void {
    this.ticks.set(name, tick);
  }

  onApplicationBootstrap(): void {
    const entries = Object.entries(this.options.schedule);
    if (entries.length === 0) return;
    const registry = this.registry ?? missingScheduleModule();
    for (const [name, cronTime] of entries) {
      const job = CronJob.from({
        cronTime,
        onTick: () => this.tick(name, cronTime),
        waitForCompletion: true,
      });
      job.setTime(this.slots.beat(cronTime));
      registry.addCronJob(`hotich:${name}`, job);
      this.jobs.push(job);
      job.start();
    }
    for (const lane of LANES) {
      if (this.options.schedule[lane])
        this.wakeUp.onWake(lane, {
          idle: () => this.engine.idle(lane),
          // Also while we end: what was born to us and comes too late is given back.
          wake: (waking) => void this.tracked(() => this.engine.run(lane, waking), lane),
        });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended.abort();
    const stopped = this.stopped().then(() => true);
    const within = (ms: number) => Promise.race([stopped, sleep(ms, false, { ref: false })]);
    if (!(await within(this.options.engine.drainMs))) {
      // What still hangs ends with its connection, while it can still be stored that nobody knows what became of it.
      await this.door.close();
      await within(STORING_MS);
    }
    // Of a database that does not answer nothing more is waited for.
    await Promise.race([this.exchanges.flush(), sleep(STORING_MS, undefined, { ref: false })]);
  }

  private async stopped(): Promise<void> {
    // Together: a cron's stop waits for its tick, and the tick for everything due unless the lanes are told to end.
    await Promise.all([this.engine.drain(), ...this.jobs.map(async (job) => job.stop())]);
    await Promise.all(this.running);
  }

  private async tick(name: string, cronTime: string): Promise<void> {
    if (this.ended.signal.aborted) return;
    const lane = LANES.find((l) => l === name);
    const once = this.ticks.get(name);
    const { signal } = this.ended;
    // Not waited for: what was listed before may take hours, and the list is asked for in every slot.
    if (lane) void this.runLane(lane);
    if (once)
      await this.tracked(async () => (await this.slots.take(name, cronTime, signal)) && once(), `${name}, once`);
  }

  /** A run under way looks by itself for what becomes due. */
  private async runLane(lane: LaneName): Promise<void> {
    if (this.begun.has(lane)) return;
    this.begun.add(lane);
    await this.tracked(() => this.engine.runDue(lane), lane);
    this.begun.delete(lane);
  }

  /** Runs, remembers that it runs, and never throws: a cron that throws dies, and takes the host's log with it. */
  private async tracked(run: Tick, name: string): Promise<void> {
    // Why a refused process does nothing has been said once, at boot.
    if (this.environment.refused) return;
    const work = run().then(
      () => this.complaints.over(name),
      (error: unknown) => this.complaints.made(name, `${name}: ${logLine(error)}`),
    );
    this.running.add(work);
    await work;
    this.running.delete(work);
  }
}

function missingScheduleModule(): never {
  throw new HotichSetupError(
    {
      vi: 'Chưa có ScheduleModule nên không có việc nào của hotich được chạy theo lịch',
      en: 'ScheduleModule is missing, so none of the scheduled work would ever run',
    },
    {
      vi: 'Thêm ScheduleModule.forRoot() vào AppModule, hoặc đặt schedule: false và tự gọi runOnce()',
      en: 'Import ScheduleModule.forRoot() in your AppModule, or set schedule: false and call runOnce() yourself',
    },
  );
}
