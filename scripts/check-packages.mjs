// Packs every library as it would be published and looks at the tarball with strangers' eyes.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const run = (command, args, cwd = root) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });

for (const name of readdirSync(join(root, 'libs'))) {
  const folder = join(root, 'libs', name);
  const out = mkdtempSync(join(tmpdir(), 'hotich-pack-'));
  try {
    cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
    const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', out], folder));
    const files = packed.files.map((file) => file.path);
    const wanted = ['package.json', 'README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts'];
    const missing = wanted.filter((file) => !files.includes(file));
    const strange = files.filter((file) => /(\.spec\.|spec-support|\.tsbuildinfo$|(^|\/)src\/)/.test(file));
    if (missing.length + strange.length > 0) {
      throw new Error(
        `${packed.name}: missing ${missing.join(', ') || 'nothing'}; should not be there: ${strange.join(', ') || 'nothing'}`,
      );
    }
    const tarball = join(out, packed.filename);
    run('npx', ['publint', tarball, '--strict']);
    // CommonJS on purpose: Jest on Node 20 cannot load ESM.
    run('npx', ['attw', tarball, '--ignore-rules', 'cjs-resolves-to-esm']);
    const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    run(process.execPath, ['-e', `require(${JSON.stringify(join(folder, main))})`], out);
    console.log(`${packed.name} ${packed.version}: ${files.length} files, ${Math.round(packed.size / 1024)} kB`);
  } finally {
    rmSync(join(folder, 'LICENSE'), { force: true });
    rmSync(out, { recursive: true, force: true });
  }
}
