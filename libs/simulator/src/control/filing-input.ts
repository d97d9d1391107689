import { SimulatorError } from '../errors';
import { asObject } from '../http/received-request';
import type { NewFiling } from '../interlink/citizens';
import type { RegistrationOptions } from '../register/register-office';

type Body = Readonly<Record<string, unknown>>;

/** Reads what a script wants a citizen to file. @throws SimulatorError for a value of the wrong type */
export function readFiling(body: Body): NewFiling {
  for (const name of ['maHoSo', 'maDonVi', 'maTTHC', 'xml', 'detailBody']) checkType(body, name, 'string');
  const fields = body['fields'] === undefined ? {} : asObject(body['fields']);
  if (!fields || Object.values(fields).some((value) => typeof value !== 'string')) {
    throw new SimulatorError('badInput', 'fields must be an object of texts');
  }
  if (body['attachments'] !== undefined && !Array.isArray(body['attachments'])) {
    throw new SimulatorError('badInput', 'attachments must be a list');
  }
  return body;
}

/** Reads how the officer registers. @throws SimulatorError for a value of the wrong type */
export function readRegistration(body: Body): RegistrationOptions {
  checkType(body, 'soDinhDanh', 'string');
  checkType(body, 'numberPending', 'boolean');
  checkType(body, 'unsigned', 'boolean');
  checkType(body, 'certificateBytes', 'number');
  return body;
}

/** Reads one obligatory text; the desk itself refuses an empty one. */
export function textOf(body: Body, name: string): string {
  checkType(body, name, 'string');
  return (body[name] as string | undefined) ?? '';
}

/** Reads one text that may be absent. */
export function optionalTextOf(body: Body, name: string): string | undefined {
  checkType(body, name, 'string');
  return body[name] as string | undefined;
}

function checkType(body: Body, name: string, type: 'string' | 'boolean' | 'number'): void {
  if (body[name] !== undefined && typeof body[name] !== type) {
    throw new SimulatorError('badInput', `${name} must be a ${type}`);
  }
}
