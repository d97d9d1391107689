import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mysql from 'mysql2/promise';
import { ensureInstalled } from './debian.mjs';
import { until } from './numbers.mjs';
import { cpuOfTree, freePort, startServer, stop } from './processes.mjs';

/** Debian's MariaDB, every commit flushed. */
export async function startMariadb() {
  const program = ensureInstalled('mariadbd', 'mariadb-server');
  const folder = mkdtempSync(join(tmpdir(), 'hotich-bench-mariadb-'));
  const user = process.getuid?.() === 0 ? 'mysql' : process.env.USER;
  if (user === 'mysql') {
    const idOf = (flag) => Number(execFileSync('id', [flag, 'mysql'], { encoding: 'utf8' }));
    chownSync(folder, idOf('-u'), idOf('-g'));
  }
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  execFileSync(
    'mariadb-install-db',
    [`--datadir=${data}`, `--user=${user}`, '--auth-root-authentication-method=normal', '--skip-test-db'],
    { stdio: 'ignore' },
  );
  const port = await freePort();
  const server = startServer(program, [
    '--no-defaults',
    `--datadir=${data}`,
    `--user=${user}`,
    `--port=${port}`,
    `--socket=${join(folder, 'socket')}`,
    '--bind-address=127.0.0.1',
    '--skip-name-resolve',
    '--innodb-buffer-pool-size=512M',
    '--innodb-log-file-size=1G',
    '--innodb-flush-log-at-trx-commit=1',
    // Its asynchronous I/O fails on some kernels of virtual machines.
    '--innodb-use-native-aio=0',
    '--character-set-server=utf8mb4',
  ]);
  const connect = () => mysql.createConnection({ host: '127.0.0.1', port, user: 'root' });
  const client = await until(() => connect().catch(() => undefined), 60_000, 'MariaDB answers');
  await client.query("create user bench@'127.0.0.1' identified by 'bench'");
  await client.query("grant all on *.* to bench@'127.0.0.1'");
  const [[{ version }]] = await client.query('select version() as version');
  return {
    name: `MariaDB ${version.replace(/-MariaDB.*/, '')}`,
    type: 'mariadb',
    urlOf: (database) => `mysql://bench:bench@127.0.0.1:${port}/${database}`,
    create: (database) => client.query(`create database ${database}`),
    drop: (database) => client.query(`drop database if exists ${database}`),
    cpu: () => cpuOfTree(server.pid),
    /** Bytes of the redo log so far. */
    written: async () => Number((await client.query("show global status like 'Innodb_os_log_written'"))[0][0].Value),
    stop: async () => {
      client.destroy();
      await stop(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
