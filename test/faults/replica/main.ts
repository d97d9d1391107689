import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { DossierSyncService, InterlinkService } from '@hotich/nestjs';
import { DataSource } from 'typeorm';
import { birthInput } from '../../support/samples';
import { skewClock } from './clock';
import { bootHost } from './host';
import { memoryAfterCollection } from './memory';
import type { Numbered, Order, Reply } from './protocol';
import { submitBirth, submitBirthWithin } from './submit';

/** One replica of a host, in a process of its own. Orders come over IPC; everything else it does by itself. */
let app: INestApplicationContext;

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'boot':
      skewClock(order.clockSkewMs);
      app = await bootHost(order.url, order.options);
      return undefined;
    case 'submit':
      for (const code of order.codes) await submitBirth(app.get(DataSource), app.get(DossierSyncService), code);
      return undefined;
    case 'submitAndChangeMind':
      return changeMind(order);
    case 'receive':
      return app.get(InterlinkService).receive(order.body);
    case 'setClock':
      skewClock(order.skewMs);
      return undefined;
    case 'block':
      // Once that is said: on a busy machine what was ordered may not have begun yet.
      setImmediate(() => {
        for (const end = performance.now() + order.ms; performance.now() < end;);
      });
      return undefined;
    case 'hoard':
      return hoard(order.ms);
    case 'memory':
      return process.memoryUsage().rss;
    case 'collect':
      return memoryAfterCollection();
  }
}

async function changeMind({ kept, savepoint, whole }: Extract<Order, { do: 'submitAndChangeMind' }>): Promise<void> {
  const database = app.get(DataSource);
  const sync = app.get(DossierSyncService);
  const changedMind = () => {
    throw new Error('the host changes its mind');
  };
  await database
    .transaction(async (manager) => {
      await sync.submit(birthInput(whole), manager);
      changedMind();
    })
    .catch(() => undefined);
  await database.transaction(async (manager) => {
    await submitBirthWithin(manager, sync, kept);
    await manager
      .transaction(async (inner) => {
        await sync.submit(birthInput(savepoint), inner);
        changedMind();
      })
      .catch(() => undefined);
  });
}

async function hoard(ms: number): Promise<void> {
  const runners = Array.from({ length: 10 }, () => app.get(DataSource).createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  await sleep(ms);
  await Promise.all(runners.map((runner) => runner.release()));
}

process.on('message', ({ id, order }: Numbered) => {
  void obey(order).then(
    (value) => answer({ id, value }),
    (error: unknown) => answer({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
// A replica whose parent is gone has nobody to obey.
process.on('disconnect', () => process.exit(0));
answer({ id: 0 });

function answer(reply: Reply): void {
  if (process.connected) process.send?.(reply);
}
