import { DossierSyncService, InterlinkService, StatusPollerService } from '@hotich/nestjs';
import { codeOf, payload, pool } from '../payload.mjs';
import { answerTo } from '../remote/answers.mjs';
import { REPORTS_OF_A_DOSSIER } from '../remote/ledger.mjs';
import { application, expectSettled, inProcess, registerInProcess, submitAll } from './shared/hotich-app.mjs';
import { orderChecker } from './shared/reports.mjs';

/** Every dossier asked about once. Starts from the template `hotich-fill sent`. */
export async function sweep(context, prepare = () => undefined) {
  const { codes } = context.options;
  const register = { statusBatchSize: codes, cadence: { firstMs: 3_600_000, minMs: 3_600_000, workingHours: false } };
  const app = await application(context, { register });
  prepare(app);
  const run = async () => {
    const summary = await app.get(StatusPollerService).runOnce();
    expectSettled(summary, context.jobs);
    return { calls: summary.calls };
  };
  return { run, stop: () => app.close() };
}

/** The status lane alone: the same, answered from inside the process. */
export async function lane(context) {
  let ledger;
  const contestant = await sweep(context, (app) => {
    ledger = registerInProcess(app, { status: 1, knows: () => true });
  });
  const check = () => {
    const { asked } = ledger.summary();
    if (asked.codes !== context.jobs || asked.twice > 0) throw new Error(JSON.stringify(asked));
  };
  return { ...contestant, check };
}

const interlinked = (n) => ({
  ...payload(n),
  maHoSo: `${codeOf(n)}-T`,
  module: 'LTKS',
  maHoSoLT: codeOf(n),
  maTTHC: '2.000986',
});

/**
 * Five statuses owed for each dossier, by what happens to it: taken (1, 3, 7), sent back by the register (2), refused by the
 * officer (6). @param remotes `answer` (in-process) or undefined (the remote, which must answer status 2).
 */
async function owing(context, app) {
  const dossiers = context.jobs / REPORTS_OF_A_DOSSIER.length;
  await submitAll(app, dossiers, interlinked);
  expectSettled(await app.get(DossierSyncService).runOnce(), dossiers);
  expectSettled(await app.get(StatusPollerService).runOnce(), dossiers);
  const interlink = app.get(InterlinkService);
  await pool(dossiers, 8, (n) => interlink.refuse(interlinked(n).maHoSo, 'can.bo.mau', 'Hồ sơ mẫu'));
}

const reporting = (context) =>
  application(context, { interlink: true, register: { statusBatchSize: 100, cadence: { firstMs: 1 } } });

/** The report lane alone, against a checker of order inside the process. */
export async function ordered(context) {
  const app = await reporting(context);
  const checker = orderChecker();
  inProcess(app, async (url, body) => {
    const call = answerTo(url, body, { status: 2, knows: () => true });
    if (call.kind === 'report') await checker.report(call.codes[0], call.trangThai);
    return call.body;
  });
  await owing(context, app);
  const run = async () => {
    expectSettled(await app.get(InterlinkService).runReportOnce(), context.jobs);
    return checker.summary();
  };
  return { run, stop: () => app.close() };
}

/** The same over the wire: the remote checks the order. */
export async function orderedOnWire(context) {
  const app = await reporting(context);
  await owing(context, app);
  const run = async () => expectSettled(await app.get(InterlinkService).runReportOnce(), context.jobs);
  return { run, stop: () => app.close() };
}

const MEGABYTES = 20;

/** Dossiers with a document of 20 MB each. */
export async function fileDocuments(context) {
  const app = await application(context, { limits: LIMITS });
  for (let n = 0; n < context.jobs; n++)
    await app.get(DossierSyncService).submit({ ...payload(n), fileDinhKem: [document()] });
  return { run: () => Promise.resolve(), stop: () => app.close() };
}

/** Sends them, as many at once as there are. */
export async function documents(context) {
  const app = await application(context, { limits: LIMITS });
  const run = async () => expectSettled(await app.get(DossierSyncService).runOnce(), context.jobs);
  return { run, stop: () => app.close() };
}

const LIMITS = { attachmentBytes: 24 * 2 ** 20 };

const document = () => ({
  tenGiayTo: 'Giấy chứng sinh',
  tenTepDinhKem: 'giay-chung-sinh.pdf',
  duLieuTepDinhKem: Buffer.concat([
    Buffer.from('%PDF-1.4\n'),
    Buffer.alloc(MEGABYTES * 1_000_000, 'mau '),
    Buffer.from('\n%%EOF\n'),
  ]),
});
