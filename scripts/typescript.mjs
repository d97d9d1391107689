// Runs the TypeScript of this folder as it stands: nothing is built, and the library goes by its own name.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

export function load(file) {
  process.env.SWC_NODE_PROJECT = join(import.meta.dirname, '..', 'tsconfig.test.json');
  require('@swc-node/register');
  return require(join(import.meta.dirname, file));
}
