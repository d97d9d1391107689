// Runs every module through every version that carries it, and prints what was seen to work.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'hotich-coverage-'));
const file = join(folder, 'seen.json');
const jest = join(import.meta.dirname, '..', 'node_modules', '.bin', 'jest');
const run = spawnSync(jest, ['--selectProjects=e2e', '--testPathPatterns', 'test/contract', '--silent'], {
  env: { ...process.env, HOTICH_COVERAGE: file },
  stdio: ['ignore', 'ignore', process.env.VERBOSE ? 'inherit' : 'pipe'],
  encoding: 'utf8',
});

let complete = run.status === 0;
try {
  const { columns, rows } = JSON.parse(readFileSync(file, 'utf8'));
  const modules = [...new Set(rows.map((row) => row.module))];
  const line = (cells) => cells.map((cell, i) => cell.padEnd(i < 2 ? 7 : 11)).join('');
  console.log(line(['module', 'version', ...columns]));
  for (const module of modules) {
    for (const row of rows.filter((one) => one.module === module)) {
      const marks = columns.map((column) => (row.seen.includes(column) ? '✓' : '·'));
      complete &&= !marks.includes('·');
      console.log(line([row.module, ` ${row.version}`, ...marks]) + row.title);
    }
  }
  console.log(`\n${modules.length} modules, ${rows.length} routes, ${complete ? 'all seen to work' : 'NOT complete'}`);
} catch {
  complete = false;
  console.error(run.stderr);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = complete ? 0 : 1;
