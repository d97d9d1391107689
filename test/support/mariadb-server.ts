import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port';

const run = promisify(execFile);

const DURABLE = ['--innodb-flush-log-at-trx-commit=1'];
/** For tests that never pull the plug of the server. */
const FAST = ['--innodb-flush-log-at-trx-commit=0', '--skip-innodb-doublewrite'];

/** A real MariaDB (Debian's `mariadb-server`) on a folder and a port of its own, that can have its plug pulled and be started again. */
export class MariadbServer {
  private server?: ChildProcess;

  private constructor(
    private readonly folder: string,
    private readonly port: number,
    private readonly flags: readonly string[],
  ) {}

  static async start({ durable = true } = {}): Promise<MariadbServer> {
    const folder = await mkdtemp(join(tmpdir(), 'hotich-mariadb-'));
    await handOver(folder);
    const data = `--datadir=${join(folder, 'data')}`;
    await run('mariadb-install-db', ['--no-defaults', data, ...user(), '--auth-root-authentication-method=normal']);
    const grants = join(folder, 'grants.sql');
    await writeFile(
      grants,
      "create user if not exists hotich@'127.0.0.1' identified by 'hotich';\ngrant all on *.* to hotich@'127.0.0.1';\n",
    );
    const flags = [
      '--no-defaults',
      data,
      ...user(),
      `--init-file=${grants}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--max-connections=300',
      // Not every kernel's lets the server start.
      '--innodb-use-native-aio=0',
      ...(durable ? DURABLE : FAST),
    ];
    const server = new MariadbServer(folder, await freePort(), flags);
    await server.startAgain();
    return server;
  }

  /** Without a database's name. */
  get url(): string {
    return `mariadb://hotich:hotich@127.0.0.1:${this.port}`;
  }

  /** `kill -9`: nothing is written any more, recovery runs at the next start. */
  async crash(): Promise<void> {
    await this.end('SIGKILL');
  }

  async startAgain(): Promise<void> {
    const server = spawn('mariadbd', [...this.flags, `--port=${this.port}`], { stdio: 'ignore' });
    this.server = server;
    for (let tries = 0; ; tries++) {
      try {
        const { port } = this;
        const connection = await createConnection({ host: '127.0.0.1', port, user: 'hotich', password: 'hotich' });
        await connection.end();
        return;
      } catch (error) {
        if (server.exitCode !== null || tries > 600) throw new Error('mariadbd does not start', { cause: error });
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const gone = once(this.server!, 'exit');
    this.server!.kill(signal);
    await gone;
  }
}

/** The server refuses to run as root: there it runs as the user `mysql`, whom Debian's package makes. */
const isRoot = process.getuid?.() === 0;
const user = () => (isRoot ? ['--user=mysql'] : []);

async function handOver(folder: string): Promise<void> {
  if (!isRoot) return;
  const [uid, gid] = await Promise.all(['-u', '-g'].map((of) => run('id', [of, 'mysql'])));
  await chown(folder, Number(uid!.stdout), Number(gid!.stdout));
}
