import type { RegisterBehaviour } from '../behaviour';
import type { Unit } from '../units';
import { sentence } from '../validation/sentences';

const CODE_LIMIT = 50;

export const isAbsent = (value: unknown): boolean => value === undefined || value === null;

export const isFilledText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/**
 * `G22.`, the unit, the day and a number, as in `G22.99.08-261124-0001` (wire contract 0.3). Whether DVCLT's units have lost
 * their districts in it, as the provinces' have, is not known: either will do.
 */
export const isInterlinkCode = (value: unknown): boolean =>
  typeof value === 'string' && /^G22(?:\.\d{2,3}){1,2}-\d{6}-\d{4,}$/.test(value);

/** A short obligatory text of an envelope. */
export function checkCode(name: string, value: unknown): string[] {
  if (!isAbsent(value) && typeof value !== 'string') return [sentence.wrongFormat(name)];
  if (!isFilledText(value)) return [sentence.missing(name)];
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
