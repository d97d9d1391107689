import type { Unit } from '../../units';

/**
 * The unit meant by `maDonVi`: a text must be the code itself; a Long has lost its leading zeros, which are put back to
 * the five digits of a commune or the three of a district (wire contract 2.12).
 */
export function unitOf(value: unknown, units: ReadonlyMap<string, Required<Unit>>): Required<Unit> | undefined {
  if (typeof value === 'string') return units.get(value);
  if (!Number.isSafeInteger(value) || (value as number) < 0) return undefined;
  const digits = String(value);
  return units.get(digits.padStart(5, '0')) ?? units.get(digits.padStart(3, '0'));
}
