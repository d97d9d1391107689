import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Servers of this run, so that none outlives it. */
const living = new Set<ChildProcess>();

/** Servers refuse to run as root: there they run as Debian's user `postgres`. */
const unprivileged = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

/** Where Debian keeps the newest PostgreSQL's programs. */
const postgresPrograms = () => {
  const versions = '/usr/lib/postgresql';
  const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0]!;
  return join(versions, newest, 'bin');
};

/** A folder in the system's place for such, which the servers may enter and write. */
export function serverFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `hotich-${name}-`));
  if (unprivileged.uid !== undefined) chownSync(folder, unprivileged.uid, unprivileged.gid);
  return folder;
}

/** Runs one of PostgreSQL's programs to its end. @throws Error with what it printed when it fails. */
export async function runPostgresProgram(name: string, args: readonly string[]): Promise<void> {
  await promisify(execFile)(join(postgresPrograms(), name), args, { ...unprivileged, cwd: tmpdir() });
}

export const startPostgres = (args: readonly string[]): ServerProcess =>
  new ServerProcess(join(postgresPrograms(), 'postgres'), args);

/** A server program, and what may be done to it. */
export class ServerProcess {
  private readonly child: ChildProcess;
  private readonly said: string[] = [];

  constructor(program: string, args: readonly string[]) {
    this.child = spawn(program, args, { ...unprivileged, cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.said.push(chunk.toString());
      if (this.said.length > 100) this.said.shift();
    });
    living.add(this.child);
    this.child.once('exit', () => living.delete(this.child));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** The last of what it printed. */
  get lastWords(): string {
    return this.said.join('').slice(-2_000);
  }

  async end(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  /** SIGKILL to it and to every process it has started, as when the machine loses power. */
  async killWhole(): Promise<void> {
    const children = childrenOf(this.child.pid!);
    await this.end('SIGKILL');
    for (const pid of children) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It noticed by itself that the parent is gone.
      }
    }
  }
}

/** The last resort, when this process itself is going. */
export function killAllServersNow(): void {
  for (const child of living) child.kill('SIGKILL');
}

function childrenOf(pid: number): number[] {
  const pids = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return pids === '' ? [] : pids.split(' ').map(Number);
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}
