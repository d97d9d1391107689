import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { CarrierGate } from '../carrier';
import {
  HotichError,
  HotichFileStoreError,
  HotichProcessLostError,
  HotichRefusedError,
  HotichRemoteError,
  lineOf,
  ofHost,
} from '../errors';
import { HOTICH_DATA_SOURCE, HOTICH_OPTIONS } from '../hotich.internal-constants';
import { loggerOf } from '../hotich.logger';
import type { ResolvedOptions } from '../hotich.options.resolve';
import {
  diagnose,
  FileStoreWatch,
  isAborted,
  isDeadlock,
  isTransactionLost,
  isUnprepared,
  logLine,
  ownTransaction,
  SubjectError,
  UnitOfWork,
} from '../persistence';
import { backOff, triedLater } from './back-off';
import { Complaints } from './complaints';
import type { Failure, Job, Lane, Outcome, Result, Task, Verdict } from './lane';
import { LeaseLostError, TaskQueue, type TaskUpdate } from './task-queue';

export interface SettleSummary {
  settled: number;
  retried: number;
  held: number;
  /** Claims of which nothing was stored: most often they had passed to another process. */
  lost: number;
}

type Stored = Omit<SettleSummary, 'lost'>;

interface Settled<S> {
  readonly summary: S;
  /** Requests of tasks that go on under the leases they have. */
  readonly next: readonly Job[];
  /** Of dossiers that somebody has locked: a host's transaction may take its time, and the others are not to wait for it. */
  readonly locked: readonly Result[];
}

/** After this many steps of one batch have thrown, each is stored alone: something is wrong with all of them. */
const CULPRITS_PER_BATCH = 5;
/** A deadlock, or a connection that has lost what was prepared on it: the same again goes well. */
const REPETITIONS_PER_BATCH = 5;
/** Then those who want to send or have an answer come in between. */
const STEPS_AT_ONCE = 16;

/** Stores what came of calls: a batch in one transaction, and a step that throws fails only its own subject. */
@Injectable()
export class Settler {
  private readonly logger = loggerOf(this.options);
  private readonly complaints = new Complaints((line) => this.logger.warn(line));

  constructor(
    @Inject(HOTICH_DATA_SOURCE) private readonly dataSource: DataSource,
    @Inject(HOTICH_OPTIONS) private readonly options: ResolvedOptions,
    private readonly queue: TaskQueue,
    private readonly gate: CarrierGate,
    private readonly fileStore: FileStoreWatch,
  ) {}

  /** Never throws: what cannot be stored now stays leased, becomes due again, and is looked into before it is resent. */
  async settle(lane: Lane, results: readonly Result[]): Promise<Settled<SettleSummary>> {
    const { summary, ...more } = await this.storeWhatCanBe(lane, await this.judged(lane, results));
    const known = summary.settled + summary.retried + summary.held + more.locked.length;
    return { summary: { ...summary, lost: results.length - known }, ...more };
  }

  private async storeWhatCanBe(lane: Lane, results: readonly Result[]): Promise<Settled<Stored>> {
    let batch = results;
    let repetitions = 0;
    let culprits = 0;
    for (;;) {
      try {
        const stored = await this.store(lane, batch);
        this.complaints.over(lane.name);
        return stored;
      } catch (error) {
        if (error instanceof LeaseLostError) {
          batch = batch.filter((result) => error.spares(result.task));
          continue;
        }
        const cause = error instanceof SubjectError ? error.cause : error;
        if ((isDeadlock(cause) || isUnprepared(cause)) && repetitions++ < REPETITIONS_PER_BATCH) continue;
        const blamed = culprit(error, batch, this.options.engine.maxAttempts);
        if (blamed !== undefined && (culprits++ < CULPRITS_PER_BATCH || batch.length === 1)) {
          // Alone with it for the n-th time: it is what is done of the host's in between that is so slow.
          if (isTransactionLost(cause)) ofHost(cause);
          batch = batch.map((result) => (result.task.subjectId === blamed ? failure(result, cause) : result));
        } else if (batch.length > 1) {
          return this.oneByOne(lane, batch);
        } else {
          await this.abandon(lane, batch[0]!.task, logLine(cause));
          return { summary: nothing(), next: [], locked: [] };
        }
      }
    }
  }

  /** Calls that were under way when a carrier began to fail were claimed before anybody knew. */
  private async judged(lane: Lane, results: readonly Result[]): Promise<readonly Result[]> {
    if (!results.some(isOfRemote) || !(await this.gate.fails(lane.carrier))) return results;
    return results.map((result) =>
      isOfRemote(result) ? { ...result, task: { ...result.task, carrierFailing: true } } : result,
    );
  }

  /** Never throws. This process lives and says so, lest it be taken for lost over this task, which nobody's fault keeps from being stored. */
  async abandon(lane: Lane, task: Task, why: string): Promise<void> {
    this.complaints.made(lane.name, `${lane.name}: not stored, to be looked into again: ${why}`);
    const { retryMs, retryMaxMs, leaseMs } = this.options.engine;
    const said = () =>
      this.queue.abandon(task, backOff(task.attempt, retryMs, retryMaxMs)).then(
        () => true,
        () => false,
      );
    if (!(await said())) void triedLater(leaseMs, said);
  }

  private async oneByOne(lane: Lane, results: readonly Result[]): Promise<Settled<Stored>> {
    const summary = nothing();
    const next: Job[] = [];
    const locked: Result[] = [];
    for (const result of results) {
      const one = await this.settle(lane, [result]);
      summary.settled += one.summary.settled;
      summary.retried += one.summary.retried;
      summary.held += one.summary.held;
      next.push(...one.next);
      locked.push(...one.locked);
    }
    return { summary, next, locked };
  }

  /** @throws LeaseLostError when some have passed to another process: whose they are shows at the end, and undoes the rest. */
  private async store(lane: Lane, results: readonly Result[]): Promise<Settled<Stored>> {
    const summary = nothing();
    if (results.length === 0) return { summary, next: [], locked: [] };
    return ownTransaction(this.dataSource.manager, async (manager) => {
      const work = await UnitOfWork.begin(manager, { passing: true });
      await lane.prepare(
        results.flatMap((result) => dossierOf(lane, result) ?? []),
        work,
      );
      const isPassedOver = (result: Result): boolean => {
        const id = work.passedOver.size > 0 ? dossierOf(lane, result) : undefined;
        return id !== undefined && work.passedOver.has(id);
      };
      const locked = results.filter(isPassedOver);
      const updates: TaskUpdate[] = [];
      for (const result of results) {
        if (isPassedOver(result)) continue;
        if (updates.length % STEPS_AT_ONCE === STEPS_AT_ONCE - 1) await setImmediate();
        work.subject = result.task.subjectId;
        const update =
          'settle' in result ? this.succeed(result, work, summary) : this.fail(lane, result, work, summary);
        updates.push(update instanceof Promise ? await update : update);
      }
      await work.flush();
      return { summary, next: await this.queue.finish(manager, updates), locked };
    });
  }

  private succeed({ task, settle }: Outcome, work: UnitOfWork, summary: Stored): TaskUpdate | Promise<TaskUpdate> {
    summary.settled++;
    const verdict = blaming(work, () => settle(work));
    return verdict instanceof Promise ? verdict.then((later) => updateOf(task, later)) : updateOf(task, verdict);
  }

  private async fail(
    lane: Lane,
    { task, error, learned, settling, silent }: Failure,
    work: UnitOfWork,
    summary: Stored,
  ): Promise<TaskUpdate> {
    const diagnosis = diagnose(error);
    // Thrown by a listener, say, the same error speaks of something else than this call.
    const kind = !settling && error instanceof HotichError ? error.kind : 'internal';
    const ofRemote = !settling && error instanceof HotichRemoteError;
    // The remote certainly did not see it, or people must act first: that is not the dossier's fault and counts nothing.
    // Nor is it while the carrier is failing for everyone.
    const outage = task.carrierFailing && ofRemote;
    // A call reads documents from the database as it goes.
    const unread = kind === 'internal' && !settling && isNobodys(error, task, this.options.engine.maxAttempts);
    // Or not stored; of a store that gives and takes others, it is this one's.
    const ofStore = error instanceof HotichFileStoreError;
    const ofNobody = ofStore ? this.fileStore.fails(error.method) : kind === 'transient' || kind === 'configuration';
    const blameless = ofNobody || outage || unread;
    const strikes = task.strikes + (blameless ? 0 : 1);
    // After an internal error the call itself had gone through: what it did is unknown to our tables.
    const calledNow = kind === 'unknown' || kind === 'internal' || (ofRemote && error.unsure === true);
    const unsure = task.unsure || calledNow;
    const fatal = error instanceof HotichProcessLostError;
    const hopeless = fatal || kind === 'permanent' || kind === 'input' || kind === 'state';
    const whose = [lane.name, work.locked.get(task.subjectId)?.maHoSo, task.subjectId].filter(Boolean).join(' ');
    const count = `attempt ${task.attempt}, strikes ${strikes}`;
    this.logger.warn(`${whose}, ${kind}, ${count}: ${lineOf(diagnosis, error)}`);
    if (learned && !silent) await blaming(work, () => learned(work));
    if (!silent && (hopeless || strikes >= this.options.engine.maxAttempts)) {
      summary.held++;
      // Told once; where that was the end of another process, it is not said again.
      if (fatal && error.losses > this.options.engine.maxLosses) work.mute();
      // What is refused is not there; and had an attempt before been in doubt, it was asked about first.
      const refused = kind === 'permanent' && error instanceof HotichRefusedError;
      const verdict = await blaming(work, () => lane.giveUp({ ...task, unsure: unsure && !refused }, diagnosis, work));
      return { task, verdict, attempt: 0, strikes: 0 };
    }
    summary.retried++;
    if (!silent) await blaming(work, () => lane.retrying(task, diagnosis, work));
    const verdict: Verdict = { task: 'again', delayMs: this.pause(error, task), unsure, calledNow };
    return { task, verdict, attempt: task.attempt, strikes };
  }

  private pause(error: unknown, task: Task): number {
    const asked =
      error instanceof HotichError && 'retryAfterMs' in error ? (error.retryAfterMs as number | undefined) : undefined;
    const { retryMs, retryMaxMs } = this.options.engine;
    return Math.max(asked ?? 0, backOff(task.attempt, retryMs, retryMaxMs));
  }
}

function updateOf(task: Task, verdict: Verdict): TaskUpdate {
  // Still unknown: nothing has gone well that would speak for the attempts before.
  const past = verdict.task === 'again' && verdict.unsure ? task : { attempt: 0, strikes: 0 };
  return { task, verdict, attempt: past.attempt, strikes: past.strikes };
}

function nothing(): Stored {
  return { settled: 0, retried: 0, held: 0 };
}

/** Whose row storing the result needs, where it needs one. */
function dossierOf({ ofDossiers }: Lane, result: Result): string | undefined {
  if ('settle' in result) return result.locks;
  return result.silent || !ofDossiers ? undefined : result.task.subjectId;
}

function isOfRemote(result: Result): result is Failure {
  return 'error' in result && result.error instanceof HotichRemoteError;
}

/** Whose fault it is, when it is one's: the subject named, or the only one of the batch. */
function culprit(error: unknown, batch: readonly Result[], patience: number): string | undefined {
  const cause = error instanceof SubjectError ? error.cause : error;
  const alone = batch.length === 1 ? batch[0]!.task : undefined;
  if (isNobodys(cause, alone, patience)) return undefined;
  // Who made it so may have kept it to himself, and whoever asks next is told.
  if (!alone && isAborted(cause)) return undefined;
  const subject = error instanceof SubjectError ? error.subject : alone?.subjectId;
  const result = batch.find((one) => one.task.subjectId === subject);
  return result && !('silent' in result) ? subject : undefined;
}

/**
 * The database's trouble. What is so slow that it breaks off, time after time, would never be seen: a task that is alone with it for
 * the n-th time is struck. Where it is the database after all, hardly anything can be stored, that strike included.
 */
function isNobodys(error: unknown, alone: Task | undefined, patience: number): boolean {
  return isTransactionLost(error) && (alone === undefined || alone.attempt <= patience);
}

/** An outcome whose storing threw becomes a failure; a failure whose storing threw only puts its task off. */
function failure(result: Result, error: unknown): Failure {
  if ('error' in result) return { ...result, silent: true };
  const { task, release } = result;
  return { task, error, settling: true, ...(release ? { release } : {}) };
}

function blaming<T>(work: UnitOfWork, step: () => T | Promise<T>): T | Promise<T> {
  const blame = (error: unknown): never => {
    throw new SubjectError(work.subject, error);
  };
  try {
    const done = step();
    return done instanceof Promise ? done.catch(blame) : done;
  } catch (error) {
    return blame(error);
  }
}
