// The end-to-end tests on MariaDB, and those that are about MariaDB: `node scripts/test-mariadb.mjs [jest's own options …]`.
import { spawnSync } from 'node:child_process';
import { ensureInstalled } from './apt.mjs';

const SUITES =
  'main-job|delivery|intake|host-transaction|at-rest|migrations|catalog|bad-input|carrier|retention|pace|cadence|claims|settle|mariadb/';

ensureInstalled(['/usr/sbin/mariadbd', '/usr/bin/mariadb-install-db'], ['mariadb-server']);
const { status } = spawnSync(
  'npx',
  [
    'jest',
    '--selectProjects=e2e',
    `--testPathPatterns=test/(${SUITES})`,
    '--testTimeout=30000',
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env: { ...process.env, HOTICH_TEST_DATABASE: 'mariadb' } },
);
process.exit(status ?? 1);
