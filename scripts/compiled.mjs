// Runs tests that are programs of their own: compiled once, apart, so that the many processes they start need not compile, and see no
// edit made meanwhile.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

const root = join(import.meta.dirname, '..');

/**
 * Runs `main`, a TypeScript file of the tests, with this process's arguments; `folders` are the tests it is made of.
 *
 * @param before commits by name: the tests find themselves in the folder of each name below `HOTICH_BEFORE` once more, with the library as
 * it was there.
 */
export function runCompiled(main, folders, before = {}) {
  const built = mkdtempSync(join(tmpdir(), 'hotich-code-'));
  build(root, built, ['libs/hotich/src', 'libs/simulator/src', 'test/support', ...folders]);
  for (const [name, commit] of Object.entries(before))
    buildBefore(join(built, 'before', name), commit, ['test/support', ...folders]);
  const run = spawn(
    process.execPath,
    ['--enable-source-maps', join(built, main.replace(/\.ts$/, '.js')), ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit', env: { ...process.env, HOTICH_BEFORE: join(built, 'before') } },
  );
  // The terminal tells the whole group; here it is only seen through to the end.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => run.kill(signal));
  run.on('exit', (code) => {
    rmSync(built, { recursive: true });
    process.exitCode = code ?? 1;
  });
}

function build(from, built, folders) {
  compileAll(from, built, folders);
  symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
  // Beside the tests, so that these names mean what was compiled here and not what lies in dist.
  for (const [name, folder] of Object.entries({ nestjs: 'hotich', simulator: 'simulator' })) {
    write(
      join(built, 'test/node_modules/@hotich', name, 'index.js'),
      `module.exports = require('../../../../libs/${folder}/src/index.js');\n`,
    );
  }
}

function buildBefore(before, commit, folders) {
  const archive = execFileSync('git', ['archive', commit, 'libs/hotich/src', 'libs/simulator/src'], {
    cwd: root,
    maxBuffer: 1 << 28,
  });
  const source = `${before}.source`;
  mkdirSync(source, { recursive: true });
  execFileSync('tar', ['-x', '-C', source], { input: archive });
  compileAll(root, before, folders);
  build(source, before, ['libs/hotich/src', 'libs/simulator/src']);
}

function compileAll(from, built, folders) {
  for (const folder of folders) {
    for (const entry of readdirSync(join(from, folder), { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name))
        compile(file, join(built, file.slice(from.length + 1)));
    }
  }
}

function compile(file, to) {
  const { code } = transformFileSync(file, {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2022',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
    swcrc: false,
  });
  write(to.replace(/\.ts$/, '.js'), code);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
