import 'reflect-metadata';
import type { HotichModuleOptions } from '@hotich/nestjs';
import { startHost } from './host';
import { birthInput } from './samples';

/** Submits in one transaction, says so the moment it has committed, and waits to be killed. */
async function main(): Promise<void> {
  const host = await startHost(process.env.HOTICH_URL!, JSON.parse(process.env.HOTICH_OPTIONS!) as HotichModuleOptions);
  await host.db.transaction(async (manager) => {
    for (const code of process.env.HOTICH_CODES!.split(' ')) await host.sync.submit(birthInput(code), manager);
  });
  process.stdout.write('committed\n');
  setInterval(() => undefined, 1_000);
}

void main();
