import { DataSource } from 'typeorm';
import { DossierSyncService, StatusPollerService } from '@hotich/nestjs';
import { percentile, sleep } from '../rig/numbers.mjs';
import { payload } from '../payload.mjs';
import { answerTo } from '../remote/answers.mjs';
import { application, inProcess, submitAll } from './shared/hotich-app.mjs';

/** Fills the queue and ends. */
export async function fill(context) {
  const app = await application(context, context.options.module);
  await submitAll(app, context.jobs);
  return { run: () => Promise.resolve(), stop: () => app.close() };
}

/** A replica of a host that works until it is killed. @param context.options `module`: the library's. `driven`: see below. */
export async function work(context) {
  const { module, driven = false } = context.options;
  const app = await application(context, module, !driven);
  const run = async () => {
    if (!driven) return new Promise(() => undefined);
    // The host drives, much oftener than once a second: for spans of time that are scaled down.
    const lanes = [app.get(DossierSyncService), app.get(StatusPollerService)];
    await Promise.all(lanes.map((lane) => forever(() => lane.runOnce())));
  };
  return { run };
}

/** A replica of a host that takes in dossiers of its own, numbered from `options.from`, and works until it is killed. */
export async function shift(context) {
  const app = await application(context, {}, true);
  const run = async () => {
    await submitAll(app, context.jobs, (n) => payload(context.options.from + n));
    return new Promise(() => undefined);
  };
  return { run };
}

async function forever(work) {
  for (;;) {
    await work().catch(() => undefined);
    await sleep(10);
  }
}

/** After these seconds a host has opened its connections, its first ticks are over, and the collector has tidied up after the start. */
const START_SECONDS = 20;

/** Nothing to do, for `options.seconds`: what it costs a host to have the library. */
export async function resting(context) {
  const app = await application(context, { interlink: true }, true);
  await sleep(START_SECONDS * 1_000);
  return { run: () => sleep(context.options.seconds * 1_000), stop: () => app.close() };
}

/** What it costs on this machine to wake up once a second and do nothing: where memory is taken from who sleeps, not little. */
export async function ticking(context) {
  const timer = setInterval(() => undefined, 1_000);
  await sleep(START_SECONDS * 1_000);
  return { run: () => sleep(context.options.seconds * 1_000), stop: () => clearInterval(timer) };
}

/** The same host without anything scheduled: what Nest, TypeORM and the server cost by themselves. */
export async function still(context) {
  const app = await application(context);
  await sleep(START_SECONDS * 1_000);
  return { run: () => sleep(context.options.seconds * 1_000), stop: () => app.close() };
}

const DUE = 20;

/** How long a claim takes: of nothing, and of a few dossiers that are then sent and settled without a remote. In ms. */
export async function claims(context) {
  const app = await application(context);
  inProcess(app, (url, body) => answerTo(url, body, { status: 1, knows: () => false }).body);
  const sync = app.get(DossierSyncService);
  const fresh = (n) => ({ ...payload(n), maHoSo: `H24.37.80-261125-${String(n).padStart(7, '0')}` });
  await submitAll(app, DUE, fresh);
  await sync.runOnce();
  const run = async () => {
    const [empty, due] = [[], []];
    for (let i = 1; i <= context.jobs; i++) {
      await submitAll(app, DUE, (n) => fresh(i * DUE + n));
      due.push(await timed(() => sync.runOnce()));
      empty.push(await timed(() => sync.runOnce()));
    }
    return { claimEmptyMs: percentile(empty, 0.5), claimDueMs: percentile(due, 0.5) };
  };
  const check = async () => {
    const rows = await app.get(DataSource).query(`select count(*) as left from hotich_task where lane = 'submission'`);
    if (Number(rows[0].left) > 0) throw new Error(`${rows[0].left} were not sent`);
  };
  return { run, check, stop: () => app.close() };
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
