import { dayIn, type UnitEra } from '../era';
import type { AdministrativeUnits, UnitHit, UnitLevel } from '../units';

/** One way of reading the end of an address as units. */
export interface AddressReading {
  /** Units from the smallest to the largest, each with how it was found. */
  readonly hits: readonly [UnitHit, ...UnitHit[]];
  /** Segments used up, counted from the end. */
  readonly used: number;
}

/** Orders in which units may end an address, smallest first. */
const PATTERNS: Readonly<Record<UnitEra, readonly (readonly UnitLevel[])[]>> = {
  threeTier: [
    ['commune', 'district', 'province'],
    ['commune', 'province'],
    ['district', 'province'],
    ['commune', 'district'],
    ['province'],
    ['district'],
    ['commune'],
  ],
  twoTier: [['commune', 'province'], ['province'], ['commune']],
};

const LOOSE = 0.85;
const WRONG_TITLE = 0.9;
const NO_PROVINCE = 0.8;

/**
 * Readings that use up the most segments and, among those, fit the words best; several when they fit equally well, the one that
 * names its province first.
 */
export function readSegments(units: AdministrativeUnits, segments: readonly string[], era: UnitEra): AddressReading[] {
  let used = 0;
  const readings: AddressReading[] = [];
  for (const pattern of PATTERNS[era]) {
    if (pattern.length > segments.length || pattern.length < used) continue;
    const found = chains(units, pattern, segments.slice(-pattern.length), era);
    if (found.length > 0) used = pattern.length;
    for (const [first, ...others] of found) if (first) readings.push({ hits: [first, ...others], used });
  }
  const best = Math.max(...readings.map(fitOf));
  return onePerUnit(readings.filter((reading) => fitOf(reading) === best));
}

/** From 0 to 1: lowered by loose spelling, a wrong title and a province that is not named. */
export function confidenceOf(reading: AddressReading): number {
  return fitOf(reading) * (namesProvince(reading) ? 1 : NO_PROVINCE);
}

function fitOf({ hits }: AddressReading): number {
  return hits.reduce(
    (fit, { match, title }) => fit * (match === 'loose' ? LOOSE : 1) * (title === 'wrong' ? WRONG_TITLE : 1),
    1,
  );
}

export function namesProvince({ hits }: AddressReading): boolean {
  return hits.some(({ unit }) => unit.level === 'province');
}

/** Whether it is a name without a title and with no other unit before it, read as a province's. */
export function isBareProvince({ hits: [{ unit, title }, ...others] }: AddressReading): boolean {
  return unit.level === 'province' && title !== 'typed' && others.length === 0;
}

/** Readings that end in the same unit say the same; the surer one stays. */
function onePerUnit(readings: readonly AddressReading[]): AddressReading[] {
  const sorted = [...readings].sort((one, other) => confidenceOf(other) - confidenceOf(one));
  const seen = new Set<string>();
  return sorted.filter(({ hits: [{ unit }] }) => !seen.has(unit.code) && seen.add(unit.code));
}

/** True when the text itself settles the reading: it names the province, or calls its smallest unit by its title. */
export function isSettled(reading: AddressReading): boolean {
  return namesProvince(reading) || reading.hits[0].title === 'typed';
}

/** Every way in which the segments name units that lie within each other, and within `outer` when one is given. */
function chains(
  units: AdministrativeUnits,
  pattern: readonly UnitLevel[],
  segments: readonly string[],
  era: UnitEra,
  outer?: string,
): UnitHit[][] {
  const [level, segment] = [pattern.at(-1), segments.at(-1)];
  if (level === undefined || segment === undefined) return [[]];
  const hits = units.search(segment, dayIn(era), { level, ...(outer === undefined ? {} : { within: outer }) });
  return hits.flatMap((hit) =>
    chains(units, pattern.slice(0, -1), segments.slice(0, -1), era, hit.unit.code).map((inner) => [...inner, hit]),
  );
}
