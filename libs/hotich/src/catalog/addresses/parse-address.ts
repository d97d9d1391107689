import { dayIn, dayOf, eraOn, ERAS, type DayLike, type UnitEra } from '../era';
import { AdministrativeUnits, isOfficialCode, type UnitRef } from '../units';
import type { AddressCandidate, AddressParts, ParsedAddress } from './address.types';
import { PART_LEVELS, partsOf } from './address-parts';
import {
  confidenceOf,
  isBareProvince,
  isSettled,
  namesProvince,
  readSegments,
  type AddressReading,
} from './address-reading';
import { callsItselfUnit, cutAddress } from './address-text';

/** An era by name (`threeTier`, `twoTier`), or a day in it (`yyyy-MM-dd` or a moment). */
export type EraOrDay = DayLike;

/** The day meant: of an era its last or first. @throws HotichValidationError rule `day.format` for text that is neither. */
export function toDay(at: EraOrDay | undefined): string {
  return at === 'threeTier' || at === 'twoTier' ? dayIn(at) : dayOf(at);
}

interface CutReading {
  readonly segments: readonly string[];
  readonly readings: readonly AddressReading[];
}

/**
 * Reads the units out of an address text and leaves the rest (house, street, hamlet) as `dcChiTiet`. Names are compared whatever
 * the Unicode form, the case and the place of the tone mark; abbreviated titles (`P.`, `Q.`, `TP`) and missing marks are
 * understood. One reading is `exact` only when the text settles it; several, one that had to be inferred, and one that leaves a
 * unit of the other era unread, are `ambiguous` with every candidate listed. Nothing is guessed.
 *
 * @param at era of the address, by name or by a day in it; default today.
 * @throws HotichValidationError rule `day.format` for a day that is none.
 */
export function parseAddress(text: string, at?: EraOrDay, units = AdministrativeUnits.shared): ParsedAddress {
  const day = toDay(at);
  const parsed = parseOn(units, text, day);
  const other = parseOn(units, text, dayIn(eraOn(day) === 'twoTier' ? 'threeTier' : 'twoTier'));
  if (other.status !== 'exact') return parsed;
  if (parsed.status !== 'exact') return { ...parsed, fitsEra: other.era };
  return other.rest.length < parsed.rest.length ? doubtful(parsed, other.era) : parsed;
}

/**
 * Whether the text itself says in which province it lies, of whichever era. A hamlet or a commune may be called like some province: a
 * bare name says it only where it can be nothing else.
 *
 * @param fitsEra era of which it names units that have their province: what {@link parseAddress} says.
 */
export function saysProvince(text: string, units: AdministrativeUnits, fitsEra?: UnitEra): boolean {
  const readings = ERAS.flatMap((era) =>
    (bestCut(units, text, era)?.readings ?? []).map((reading) => ({ era, reading })),
  );
  const telling = readings.filter(({ reading }) => !isBareProvince(reading));
  if (telling.length === 0) return readings.length > 0;
  return telling.some(({ era, reading }) => era === fitsEra || namesProvince(reading));
}

/** The other era finds a unit where this one finds a street: the address may well be of that era. */
function doubtful({ parts: _parts, ...parsed }: ParsedAddress, fitsEra: UnitEra): ParsedAddress {
  return { ...parsed, status: 'ambiguous', fitsEra };
}

function parseOn(units: AdministrativeUnits, text: string, day: string): ParsedAddress {
  const era = eraOn(day);
  const best = bestCut(units, text, era);
  const first = best?.readings[0];
  if (!best || !first) return { status: 'none', era, candidates: [], rest: text.trim(), confidence: 0 };

  const left = best.segments.slice(0, best.segments.length - first.used);
  const unresolved = left.at(-1);
  const open = unresolved !== undefined && first.hits[0].unit.level !== 'commune' && callsItselfUnit(unresolved);
  const rest = left.join(', ');
  const candidates = best.readings.map((reading) => toCandidate(units, reading, rest, day, best.readings.length));
  const only = candidates.length === 1 && !open && isSettled(first) ? candidates[0] : undefined;
  return {
    status: only ? 'exact' : 'ambiguous',
    era,
    ...(only ? { parts: only.parts } : {}),
    candidates,
    rest,
    confidence: candidates[0]?.confidence ?? 0,
    ...(open ? { unresolved } : {}),
  };
}

/** Codes that the text names stand as named; those it leaves out follow from the smallest unit. A named district without a code has none. */
function toCandidate(
  units: AdministrativeUnits,
  { hits, ...reading }: AddressReading,
  rest: string,
  day: string,
  competitors: number,
): AddressCandidate {
  const { unit } = hits[0];
  const named = hits.map((hit) => hit.unit);
  const { maHuyen, ...others } = { ...partsOf(units, unit.code, day, rest), ...namedCodes(named) };
  const parts =
    maHuyen === undefined || named.some(({ code }) => !isOfficialCode(code)) ? others : { ...others, maHuyen };
  return { unit, parts, confidence: confidenceOf({ hits, ...reading }) / competitors };
}

function namedCodes(named: readonly UnitRef[]): Partial<AddressParts> {
  return Object.fromEntries(
    PART_LEVELS.flatMap(([part, level]) => {
      const unit = named.find((one) => one.level === level && isOfficialCode(one.code));
      return unit ? [[part, unit.code]] : [];
    }),
  );
}

/** The cut whose readings name the most units; the plainest of those that name as many. */
function bestCut(units: AdministrativeUnits, text: string, era: UnitEra): CutReading | undefined {
  let best: CutReading | undefined;
  for (const segments of cutAddress(text)) {
    const readings = readSegments(units, segments, era);
    if (readings[0] && readings[0].used > (best?.readings[0]?.used ?? 0)) best = { segments, readings };
  }
  return best;
}
