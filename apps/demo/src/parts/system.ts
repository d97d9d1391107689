import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HostApi } from '../api/host-api';
import { SimulatorApi } from '../api/simulator-api';
import { hostEnvironment, type Pace } from './host-environment';
import { Part, type PartOptions, type Ready } from './part';
import { areFree, freePort } from './ports';

export interface SystemOptions {
  /** Where the database and the simulator keep their data. */
  readonly dataDir: string;
  /** How many host processes share the database. */
  readonly hosts: number;
  /** The data is thrown away afterwards: the database need not be careful. */
  readonly throwaway: boolean;
  /** Ports that stay the same from start to start, when nobody else has them; otherwise free ones. */
  readonly stablePorts: boolean;
  readonly pace: Pace;
  /** Called when a part ends without having been asked to. */
  readonly onDeath: (part: Part) => void;
}

/** A part that has just become ready, for whoever tells the story. */
export interface Started {
  readonly name: string;
  readonly url: string;
  readonly ms: number;
}

const PROGRAMS = join(__dirname, '../..');
const PORTS = { host: 4_000, simulator: 4_100, database: 4_150 } as const;

/** PostgreSQL, the simulator and the hosts, as processes of their own with real sockets between them. */
export class System {
  private readonly parts: Part[] = [];
  private running?: { readonly simulator: SimulatorApi; readonly hosts: readonly HostApi[] };
  private stopped = false;

  constructor(private readonly options: SystemOptions) {}

  get simulator(): SimulatorApi {
    return this.started().simulator;
  }

  /** All host processes, the first one first. */
  get hosts(): readonly HostApi[] {
    return this.started().hosts;
  }

  /** The host that is used when it does not matter which. */
  get host(): HostApi {
    return this.hosts[0]!;
  }

  /** @throws Error naming the part that did not start, with its last words. */
  async start(report: (started: Started) => void): Promise<void> {
    const { dataDir, hosts: count } = this.options;
    await mkdir(dataDir, { recursive: true });
    // Run by root, PostgreSQL is another user who must be able to come through.
    await chmod(dataDir, 0o755);
    const [database, simulator] = await Promise.all([
      this.launch(await this.databasePart(), report),
      this.launch(await this.simulatorPart(), report),
    ]);
    const hosts: Ready[] = [];
    // One after the other: the first creates the tables.
    for (let index = 0; index < count; index++) {
      hosts.push(await this.launch(await this.hostPart(index, database, simulator), report));
    }
    this.running = {
      simulator: new SimulatorApi(simulator.url),
      hosts: hosts.map((host, index) => new HostApi(host.url, callerId(index))),
    };
  }

  /** Hosts first, the database last. */
  async stop(): Promise<void> {
    this.stopped = true;
    const isHost = (part: Part): boolean => part.name.startsWith('host');
    await Promise.all(this.parts.filter(isHost).map((part) => part.stop()));
    for (const part of this.parts.filter((other) => !isHost(other)).reverse()) await part.stop();
  }

  /** At once, without saving anything. */
  kill(): void {
    this.stopped = true;
    for (const part of this.parts) part.kill();
  }

  private async launch(options: PartOptions, report: (started: Started) => void): Promise<Ready> {
    if (this.stopped) throw new Error('stopped while starting');
    const began = performance.now();
    const part = new Part(options, (dead) => {
      // While it starts, its death is told by the promise below.
      if (this.running) this.options.onDeath(dead);
    });
    this.parts.push(part);
    const ready = await part.ready;
    report({ name: part.name, url: ready.url, ms: performance.now() - began });
    return ready;
  }

  private async databasePart(): Promise<PartOptions> {
    const { dataDir, throwaway, stablePorts } = this.options;
    const port = stablePorts && (await areFree(PORTS.database)) ? PORTS.database : await freePort();
    const args = ['--dir', join(dataDir, 'postgres'), '--port', String(port), ...(throwaway ? ['--fast'] : [])];
    // The server's own "immediate shutdown": as quick as SIGKILL, but it leaves no lock file in the way of the next start.
    return { name: 'PostgreSQL', script: join(__dirname, 'database.js'), args, killSignal: 'SIGQUIT' };
  }

  private async simulatorPart(): Promise<PartOptions> {
    const { dataDir, stablePorts } = this.options;
    // The page, the gateway and DVCLT listen on three ports in a row; 0 takes three free ones.
    const port = stablePorts && (await areFree(PORTS.simulator, 3)) ? PORTS.simulator : 0;
    const env = { PORT: String(port), STATE_FILE: join(dataDir, 'simulator.json'), QUIET: '1' };
    return { name: 'simulator', script: join(PROGRAMS, 'simulator/main.js'), env };
  }

  private async hostPart(index: number, database: Ready, simulator: Ready): Promise<PartOptions> {
    const wanted = PORTS.host + index;
    const port = this.options.stablePorts && (await areFree(wanted)) ? wanted : 0;
    const env = hostEnvironment({ port, callerId: callerId(index), database, simulator, pace: this.options.pace });
    return { name: callerId(index), script: join(PROGRAMS, 'host/main.js'), env };
  }

  private started(): NonNullable<System['running']> {
    if (!this.running) throw new Error('the system has not started');
    return this.running;
  }
}

const callerId = (index: number): string => `host-${index + 1}`;
