import { createHash } from 'node:crypto';
import { SimulatorError } from '../errors';
import type { Call, CallSubject } from './call';
import { OPERATIONS, type Operation } from './operation';

export type CallListener = (call: Readonly<Call>) => void;
type CallPredicate = (call: Readonly<Call>) => boolean;

/** Every call the remotes received, in order of arrival. */
export class CallLog {
  private kept: Call[] = [];
  private counts = new Map<Operation, number>();
  private readonly listeners = new Set<CallListener>();
  private nextId = 1;

  constructor(private readonly limit: number) {}

  get all(): readonly Readonly<Call>[] {
    return this.kept;
  }

  /** Calls of one operation, optionally only those about one dossier. */
  of(operation: Operation, dossier?: string): Readonly<Call>[] {
    return this.kept.filter((call) => call.operation === operation && (!dossier || call.dossiers.includes(dossier)));
  }

  /** Calls of any operation about one dossier. */
  about(dossier: string): Readonly<Call>[] {
    return this.kept.filter((call) => call.dossiers.includes(dossier));
  }

  /** Calls ever received, also those that the log no longer keeps. */
  count(operation: Operation): number {
    return this.counts.get(operation) ?? 0;
  }

  /** `count` of every operation. */
  summary(): Record<Operation, number> {
    return Object.fromEntries(OPERATIONS.map((operation) => [operation, this.count(operation)])) as Record<
      Operation,
      number
    >;
  }

  /** Calls the listener when a call has ended. Returns how to stop it. */
  subscribe(listener: CallListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Resolves with the first call, past or future, that has ended and fits.
   * @throws SimulatorError when none has come within `timeoutMs` (default 5000).
   */
  waitFor(fits: CallPredicate, timeoutMs = 5_000): Promise<Readonly<Call>> {
    const past = this.kept.find((call) => call.outcome !== 'open' && fits(call));
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const stop = this.subscribe((call) => {
        if (!fits(call)) return;
        clearTimeout(timer);
        stop();
        resolve(call);
      });
      const timer = setTimeout(() => {
        stop();
        reject(new SimulatorError('badInput', `no such call within ${timeoutMs} ms`));
      }, timeoutMs);
    });
  }

  clear(): void {
    this.kept = [];
    this.counts = new Map();
  }

  /** @internal */
  begin(operation: Operation, caller: string | undefined, body: Buffer, subject: CallSubject): Call {
    const call: Call = {
      id: this.nextId++,
      operation,
      caller: caller === undefined ? undefined : codeOrMask(caller),
      requestBytes: body.length,
      bodySha256: createHash('sha256').update(body).digest('hex'),
      startedAt: Date.now(),
      endedAt: undefined,
      httpStatus: undefined,
      outcome: 'open',
      effect: false,
      fault: undefined,
      ...subject,
      dossiers: subject.dossiers.map(codeOrMask),
      ...(subject.module === undefined ? {} : { module: codeOrMask(subject.module) }),
    };
    this.kept.push(call);
    // Dropping a tenth at a time keeps the cost of forgetting constant per call.
    if (this.kept.length > this.limit) this.kept = this.kept.slice(Math.max(1, Math.ceil(this.limit / 10)));
    this.counts.set(operation, this.count(operation) + 1);
    return call;
  }

  /** @internal */
  end(call: Call, outcome: Exclude<Call['outcome'], 'open'>, httpStatus?: number): void {
    if (call.outcome !== 'open') return;
    call.outcome = outcome;
    call.httpStatus = httpStatus;
    call.endedAt = Date.now();
    for (const listener of [...this.listeners]) listener(call);
  }
}

/** A client may put anything where a code belongs: a name, or a line of its own for who reads the log line by line. */
function codeOrMask(text: string): string {
  return /^[\x21-\x7e]{1,64}$/.test(text) ? text : '?';
}
