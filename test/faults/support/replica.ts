import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { HotichModuleOptions } from '@hotich/nestjs';
import type { Numbered, Order, Reply } from '../replica/protocol';

/** Versions of the library that were landed: before tasks counted their losses, and the last one. */
export type Before = 'first' | 'last';

export interface Boot {
  readonly url: string;
  readonly options: HotichModuleOptions;
  readonly clockSkewMs: number;
  /** With the library as it was landed before. */
  readonly before?: Before | undefined;
}

/** Every child of this run, so that none outlives it. */
const living = new Set<ChildProcess>();
/** One process that has read the code already and waits to be a replica: booting one then costs little. */
let spare: Promise<ChildProcess> | undefined;

/** A host in a process of its own. */
export class Replica {
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private readonly said: string[] = [];
  private asked = 0;
  /** How it may end: in order, as after SIGTERM, or anyhow. */
  private mayEnd?: 'in order' | 'anyhow';
  readonly ended: Promise<void>;

  private constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.said.push(chunk.toString());
        if (this.said.length > 500) this.said.shift();
      });
    }
    child.on('message', (reply: Reply) => this.hear(reply));
    this.ended = once(child, 'exit').then(() => {
      for (const { reject } of this.waiting.values()) reject(new Error(`${name} is gone: ${this.lastWords}`));
      this.waiting.clear();
    });
  }

  static async start(name: string, { before, ...boot }: Boot): Promise<Replica> {
    // Taken before anything is awaited: two that start together must not get the same process.
    const child = before ? warm(join(process.env['HOTICH_BEFORE']!, before)) : (spare ?? warm());
    if (!before) spare = warm();
    spare?.catch(() => undefined);
    const replica = new Replica(name, await child);
    await replica.tell({ do: 'boot', ...boot });
    return replica;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** It ended though nobody sent it away, or with a fault as it went: the one thing a library must never do to its host. */
  get diedByItself(): boolean {
    if (this.running || this.mayEnd === 'anyhow') return false;
    // A host that has ended in order sends itself the signal it was sent.
    return this.mayEnd === undefined || !(this.child.exitCode === 0 || this.child.signalCode === 'SIGTERM');
  }

  /** The last of what it printed. */
  get lastWords(): string {
    return this.said.join('').slice(-3_000);
  }

  async tell(order: Order): Promise<unknown> {
    if (!this.running) throw new Error(`${this.name} is gone`);
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.child.send({ id, order } satisfies Numbered);
    });
  }

  async kill(): Promise<void> {
    this.mayEnd = 'anyhow';
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** It may end by itself: the host's own code is about to end it. */
  pardon(): this {
    this.mayEnd = 'anyhow';
    return this;
  }

  /** SIGTERM. Resolves with the milliseconds that its shutdown took. */
  async stop(): Promise<number> {
    const began = performance.now();
    this.terminate();
    await this.ended;
    return performance.now() - began;
  }

  terminate(): void {
    this.mayEnd ??= 'in order';
    this.child.kill('SIGTERM');
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  private hear({ id, value, error }: Reply): void {
    const asked = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) asked?.resolve(value);
    else asked?.reject(new Error(`${this.name}: ${error}`));
  }
}

/** Kills the spare and whatever was forgotten. */
export async function killAllReplicas(): Promise<void> {
  await spare?.catch(() => undefined);
  spare = undefined;
  await Promise.all(
    [...living].map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    }),
  );
}

/** The last resort, when this process itself is going. */
export function killAllReplicasNow(): void {
  for (const child of living) child.kill('SIGKILL');
}

async function warm(root = join(__dirname, '../../..')): Promise<ChildProcess> {
  const child = fork(join(root, 'test/faults/replica/main.js'), { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  living.add(child);
  child.once('exit', () => living.delete(child));
  const words: string[] = [];
  const listen = (chunk: Buffer) => void words.push(chunk.toString());
  child.stderr?.on('data', listen);
  await new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error(`a replica could not be started: ${words.join('')}`)));
  });
  child.stderr?.off('data', listen);
  return child;
}
