// Many hosts, a pooler, a standby, partitions, with Debian's own servers: `node scripts/test-machines.mjs [part of a scenario's name …]`.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { runCompiled } from './compiled.mjs';

if (!existsSync('/usr/lib/postgresql') || !existsSync('/usr/sbin/pgbouncer')) {
  // In runlevel 1 the packages' own services are not started: the tests start servers of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) => execFileSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'postgresql', 'pgbouncer');
}

runCompiled('test/machines/main.ts', ['test/faults', 'test/machines']);
