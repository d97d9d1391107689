import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whether the newest versions are asked for, which need Node 22. */
export const NEWEST = process.env.NEWEST === '1';

/** A package from beside the repository's own. */
export function fromSide(name) {
  const require = createRequire(join(process.env.SIDE_PACKAGES, 'package.json'));
  return import(pathToFileURL(require.resolve(name)).href);
}

/** A package as the repository locks it, or its newest version. */
export const load = (name) => (NEWEST ? fromSide(name) : import(name));
