import { setTimeout as sleep } from 'node:timers/promises';
import type { Replica } from './replica';
import type { Rig } from './rig';

/** Keeps so many replicas running: one that died is replaced. */
export class Orchestrator {
  private open = true;
  private readonly working: Promise<unknown>;
  /** Replicas that ended by themselves, or as they deserved. */
  deaths = 0;

  /** @param deserves whether a replica is to be killed at this moment, as if by what it does. */
  constructor(
    private readonly rig: Rig,
    replicas: number,
    private readonly deserves: (replica: Replica) => boolean = () => false,
  ) {
    this.working = Promise.all(Array.from({ length: replicas }, (_, i) => this.keepOne(`o${i}`)));
    // Told at the end; until then nobody listens.
    this.working.catch(() => undefined);
  }

  async end(): Promise<void> {
    this.open = false;
    await this.working;
  }

  private async keepOne(name: string): Promise<void> {
    for (let i = 1; this.open; i++) {
      const replica = (await this.rig.replica(`${name}.${i}`)).pardon();
      while (this.open && replica.running) {
        if (this.deserves(replica)) await replica.kill();
        else await sleep(20);
      }
      if (!replica.running) this.deaths++;
    }
  }
}
