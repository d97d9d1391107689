import { performance } from 'node:perf_hooks';
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
  private draining = false;

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
   * Runs the lane, and resolves when the work of these subjects has been tried, here or by the process that holds it, which was hastened
   * or added as awaited; or when it cannot be begun now. Everything that is due is worked on; those who wait for these need not wait for
   * that, nor for longer than any request takes: what came may be kept from being stored by the very transaction that waits here.
   *
   * @throws HotichEnvironmentError
   */
  async runUntilTried(lane: LaneName, subjectIds: readonly string[]): Promise<void> {
    const end = performance.now() + this.queue.longestLeaseMs(this.runners.get(lane)!.carrier);
    let left = subjectIds;
    let foundFree = false;
    while (performance.now() < end) {
      left = await this.runFor(lane, left, end);
      if (left.length === 0) return;
      const free = !(await this.awaitOthers(lane, left, end));
      // Found so once, it may just have been given back, and the run have come too early for it.
      if (free && foundFree) return;
      foundFree = free;
    }
  }

  /** @returns those that have not been tried when the run is over. */
  private async runFor(lane: LaneName, subjectIds: readonly string[], end: number): Promise<readonly string[]> {
    let over = false;
    let left = subjectIds;
    const run = this.run(lane).finally(() => (over = true));
    const tried = async () => {
      do {
        await sleep(LOOK_MS);
        left = await this.queue.waitedFor(lane, left);
      } while (!over && left.length > 0 && performance.now() < end);
    };
    await Promise.race([run, tried()]);
    return over ? this.queue.waitedFor(lane, left) : left;
  }

  /** Until no process holds their work. @returns whether any did. */
  private async awaitOthers(lane: LaneName, subjectIds: readonly string[], end: number): Promise<boolean> {
    let held = await this.queue.underWay(lane, subjectIds);
    const any = held.length > 0;
    while (held.length > 0 && !this.draining && performance.now() < end) {
      await sleep(LOOK_MS);
      held = await this.queue.underWay(lane, held);
    }
    return any && !this.draining;
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
    this.draining = true;
    await Promise.all([...this.runners.values()].map((runner) => runner.drain()));
  }
}
