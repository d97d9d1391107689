import type { Call } from '../calls/call';
import { isOperation, type Operation } from '../calls/operation';
import { SimulatorError } from '../errors';
import { checkFault, checkTarget } from './check-fault';
import type { Fault, FaultTarget } from './fault';

export interface FaultRule {
  readonly id: number;
  readonly operation: Operation | '*';
  readonly target: FaultTarget;
  readonly fault: Fault;
  /** Calls still to be hit; null: until cancelled. */
  remaining: number | null;
  /** Calls hit so far. */
  hits: number;
  /** Further condition; only the in-process API has it. */
  readonly predicate?: (call: Readonly<Call>) => boolean;
}

type ReadonlyRule = Readonly<FaultRule>;

/** What is to go wrong, and when. Rules are asked in the order they were made; the first that fits takes the call. */
export class FaultScript {
  private rules: FaultRule[] = [];
  private nextId = 1;

  get active(): readonly ReadonlyRule[] {
    return this.rules;
  }

  /**
   * Spoils the next `times` calls that fit.
   * @throws SimulatorError for an unknown operation or target, a fault that cannot be played, or a count below 1
   */
  next(operation: Operation | '*', fault: Fault, times = 1, target: FaultTarget = {}): ReadonlyRule {
    if (!Number.isInteger(times) || times < 1)
      throw new SimulatorError('badInput', 'times must be a whole number from 1');
    return this.add({ operation, fault, remaining: times, target });
  }

  /** Spoils every call that fits, until cancelled. */
  always(operation: Operation | '*', fault: Fault, target: FaultTarget = {}): ReadonlyRule {
    return this.add({ operation, fault, remaining: null, target });
  }

  /** Spoils every call for which the predicate holds, until cancelled. */
  while(operation: Operation | '*', predicate: (call: Readonly<Call>) => boolean, fault: Fault): ReadonlyRule {
    return this.add({ operation, fault, remaining: null, target: {}, predicate });
  }

  /** Ends one rule. False when it is not there (any more). */
  cancel(id: number): boolean {
    const before = this.rules.length;
    this.rules = this.rules.filter((rule) => rule.id !== id);
    return this.rules.length < before;
  }

  clear(): void {
    this.rules = [];
  }

  /** @internal The fault for this call, counted as a hit. */
  take(call: Readonly<Call>): Fault | undefined {
    const rule = this.rules.find((candidate) => fits(candidate, call));
    if (!rule) return undefined;
    rule.hits += 1;
    if (rule.remaining !== null && --rule.remaining === 0) this.cancel(rule.id);
    return rule.fault;
  }

  private add(rule: Omit<FaultRule, 'id' | 'hits'>): ReadonlyRule {
    if (rule.operation !== '*' && !isOperation(rule.operation)) {
      throw new SimulatorError('badInput', `unknown operation '${String(rule.operation)}'`);
    }
    checkFault(rule.fault);
    checkTarget(rule.target);
    const made: FaultRule = { ...rule, id: this.nextId++, hits: 0 };
    this.rules.push(made);
    return made;
  }
}

function fits(rule: FaultRule, call: Readonly<Call>): boolean {
  const { dossier, module, statusSent, caller } = rule.target;
  return (
    (rule.operation === '*' || rule.operation === call.operation) &&
    (dossier === undefined || call.dossiers.includes(dossier)) &&
    (module === undefined || call.module === module) &&
    (statusSent === undefined || call.statusSent === statusSent) &&
    (caller === undefined || call.caller === caller) &&
    (rule.predicate === undefined || rule.predicate(call))
  );
}
