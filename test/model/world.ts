import type { HotichModuleOptions } from '@hotich/nestjs';
import { type Fault, HotichSimulator } from '@hotich/simulator';
import { DataSource } from 'typeorm';
import { createHostTables } from '../faults/replica/ho-so.listener';
import { freshDatabase } from '../support/database';
import { optionsFor } from '../support/host';
import { Clock } from './clock';
import type { Life } from './life';
import { Replica } from './replica';

/** Longer than any pause, lease or time-out set below, and than the engine's own pause of a held delivery. */
export const A_WHILE_MS = 16 * 60_000;
/** Longer than the shortest pauses. */
export const A_MOMENT_MS = 1_500;
export const LEASE_MS = 20_000;
/** A clean table every so often: what earlier runs left behind must not make later ones slow. */
const RUNS_PER_DAY = 100;

const TABLES = [
  'dossier',
  'content',
  'task',
  'timeline',
  'report',
  'delivery',
  'file',
  'file_chunk',
  'result',
  'exchange',
];

/** Two working replicas, a desk where officers sit, both remotes, one database, and the time of them all. */
export class World {
  private runs = 0;
  readonly replicas: Replica[] = [];

  private constructor(
    readonly url: string,
    readonly control: DataSource,
    readonly clock: Clock,
    readonly remotes: HotichSimulator,
    readonly desk: Replica,
  ) {}

  static async build(): Promise<World> {
    const url = await freshDatabase();
    await Clock.install(url);
    const control = await new DataSource({ type: 'postgres', url, poolErrorHandler: () => undefined }).initialize();
    await createHostTables(control);
    const clock = new Clock(control);
    const remotes = await HotichSimulator.start({ behaviour: { gateway: { tokenLifetimeSeconds: 10_000_000 } } });
    const desk = await Replica.boot(url, (life) => optionsOf('desk', remotes, life));
    const world = new World(url, control, clock, remotes, desk);
    for (const place of [0, 1]) await world.raise(place);
    return world;
  }

  /** The replica at this place; a new process when the one that was there has died. */
  async raise(place: number): Promise<Replica> {
    const known = this.replicas[place];
    if (known && !known.life.ended) return known;
    await known?.close();
    return (this.replicas[place] = await Replica.boot(this.url, (life) => optionsOf(`r${place}`, this.remotes, life)));
  }

  /** Nothing of what was before. */
  async begin(): Promise<void> {
    if (this.runs++ % RUNS_PER_DAY === 0) {
      await this.control.query(`truncate ${TABLES.map((name) => `hotich_${name}`).join(', ')}, ho_so`);
      await this.remotes.reset();
    } else {
      await this.control.query([...TABLES.map((name) => `delete from hotich_${name}`), 'delete from ho_so'].join(';'));
      this.remotes.calls.clear();
    }
    await this.heal();
  }

  /** Everything works again. */
  async heal(): Promise<void> {
    this.remotes.faults.clear();
    await this.remotes.up();
    await this.control.query('delete from host_trouble');
    for (const place of [0, 1]) (await this.raise(place)).life.disarm();
  }

  spoil(operation: Parameters<HotichSimulator['faults']['next']>[0], spoiled: Fault): void {
    this.remotes.faults.next(operation, spoiled);
  }

  async close(): Promise<void> {
    await Promise.all([this.desk, ...this.replicas].map((replica) => replica.close()));
    await this.control.destroy();
    await this.remotes.stop();
  }
}

function optionsOf(name: string, remotes: HotichSimulator, life: Life): HotichModuleOptions {
  // Asked before each request: between the claim and the wire.
  const headers = async () => {
    await life.beforeCall();
    return { 'x-caller-id': name };
  };
  const carrier = { headers, timeoutMs: 250, connectTimeoutMs: 250, breaker: { failures: 5, openMs: 5_000 } };
  return optionsFor(remotes, {
    gateway: carrier as never,
    interlink: carrier as never,
    register: { cadence: { firstMs: 1_000, minMs: 1_000, maxMs: 5_000, workingHours: false }, unknownGraceMs: 5_000 },
    engine: { leaseMs: LEASE_MS, retryMs: 1_000, retryMaxMs: 10_000, maxAttempts: 3 },
  });
}
