import { joinName, type SplitName } from '@hotich/nestjs';

/** Whom a birth (`nks`) or death (`nkt`) payload is about; the style of 2025 has names in parts. `''` where it does not say. */
export function citizenNameOf({ nksHoTen, nktHoTen }: Readonly<Record<string, unknown>>): string {
  const name = nksHoTen ?? nktHoTen;
  const text = typeof name === 'object' && name !== null ? joinName(name as SplitName) : name;
  return typeof text === 'string' ? text.trim().slice(0, 255) : '';
}
