import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface PartOptions {
  /** What people call it. */
  readonly name: string;
  /** The compiled program. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What ends it at once, with everything it has started. Default `SIGKILL`. */
  readonly killSignal?: NodeJS.Signals;
}

/** What a part says on standard output when it is ready. */
export type Ready = Readonly<Record<string, unknown>> & { readonly url: string };

const LEASH = join(__dirname, 'leash.js');
const READY_MS = 60_000;
/** Longer than a host may take to end what it has in flight. */
const STOP_MS = 25_000;
const TAIL_LINES = 15;

/** One process of the system. It is ready when it has printed its line `{"event":"ready",…}`. */
export class Part {
  readonly name: string;
  readonly ready: Promise<Ready>;
  /** Resolves when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  private readonly child: ChildProcess;
  private readonly tail: string[] = [];
  private readonly killSignal: NodeJS.Signals;
  private stopping = false;

  /** @param onDeath called when it ends without having been asked to. */
  constructor(
    { name, script, args = [], env = {}, killSignal = 'SIGKILL' }: PartOptions,
    private readonly onDeath: (part: Part) => void,
  ) {
    this.name = name;
    this.killSignal = killSignal;
    this.child = spawn(process.execPath, ['--require', LEASH, script, ...args], {
      env: { ...foreignEnvironment(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A process group of its own: Ctrl-C in the terminal reaches the demo alone, which then stops the parts in order.
      detached: true,
      windowsHide: true,
    });
    createInterface({ input: this.child.stderr! }).on('line', (line) => {
      this.tail.push(line);
      if (this.tail.length > TAIL_LINES) this.tail.shift();
    });
    this.child.stdin!.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      this.child.once('error', () => resolve());
      this.child.once('close', () => resolve());
    });
    this.ready = this.untilReady();
    this.ready.catch(() => undefined);
    void this.ended.then(() => {
      if (this.stopping) return;
      // What it had started must not outlive it.
      this.signalGroup();
      this.onDeath(this);
    });
  }

  /** The last it said on standard error. */
  get lastWords(): string {
    return this.tail.join('\n');
  }

  /** Lets go of the leash and waits; what does not end in time is killed. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.child.stdin!.end();
    const late = setTimeout(() => this.kill(), STOP_MS);
    await this.ended;
    clearTimeout(late);
  }

  /** At once, with everything it has started. */
  kill(): void {
    this.stopping = true;
    if (this.child.exitCode === null && this.child.signalCode === null) this.signalGroup();
  }

  private signalGroup(): void {
    const { pid } = this.child;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') this.child.kill(this.killSignal);
      else process.kill(-pid, this.killSignal);
    } catch {
      // Nobody of the group is left.
    }
  }

  private untilReady(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      const giveUp = (why: string): void => reject(this.failure(why));
      const timer = setTimeout(giveUp, READY_MS, `chưa sẵn sàng sau ${READY_MS / 1000} s — not ready in time`);
      createInterface({ input: this.child.stdout! }).on('line', (line) => {
        const ready = readyLine(line);
        if (!ready) return;
        clearTimeout(timer);
        resolve(ready);
      });
      void this.ended.then(() => {
        clearTimeout(timer);
        giveUp('đã dừng khi đang khởi động — ended while starting');
      });
    });
  }

  private failure(what: string): Error {
    return new Error([`${this.name}: ${what}`, this.lastWords].filter(Boolean).join('\n'));
  }
}

function readyLine(line: string): Ready | undefined {
  try {
    const said = JSON.parse(line) as Record<string, unknown> | null;
    return said?.['event'] === 'ready' && typeof said['url'] === 'string' ? (said as Ready) : undefined;
  } catch {
    return undefined;
  }
}

/** Our environment without the variables by which the parts are set: only what the demo says counts. */
function foreignEnvironment(): NodeJS.ProcessEnv {
  const ours = /^(HOTICH_.*|HO_SO_PREFIX|DATABASE_URL|PORT|HOST|STATE_FILE|PROVINCE_CODE|QUIET|NODE_OPTIONS)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
