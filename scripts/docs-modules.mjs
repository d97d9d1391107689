// Writes the pages that follow from the code: one per module, their index, the code lists.
//   node scripts/docs-modules.mjs                write them
//   node scripts/docs-modules.mjs --check        exit 1 and name the pages that differ from what the code says
//   --folder <docs>                              another folder than docs/
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './typescript.mjs';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, folder: { type: 'string' } } });
const folder = values.folder ?? join(import.meta.dirname, '..', 'docs');
const { checkPages, writePages } = load('docs/pages.ts');

if (values.check) {
  const differences = await checkPages(folder);
  for (const difference of differences) console.error(difference);
  if (differences.length > 0) console.error('\nnode scripts/docs-modules.mjs writes them anew');
  process.exitCode = differences.length > 0 ? 1 : 0;
} else {
  for (const page of await writePages(folder)) console.log(page);
}
