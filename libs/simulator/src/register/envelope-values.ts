import type { RegisterBehaviour } from '../behaviour';
import type { Unit } from '../units';
import { sentence } from '../validation/sentences';

const CODE_LIMIT = 50;

export const isAbsent = (value: unknown): boolean => value === undefined || value === null;

export const isFilledText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A short obligatory text of an envelope. */
export function checkCode(name: string, value: unknown): string[] {
  if (isAbsent(value) || value === '') return [sentence.missing(name)];
  if (typeof value !== 'string') return [sentence.wrongFormat(name)];
  return value.length > CODE_LIMIT ? [sentence.tooLong(name)] : [];
}

/** The unit of the envelope and the one of the form, where both are known, are one (wire contract 2.3). */
export function checkPlace(
  unit: Required<Unit> | undefined,
  payload: Readonly<Record<string, unknown>>,
  units: ReadonlyMap<string, Required<Unit>>,
  { placeMustAgree }: RegisterBehaviour,
): string[] {
  const { noiDangKy } = payload;
  const named = typeof noiDangKy === 'string' ? units.get(noiDangKy) : undefined;
  return placeMustAgree && unit && named && named !== unit ? [sentence.differs('noiDangKy', 'maDonVi')] : [];
}
