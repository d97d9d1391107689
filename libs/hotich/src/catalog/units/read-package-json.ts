import { readFileSync } from 'node:fs';

/** Reads a JSON file of an installed package without leaving it in the module cache: it is large and needed once. */
export function readPackageJson<T>(specifier: string): T {
  return JSON.parse(readFileSync(require.resolve(specifier), 'utf8')) as T;
}
