// Many hosts, a pooler, a standby, partitions, with Debian's own servers: `node scripts/test-machines.mjs [part of a scenario's name …]`.
import { ensureInstalled } from './apt.mjs';
import { runCompiled } from './compiled.mjs';

ensureInstalled(['/usr/lib/postgresql', '/usr/sbin/pgbouncer'], ['postgresql', 'pgbouncer']);
runCompiled('test/machines/main.ts', ['test/faults', 'test/machines']);
