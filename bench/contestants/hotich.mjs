import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DossierSyncService, HOTICH_MIGRATIONS, HotichModule, StatusPollerService } from '@hotich/nestjs';
import { payload, pool } from '../payload.mjs';

/** The whole library through its public API, inside an application: validation, token, gate, timeline, masked exchange log. */
async function application({ databaseUrl, remoteUrl, concurrency }, options = {}) {
  class App {}
  Module({
    imports: [
      TypeOrmModule.forRoot({
        type: 'postgres',
        url: databaseUrl,
        autoLoadEntities: true,
        migrations: HOTICH_MIGRATIONS,
        migrationsRun: true,
      }),
      HotichModule.forRoot({
        environment: 'test',
        provinceCode: '24',
        schedule: false,
        units: ['07210'],
        gateway: { baseUrl: remoteUrl, consumerKey: 'bench', consumerSecret: 'bench', concurrency },
        ...options,
      }),
    ],
  })(App);
  return NestFactory.createApplicationContext(App, { logger: false });
}

async function submitted(app, jobs) {
  const sync = app.get(DossierSyncService);
  await pool(jobs, 8, (n) => sync.submit(payload(n)));
}

export async function dispatch(context, options) {
  const app = await application(context, options);
  await submitted(app, context.jobs);
  const run = async () => {
    const { settled } = await app.get(DossierSyncService).runOnce();
    if (settled !== context.jobs) throw new Error(`settled ${settled} of ${context.jobs}`);
  };
  return { run, stop: () => app.close() };
}

export async function accept(context) {
  const app = await application(context);
  return { run: () => submitted(app, context.jobs), stop: () => app.close() };
}

/** Every dossier asked about once; `codes` in one query. */
export async function sweep(context, codes = 3) {
  const register = { statusBatchSize: codes, cadence: { firstMs: 3_600_000, minMs: 3_600_000 } };
  const app = await application({ ...context, concurrency: 50 }, { register });
  await submitted(app, context.jobs);
  await app.get(DossierSyncService).runOnce();
  await app.get(DataSource).query('update hotich_task set due_at = 0');
  const run = async () => {
    const { settled } = await app.get(StatusPollerService).runOnce();
    if (settled !== context.jobs) throw new Error(`settled ${settled} of ${context.jobs}`);
  };
  return { run, stop: () => app.close() };
}
