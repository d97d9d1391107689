import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { MODULE_CODES } from '../library';
import { codeListsPage } from './code-lists-page';
import { indexPage } from './index-page';
import { modulePage } from './module-page';

/** Only generated pages live here: a page of a module that is gone is told from one written by hand. */
const MODULES_FOLDER = 'modules';

/** Writes every page below the folder; returns their paths. */
export async function writePages(folder: string): Promise<readonly string[]> {
  const pages = await generatePages();
  for (const [path, text] of pages) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return [...pages.keys()];
}

/** What is wrong with the pages below the folder, a line for each; empty when they say what the code says. */
export async function checkPages(folder: string): Promise<readonly string[]> {
  const pages = await generatePages();
  const differences: string[] = [];
  for (const [path, text] of pages) {
    const found = await readFile(join(folder, path), 'utf8').catch(() => undefined);
    if (found === undefined) differences.push(`missing: ${path}`);
    else if (found !== text) differences.push(`differs: ${path}, line ${firstDifference(found, text)}`);
  }
  const present = await readdir(join(folder, MODULES_FOLDER)).catch(() => []);
  const strangers = present.map((name) => `${MODULES_FOLDER}/${name}`).filter((path) => !pages.has(path));
  return [...differences, ...strangers.map((path) => `not generated: ${path}`)];
}

/** Every generated page by its path. Formatted as the repository is, so that a formatter run later changes nothing. */
async function generatePages(): Promise<ReadonlyMap<string, string>> {
  const texts: [path: string, text: string][] = [
    ['code-lists.md', codeListsPage()],
    [`${MODULES_FOLDER}/README.md`, indexPage()],
    ...MODULE_CODES.map((module): [string, string] => [`${MODULES_FOLDER}/${module}.md`, modulePage(module)]),
  ];
  const style = { ...(await resolveConfig(__filename)), parser: 'markdown' };
  const formatted = texts.map(async ([path, text]) => [path, await format(text, style)] as const);
  return new Map(await Promise.all(formatted));
}

function firstDifference(found: string, expected: string): number {
  const [ours, theirs] = [found.split('\n'), expected.split('\n')];
  return ours.findIndex((line, index) => line !== theirs[index]) + 1 || ours.length + 1;
}
