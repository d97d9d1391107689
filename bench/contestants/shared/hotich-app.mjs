import 'reflect-metadata';
import { createRequire } from 'node:module';
import { HttpModule } from '@nestjs/axios';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Dispatcher } from 'undici';
import { DossierSyncService, HOTICH_MIGRATIONS, HotichModule } from '@hotich/nestjs';
import { payload, pool } from '../../payload.mjs';
import { answerTo } from '../../remote/answers.mjs';
import { Ledger } from '../../remote/ledger.mjs';

// A room of the library that it does not export: where its sockets are.
const { HttpDoor } = createRequire(import.meta.url)('../../../libs/hotich/dist/carrier');

/**
 * The whole library through its public API, inside an application: validation, token, gate, timeline, masked exchange log.
 *
 * @param options laid over the module's. @param scheduled with the host's ScheduleModule; otherwise the contestant drives.
 */
export async function application(
  { databaseType, databaseUrl, remoteUrl, concurrency },
  options = {},
  scheduled = false,
) {
  class App {}
  Module({
    imports: [
      TypeOrmModule.forRoot({
        type: databaseType,
        url: databaseUrl,
        autoLoadEntities: true,
        migrations: HOTICH_MIGRATIONS,
        migrationsRun: true,
        retryAttempts: 1,
      }),
      HttpModule,
      ...(scheduled ? [ScheduleModule.forRoot()] : []),
      HotichModule.forRoot({
        environment: 'test',
        provinceCode: '24',
        units: ['07210'],
        ...(scheduled ? {} : { schedule: false }),
        ...options,
        gateway: { baseUrl: remoteUrl, consumerKey: 'bench', consumerSecret: 'bench', concurrency, ...options.gateway },
        ...(options.interlink ? { interlink: interlink(remoteUrl, concurrency) } : {}),
      }),
    ],
  })(App);
  return NestFactory.createApplicationContext(App, {
    logger: process.env.BENCH_LOG ? LOGGER : false,
    abortOnError: false,
  });
}

// What goes to the standard output is the benchmark's own.
const LOGGER = { log: console.error, warn: console.error, error: console.error };

const interlink = (baseUrl, concurrency) => ({
  baseUrl,
  concurrency,
  credentials: { userName: 'bench', password: 'bench' },
});

/** The host files dossiers, fifty in one transaction of its own. */
export async function submitAll(app, jobs, make = payload) {
  const sync = app.get(DossierSyncService);
  await pool(Math.ceil(jobs / 50), 8, (slice) =>
    app.get(DataSource).transaction(async (manager) => {
      for (let n = slice * 50; n < Math.min(jobs, slice * 50 + 50); n++) await sync.submit(make(n), manager);
    }),
  );
}

/**
 * Answers the library's requests inside the process, in the place of the sockets: what is left is the lane itself.
 *
 * @param answer from URL and body to the answer's body.
 */
export function inProcess(app, answer) {
  const { pools } = app.get(HttpDoor, { strict: false });
  for (const carrier of ['gateway', 'interlink']) pools.set(carrier, new InProcess(answer));
}

/** The register inside the process. @returns what it saw. */
export function registerInProcess(app, register) {
  const ledger = new Ledger();
  inProcess(app, (url, body) => {
    const call = answerTo(url, body, register);
    ledger.began(call);
    ledger.ended(call);
    return call.body;
  });
  return ledger;
}

class InProcess extends Dispatcher {
  constructor(answer) {
    super();
    this.answer = answer;
  }

  dispatch({ origin, path, body }, handler) {
    handler.onRequestStart(CONTROLLER);
    const said = path.endsWith('/token') ? TOKEN : this.answer(origin + path, body);
    if (!(said instanceof Promise)) this.respond(said, handler);
    else
      void said.then(
        (later) => this.respond(later, handler),
        (error) => handler.onResponseError(CONTROLLER, error),
      );
    return true;
  }

  respond(said, handler) {
    handler.onResponseStart(CONTROLLER, 200, { 'content-type': 'application/json' });
    handler.onResponseData(CONTROLLER, Buffer.from(JSON.stringify(said)));
    handler.onResponseEnd(CONTROLLER, {});
  }

  async destroy() {}
}

const CONTROLLER = { abort() {}, pause() {}, resume() {} };

const TOKEN = { access_token: 'bench', token: 'bench', expires_in: 36_000 };

/** @throws when a run of a lane did not settle each of `jobs` once. */
export function expectSettled({ settled, retried, held, lost }, jobs) {
  if (settled !== jobs)
    throw new Error(`settled ${settled} of ${jobs} (retried ${retried}, held ${held}, lost ${lost})`);
}

/** @throws when the library's own tables do not say that every dossier stands there. */
export async function expectStates(app, jobs, states) {
  const list = states.map((state) => `'${state}'`).join(', ');
  const rows = await app.get(DataSource).query(`select count(*) as there from hotich_dossier where state in (${list})`);
  if (Number(rows[0].there) !== jobs)
    throw new Error(`${rows[0].there} of ${jobs} dossiers are ${states.join(' or ')}`);
}
