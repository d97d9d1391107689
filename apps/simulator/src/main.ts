import { HotichSimulator } from '@hotich/simulator';
import { callLine } from './call-line';
import { readSettings } from './settings';

async function main(): Promise<void> {
  const { options, quiet } = readSettings(process.argv.slice(2), process.env);
  const remotes = await HotichSimulator.start(options);
  if (!quiet) remotes.calls.subscribe((call) => process.stderr.write(`${callLine(call)}\n`));

  let stopping: Promise<void> | undefined;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      stopping ??= remotes.stop().catch(fail);
    });
  }

  const { url, gatewayUrl, tokenUrl, interlinkUrl, consumerKey, consumerSecret, interlinkCredentials, paths } = remotes;
  const ready = { url, gatewayUrl, tokenUrl, interlinkUrl, consumerKey, consumerSecret, interlinkCredentials, paths };
  process.stdout.write(`${JSON.stringify({ event: 'ready', ...ready })}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

main().catch(fail);
