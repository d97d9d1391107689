import { runHeadless } from './headless';
import { runInteractive } from './interactive';
import { readSettings, USAGE } from './settings';
import { Stopped, Stopper } from './stopper';

/** @returns the exit code. */
async function main(): Promise<number> {
  const settings = readSettings(process.argv.slice(2));
  if (settings.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const stopper = new Stopper((line) => process.stdout.write(`${line}\n`));
  if (!settings.headless) {
    await runInteractive(settings, stopper);
    return 0;
  }
  return (await runHeadless(settings, stopper)) ? 0 : 1;
}

void main()
  .catch((error: unknown) => {
    if (error instanceof Stopped) return 130;
    process.stderr.write(`\n ✗ ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  })
  .then((code) => process.exit(code));
