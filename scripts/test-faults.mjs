// Breaks everything that can break around the library, and prints what held: `node scripts/test-faults.mjs [part of a scenario's name …]`.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';

const root = join(import.meta.dirname, '..');
// Compiled once, apart: the run starts some two hundred processes, and none of them shall compile or see an edit made meanwhile.
const built = mkdtempSync(join(tmpdir(), 'hotich-faults-code-'));
build();

const run = spawn(
  process.execPath,
  ['--enable-source-maps', join(built, 'test/faults/main.js'), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
// The terminal tells the whole group; here it is only seen through to the end.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => run.kill(signal));
run.on('exit', (code) => {
  rmSync(built, { recursive: true });
  process.exitCode = code ?? 1;
});

function build() {
  for (const folder of ['libs/hotich/src', 'libs/simulator/src', 'test/support', 'test/faults']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && /(?<!\.spec)\.ts$/.test(entry.name)) compile(join(entry.parentPath, entry.name));
    }
  }
  symlinkSync(join(root, 'node_modules'), join(built, 'node_modules'));
  // Beside the tests, so that these names mean what was compiled here and not what lies in dist.
  for (const [name, folder] of Object.entries({ nestjs: 'hotich', simulator: 'simulator' })) {
    write(
      join(built, 'test/node_modules/@hotich', name, 'index.js'),
      `module.exports = require('../../../../libs/${folder}/src/index.js');\n`,
    );
  }
}

function compile(file) {
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
  write(join(built, file.slice(root.length + 1)).replace(/\.ts$/, '.js'), code);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
