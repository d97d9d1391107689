import { isOperation, type Operation } from '../calls/operation';
import { SimulatorError } from '../errors';
import type { Fault, FaultTarget } from '../faults/fault';
import { fault as presets } from '../faults/faults';
import { asObject } from '../http/received-request';

export interface FaultOrder {
  readonly operation: Operation | '*';
  readonly fault: Fault;
  /** null: until cancelled. */
  readonly times: number | null;
  readonly target: FaultTarget;
}

/**
 * Reads `{operation, fault | preset, arguments?, times?, target?}`; `times` 1 when absent, null until cancelled. Whether
 * the fault can be played is for the script to say.
 * @throws SimulatorError for anything that is not an order
 */
export function readFaultOrder(body: Readonly<Record<string, unknown>>): FaultOrder {
  const { operation, times = 1, target = {} } = body;
  if (operation !== '*' && !isOperation(operation)) throw new SimulatorError('badInput', 'operation is unknown');
  if (times !== null && !(Number.isInteger(times) && (times as number) > 0)) {
    throw new SimulatorError('badInput', 'times must be a whole number from 1, or null for "until cancelled"');
  }
  if (!asObject(target)) throw new SimulatorError('badInput', 'target must be an object');
  return { operation, fault: readFault(body), times: times as number | null, target: target as FaultTarget };
}

function readFault(body: Readonly<Record<string, unknown>>): Fault {
  const { preset, arguments: values = [], fault } = body;
  if (typeof preset === 'string' && Object.hasOwn(presets, preset) && Array.isArray(values)) {
    return (presets[preset as keyof typeof presets] as (...values: unknown[]) => Fault)(...(values as unknown[]));
  }
  const given = asObject(fault);
  const action = asObject(given?.['action']);
  if (action) return { name: action['kind'], ...given } as unknown as Fault;
  throw new SimulatorError(
    'badInput',
    `give a fault {takesEffect, action}, or a preset of: ${Object.keys(presets).join(', ')}`,
  );
}
