import { sample, constantFrom } from 'fast-check';
import { type AdministrativeUnits, type ConversionRow } from '../library';

/** A day of the three-tier era, and one of the two-tier era. */
const OLD_DAY = '2024-07-15';
const NEW_DAY = '2026-01-01';
const PROVINCE_CODES = Array.from({ length: 99 }, (_, index) => String(index + 1).padStart(2, '0'));
/** One commune in so many is divided in the invented table; in truth it was 441 of 10,033. */
const ONE_IN = 20;

/** Codes of every commune of 2024. */
export function communesOf2024(units: AdministrativeUnits): readonly string[] {
  const below = (codes: readonly string[]) =>
    codes.flatMap((code) => units.children(code, OLD_DAY).map((child) => child.code));
  return below(below(PROVINCE_CODES));
}

/** Communes drawn with replacement; the same ones for the same seed. */
export function draw(communes: readonly string[], size: number, seed: number): readonly string[] {
  return sample(constantFrom(...communes), { numRuns: size, seed });
}

/**
 * An invented conversion table that holds every commune of 2024: one in {@link ONE_IN} divided between what is recorded and an
 * unrelated commune, all others whole into what is recorded.
 */
export function inventedTable(communes: readonly string[], units: AdministrativeUnits): readonly ConversionRow[] {
  const elsewhere = PROVINCE_CODES.flatMap((code) => units.children(code, NEW_DAY).map((child) => child.code));
  return communes.flatMap((oldCode, index): ConversionRow[] => {
    const [recorded] = units.successors(oldCode).units;
    if (!recorded) return [];
    if (index % ONE_IN > 0) return [{ oldCode, newCode: recorded.code, share: 'whole' }];
    const other = elsewhere.filter((code) => code !== recorded.code)[index % (elsewhere.length - 1)] ?? '';
    return [recorded.code, other].map((newCode) => ({ oldCode, newCode, share: 'part' }));
  });
}
