import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DossierSyncService } from '@hotich/nestjs';
import { payload, pool } from '../payload.mjs';
import { application, expectSettled, expectStates, registerInProcess, submitAll } from './shared/hotich-app.mjs';
import { pickUp } from './shared/pick-up.mjs';

async function submitting(context, options, prepare = () => undefined) {
  const app = await application(context, options);
  prepare(app);
  await submitAll(app, context.jobs);
  const run = async () => expectSettled(await app.get(DossierSyncService).runOnce(), context.jobs);
  return { run, check: () => expectStates(app, context.jobs, ['sent']), stop: () => app.close() };
}

export const dispatch = (context) => submitting(context);

/** Personal data sealed at rest, dossiers found by keyed hashes. */
export const dispatchSealed = (context) =>
  submitting(context, { encryption: { keys: [{ id: 'bench', key: randomBytes(32) }], hashKey: randomBytes(32) } });

/** The submission lane alone: the answer comes from inside the process. */
export async function lane(context) {
  let ledger;
  const contestant = await submitting(context, {}, (app) => {
    ledger = registerInProcess(app, { status: 1, knows: () => false });
  });
  const check = async () => {
    const { submitted } = ledger.summary();
    if (submitted.codes !== context.jobs || submitted.twice > 0) throw new Error(JSON.stringify(submitted));
    await contestant.check();
  };
  return { ...contestant, check };
}

/** `submit` inside the host's transaction. */
export async function accept(context) {
  const app = await application(context);
  const [sync, database] = [app.get(DossierSyncService), app.get(DataSource)];
  const submit = (n) => database.transaction((manager) => sync.submit(payload(n), manager));
  return {
    run: () => pool(context.jobs, 8, submit),
    check: () => expectStates(app, context.jobs, ['queued']),
    stop: () => app.close(),
  };
}

/** As it runs in a host: crons, and woken by the host's commit. */
export async function idle(context) {
  const app = await application(context, {}, true);
  const [sync, database] = [app.get(DossierSyncService), app.get(DataSource)];
  const submit = (n) => database.transaction((manager) => sync.submit(payload(n), manager));
  return { run: () => pickUp(context.jobs, context.remoteUrl, submit), stop: () => app.close() };
}
