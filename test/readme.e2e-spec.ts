import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '..');

/** Type errors of a piece of code that stands where a test stands, and so imports what a stranger imports. */
function typeErrors(code: string): string[] {
  const folder = mkdtempSync(join(__dirname, 'readme-'));
  try {
    const file = join(folder, 'snippet.ts');
    writeFileSync(file, `${code}\nexport {};\n`);
    const { config } = ts.readConfigFile(join(root, 'tsconfig.test.json'), (path) => readFileSync(path, 'utf8')) as {
      config: object;
    };
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, root);
    const program = ts.createProgram([file], {
      ...options,
      module: ts.ModuleKind.ES2022,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noUnusedLocals: false,
    });
    return ts.getPreEmitDiagnostics(program).map((d) => ts.flattenDiagnosticMessageText(d.messageText, '\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('README.md', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const snippets = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]!);

  it('embeds the library in a snippet that compiles as it stands', () => {
    expect(snippets).toHaveLength(2);
    for (const snippet of snippets) expect(typeErrors(snippet)).toEqual([]);
  }, 60_000);

  it('would not compile with a mistake in it', () => {
    expect(typeErrors(snippets[0]!.replace("provinceCode: '24'", 'provinceCode: 24'))).not.toEqual([]);
  }, 60_000);

  it('names a test command that exists', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const commands = [...readme.matchAll(/npm (?:run )?(start|test|demo)\b/g)].map((match) => match[1]!);
    for (const command of new Set(commands)) expect(scripts[command]).toMatch(/\S/);
  });
});
