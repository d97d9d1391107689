import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { CarrierGate } from '../carrier';
import type { LaneName } from '../hotich.constants';
import { HOTICH_OPTIONS } from '../hotich.internal-constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import { EnvironmentFence } from '../persistence';
import { Isolation } from './isolation';
import type { Lane } from './lane';
import type { LaneSummary } from './lane-run';
import { LaneRunner } from './lane-runner';
import { Settler } from './settler';
import { TaskQueue } from './task-queue';
import type { Waking } from './wake-up';

/** How often it is looked whether what somebody waits for has been tried. */
const LOOK_MS = 20;

/** The lanes of this process. */
@Injectable()
export class Engine {
  private readonly runners = new Map<LaneName, LaneRunner>();
  private readonly isolation: Isolation;

  constructor(
    private readonly queue: TaskQueue,
    private readonly settler: Settler,
    private readonly gate: CarrierGate,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly environment: EnvironmentFence,
  ) {
    this.isolation = new Isolation(options.engine.maxLosses);
  }

  /** Called once by the service that owns the lane. */
  register(lane: Lane): void {
    const { queue, settler, gate, isolation, options } = this;
    queue.know(lane);
    this.runners.set(lane.name, new LaneRunner(lane, queue, settler, gate, isolation, options));
  }

  /** @throws HotichEnvironmentError when this database is the other environment's. */
  async run(lane: LaneName, waking?: Waking): Promise<LaneSummary> {
    await this.environment.passed();
    return this.runners.get(lane)!.runOnce(waking);
  }

  /**
   * Runs the lane, and resolves when the work of these subjects has been tried, which was hastened or added as awaited. Everything that
   * is due is worked on; those who wait for these need not wait for that.
   *
   * @throws HotichEnvironmentError
   */
  async runUntilTried(lane: LaneName, subjectIds: readonly string[]): Promise<void> {
    let over = false;
    const run = this.run(lane).finally(() => (over = true));
    const tried = async () => {
      do await sleep(LOOK_MS);
      while (!over && (await this.queue.waits(lane, subjectIds)));
    };
    await Promise.race([run, tried()]);
  }

  /** Whether nothing of the lane's carrier is under way in this process, so that all its concurrency is free. */
  idle(lane: LaneName): boolean {
    const { carrier } = this.runners.get(lane)!;
    return [...this.runners.values()].every((runner) => runner.carrier !== carrier || runner.idle);
  }

  /** Runs the lane when anything of it is due: what a cron finds most of the time is nothing. */
  async runDue(lane: LaneName): Promise<void> {
    await this.environment.passed();
    if (await this.queue.due(lane)) await this.runners.get(lane)!.runOnce();
  }

  has(lane: LaneName): boolean {
    return this.runners.has(lane);
  }

  /** Begins nothing more. Resolves when nothing is in flight. */
  async drain(): Promise<void> {
    await Promise.all([...this.runners.values()].map((runner) => runner.drain()));
  }
}
