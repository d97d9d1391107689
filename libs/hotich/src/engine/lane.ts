import type { Turn } from '../carrier';
import type { Diagnosis } from '../errors';
import type { CarrierName, LaneName } from '../hotich.constants';
import type { ClaimedTask, UnitOfWork } from '../persistence';

export type Task = ClaimedTask;

/**
 * What becomes of a task after its outcome has been stored. `next`: the subject's next request is known already, and goes out under the
 * same lease where that may be; where it may not, the task is due again at once.
 */
export type Verdict = { readonly task: 'done' } | Again | { readonly task: 'next'; readonly job: Job };

interface Again {
  readonly task: 'again';
  readonly delayMs: number;
  readonly unsure?: boolean;
  /** The call just made is the one that may have reached the remote, and not one before it. */
  readonly calledNow?: boolean;
}

export const DONE: Verdict = { task: 'done' };
export const again = (delayMs: number): Again => ({ task: 'again', delayMs });

interface Held {
  readonly task: Task;
  /**
   * Gives back the documents that are held for its settling; called once it is stored, or never will be. They are large: of such results
   * only a few are kept at a time, none for a dossier that somebody has locked for long, and what came with them can be asked for again.
   */
  readonly release?: () => void;
}

/**
 * What came of a task, and how to store it. A batch is stored in one transaction; where a step throws, the batch is stored
 * again without it, so that it fails only its own subject.
 */
export interface Outcome extends Held {
  /** The dossier whose row `settle` needs locked: a batch locks all of its dossiers in one statement. */
  readonly locks?: string;
  /** At once where there is nothing to wait for: a sweep has thousands of outcomes a second that say nothing new. */
  readonly settle: (work: UnitOfWork) => Verdict | Promise<Verdict>;
}

/** What came of a call, task by task. */
export type Result = Outcome | Failure;

export interface Failure extends Held {
  readonly error: unknown;
  /** Stores what the call has found out all the same, before the failure is stored. */
  readonly learned?: (work: UnitOfWork) => void | Promise<void>;
  /** The call went well, and what came of it could not be stored. */
  readonly settling?: true;
  /** Storing the failure failed as well: only the task is put off. */
  readonly silent?: true;
}

/** One request and the tasks it serves. */
export interface Job {
  readonly tasks: readonly Task[];
}

/**
 * One of the four ways work moves. A lane knows how to turn tasks into requests and how to read the answer; claiming,
 * leases, concurrency, back-off, attempts, quarantine and drain are the engine's.
 */
export abstract class Lane<J extends Job = Job> {
  abstract readonly name: LaneName;
  /** Whose rate budget and breaker a claim respects. */
  abstract readonly carrier: CarrierName;
  /** Tasks one request serves. */
  readonly tasksPerRequest: number = 1;
  /** Gives way to the other lanes of its carrier, where limits are scarce: a citizen's dossier does not wait behind a day of polls. */
  readonly yields: boolean = false;
  /**
   * What a lost process may have said is asked about before it is said again, or does no harm when said twice at once: others take its
   * work over when its lease is over. Of the rest, not before a call begun until then must have ended.
   */
  readonly asksFirst: boolean = false;
  /** Its tasks are of dossiers, whose rows storing a failure needs locked. */
  readonly ofDossiers: boolean = true;

  /** Reads what the tasks need and groups them into requests. A task whose subject is gone is left out and so dropped. */
  abstract load(tasks: readonly Task[]): Promise<J[]>;

  /**
   * Makes the request. Throwing fails every task of the job with that error.
   *
   * @param turn goes with every request.
   */
  abstract call(job: J, turn: Turn): Promise<Result[]>;

  /** Locks these dossiers, and reads what settling them will need, in a few statements for the whole batch. */
  abstract prepare(dossierIds: readonly string[], work: UnitOfWork): Promise<void>;

  /** Stores why the task failed this time while it will be tried again. */
  abstract retrying(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<void>;

  /** The engine will not try again by itself: put the subject where people see it. */
  abstract giveUp(task: Task, diagnosis: Diagnosis, work: UnitOfWork): Promise<Verdict>;
}
