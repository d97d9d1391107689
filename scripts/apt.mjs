import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's own servers, installed when one of the files they bring is absent. */
export function ensureInstalled(files, packages) {
  if (files.every((file) => existsSync(file))) return;
  // In runlevel 1 the packages' own services are not started: the tests start servers of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args) => execFileSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}
