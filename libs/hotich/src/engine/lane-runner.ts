import { AsyncResource } from 'node:async_hooks';
import type { CarrierGate } from '../carrier';
import type { CarrierName } from '../hotich.constants';
import type { ResolvedOptions } from '../hotich.options.resolve';
import type { Isolation } from './isolation';
import type { Lane } from './lane';
import { LaneRun, type LaneSummary } from './lane-run';
import { Leases } from './leases';
import type { Settler } from './settler';
import type { TaskQueue } from './task-queue';
import { type Waking, WHATEVER_IS_DUE } from './wake-up';

/** Moves one lane, one run at a time. */
export class LaneRunner {
  private readonly leases: Leases;
  /** A run serves all dossiers, and so belongs to no request or transaction, as whose commit or call began it would. */
  private readonly outside = new AsyncResource('HotichLane');
  private run?: { readonly line: LaneRun; readonly ended: Promise<LaneSummary> } | undefined;
  private stopping = false;

  constructor(
    private readonly lane: Lane,
    private readonly queue: TaskQueue,
    private readonly settler: Settler,
    private readonly gate: CarrierGate,
    private readonly isolation: Isolation,
    private readonly options: ResolvedOptions,
  ) {
    this.leases = new Leases(lane, queue, options);
  }

  get carrier(): CarrierName {
    return this.lane.carrier;
  }

  /** No run is under way, and one may begin. */
  get idle(): boolean {
    return !this.run && !this.stopping;
  }

  /**
   * Works until nothing of the lane is due. Everything that was due when it was called has been tried when it resolves: a run under way
   * looks again, and is shared by all who ask.
   *
   * @param waking with `more: false` only what was born to this lane is tried for sure.
   */
  runOnce(waking = WHATEVER_IS_DUE): Promise<LaneSummary> {
    if (this.run) this.run.line.wake(waking);
    else this.run = this.begin(waking);
    return this.run.ended;
  }

  /** Claims nothing more; what is in flight ends, what was not begun is given back. */
  async drain(): Promise<void> {
    this.stopping = true;
    await this.run?.line.stop();
    await this.leases.allGivenBack();
  }

  private begin(waking: Waking) {
    const { lane, queue, settler, gate, isolation, leases, options } = this;
    const line = new LaneRun(lane, { queue, settler, gate, isolation, leases }, options);
    line.wake(waking);
    if (this.stopping) void line.stop();
    return { line, ended: this.outside.runInAsyncScope(() => line.work(() => (this.run = undefined))) };
  }
}
