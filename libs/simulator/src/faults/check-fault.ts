import { validateHeaderName, validateHeaderValue } from 'node:http';
import { SimulatorError } from '../errors';
import { asObject } from '../http/received-request';
import type { Fault, FaultAction, FaultTarget } from './fault';

type Test = (value: unknown) => boolean;
type Fields = Readonly<Record<string, Test>>;

/** The longest wait a timer knows, in milliseconds: it takes a longer one for none. */
const LARGEST = 2 ** 31 - 1;

const between =
  (least: number, most: number): Test =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isCount = between(0, LARGEST);
const isWait: Test = (value) => typeof value === 'number' && value >= 0 && value <= LARGEST;
const isText: Test = (value) => typeof value === 'string';
const isFilled: Test = (value) => typeof value === 'string' && value !== '';
/** For the call log, which has one line for a call. */
const isName: Test = (value) => typeof value === 'string' && /^[^\p{Cc}]+$/u.test(value);
const isCode: Test = (value) => typeof value === 'string' && /^\d+$/.test(value);
const isHeaders: Test = (value) => Object.entries(asObject(value) ?? { '': value }).every(isHeader);

/** What an action must have, and what it may have. */
const ACTIONS: Readonly<Record<FaultAction['kind'], readonly [Fields, Fields?]>> = {
  trueAnswer: [{}],
  answer: [{ status: between(200, 599), body: isText }, { headers: isHeaders }],
  gatewayFault: [{ code: isCode }, { headers: isHeaders }],
  reset: [{}],
  hang: [{}],
  halfBody: [{}],
  trickle: [{ bytes: between(1, LARGEST), everyMs: isWait }],
  padded: [{ bytes: isCount }],
  otherDossier: [{ code: isFilled }],
};

/** @throws SimulatorError for a fault that could not be played */
export function checkFault(fault: Fault): void {
  check(
    'fault',
    fault,
    { name: isName, takesEffect: (value) => typeof value === 'boolean', action: (value) => !!asObject(value) },
    { delayBeforeMs: isWait, delayAfterMs: isWait },
  );
  const { kind, ...fields } = fault.action;
  if (!Object.hasOwn(ACTIONS, kind)) {
    throw new SimulatorError('badInput', `fault: the kind of an action is one of ${Object.keys(ACTIONS).join(', ')}`);
  }
  check(`fault: ${kind}`, fields, ...ACTIONS[kind]);
}

/** @throws SimulatorError for a target with a misspelt name, which would be every call */
export function checkTarget(target: FaultTarget): void {
  check('target', target, {}, { dossier: isText, module: isText, statusSent: Number.isInteger, caller: isText });
}

function check(what: string, value: object, required: Fields, optional: Fields = {}): void {
  const tests = new Map(Object.entries({ ...required, ...optional }));
  for (const [name, content] of Object.entries(value)) {
    if (!tests.get(name)?.(content)) {
      throw new SimulatorError('badInput', `${what}: '${name}' does not exist or cannot have this value`);
    }
  }
  const missing = Object.keys(required).find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) throw new SimulatorError('badInput', `${what}: '${missing}' is missing`);
}

function isHeader([name, value]: [string, unknown]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value as string);
    return typeof value === 'string';
  } catch {
    return false;
  }
}
