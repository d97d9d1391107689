import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../../.data/bench-packages');
const NODE = `node-${process.platform}-${process.arch}`;
/** What the lockfile, made for Node 20, cannot hold; and the client BullMQ leaves to its user. */
const PACKAGES = {
  [NODE]: '22.23.3',
  'pg-boss': '12.38.0',
  'graphile-worker': '0.18.0',
  undici: '8.12.4',
  pg: '8.23.1',
  ioredis: '5.11.1',
};

/**
 * Packages beside the repository's own, installed once into `.data/`: nothing of the lockfile changes.
 *
 * @returns the folder, a Node 22 program, and what is in it as text.
 * @throws when the registry cannot be reached.
 */
export function sidePackages() {
  const wanted = JSON.stringify({ private: true, dependencies: PACKAGES }, null, 2);
  const mark = join(FOLDER, 'complete.json');
  if (!existsSync(mark)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, 'package.json'), wanted);
    // No install scripts: nothing here needs one.
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: FOLDER, stdio: 'ignore' });
    writeFileSync(mark, wanted);
  }
  const { [NODE]: node, ...others } = PACKAGES;
  return {
    folder: FOLDER,
    node: join(FOLDER, 'node_modules', NODE, 'bin/node'),
    names: [`Node ${node}`, ...Object.entries(others).map(([name, version]) => `${name} ${version}`)],
  };
}
