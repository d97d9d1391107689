import { dayIn, eraOn, type UnitEra } from '../era';
import { AdministrativeUnits, type UnitLineage, type UnitRef } from '../units';
import type { AddressCandidate, AddressParts, ConvertedAddress } from './address.types';
import { partsOf, resolveParts } from './address-parts';
import { toDay, type EraOrDay } from './parse-address';

/** Confidence shared out among recorded answers, and what is left for units that are merely near. */
const RECORDED_SHARE = 0.9;

/**
 * How often a single recorded unit is the only one, at least: 441 of 10,033 old communes were divided, and the 538 ways that the
 * mapping so leaves out lead to at most 538 of 3,321 new ones (wire contract 8 and 13).
 */
const SINGLE_IS_ALL: Readonly<Record<UnitEra, number>> = { twoTier: 0.95, threeTier: 0.83 };

/**
 * Carries the codes of an address from one era to the other; `dcChiTiet` stays as it is.
 *
 * `exact` only where it is proved: the eras are the same, a province without anything smaller, or a commune that an imported
 * official conversion table settles (see `importFile` of the catalog: each province imports its rows of the table annexed to
 * Decision 19/2025/QĐ-TTg once). Otherwise a commune with one recorded successor is `probable`; one that was divided or that the
 * sources dispute, and a district without a commune, are `ambiguous`: the recorded answers come first, then communes that took up
 * other parts of the same district. `parts` are given only with `exact`.
 *
 * An address of an event before 1/7/2025 keeps its old units in law; convert only where today's unit is asked for.
 *
 * @param from era of the parts; @param to era wanted; both by name or by a day.
 * @throws HotichValidationError rule `day.format` for a day that is none.
 */
export function convertAddress(
  parts: AddressParts,
  from: EraOrDay,
  to: EraOrDay,
  units = AdministrativeUnits.shared,
): ConvertedAddress {
  const day = toDay(from);
  const [source, target] = [eraOn(day), eraOn(toDay(to))];
  const { found, problems } = resolveParts(parts, day, units);
  const unit = found[0];
  if (problems[0]) return failed(`${problems[0].path}: ${problems[0].rule}`);
  if (!unit) return failed('no unit code is given');
  if (source === target) return exact([{ unit, parts, confidence: 1 }], 'the eras are the same');

  const lineage = source === 'threeTier' ? units.successors(unit.code) : units.predecessors(unit.code);
  switch (lineage.status) {
    case 'exact':
      return exact(toCandidates(units, lineage.units, parts, target, 1), lineage.source);
    case 'probable':
      return open(toCandidates(units, lineage.units, parts, target, SINGLE_IS_ALL[target]), lineage);
    case 'ambiguous':
      return open(choices(units, unit, lineage, parts, target), lineage);
    case 'failed':
      return nearby(units, unit, lineage, parts, target);
  }
}

/** Nothing is recorded of the unit itself, but its neighbours may be known. */
function nearby(...[units, unit, lineage, parts, target]: Parameters<typeof choices>): ConvertedAddress {
  const candidates = choices(units, unit, lineage, parts, target);
  return candidates.length > 0 ? open(candidates, { ...lineage, status: 'ambiguous' }) : failed(lineage.source);
}

function choices(
  units: AdministrativeUnits,
  unit: UnitRef,
  lineage: UnitLineage,
  parts: AddressParts,
  target: UnitEra,
): AddressCandidate[] {
  const recorded = new Set(lineage.units.map((one) => one.code));
  const near =
    lineage.complete || target === 'threeTier'
      ? []
      : units.neighbourhood(unit.code).filter((one) => !recorded.has(one.code));
  const share = recorded.size === 0 ? 0 : near.length > 0 ? RECORDED_SHARE : 1;
  return [
    ...toCandidates(units, lineage.units, parts, target, share),
    ...toCandidates(units, near, parts, target, 1 - share),
  ];
}

function toCandidates(
  units: AdministrativeUnits,
  refs: readonly UnitRef[],
  { quocGia, dcChiTiet }: AddressParts,
  era: UnitEra,
  total: number,
): AddressCandidate[] {
  return refs.map((unit) => ({
    unit,
    parts: { ...(quocGia === undefined ? {} : { quocGia }), ...partsOf(units, unit.code, dayIn(era), dcChiTiet) },
    confidence: total / refs.length,
  }));
}

function exact(candidates: readonly AddressCandidate[], source: string): ConvertedAddress {
  const parts = candidates[0]?.parts;
  return { status: 'exact', ...(parts ? { parts } : {}), candidates, complete: true, source };
}

function open(
  candidates: readonly AddressCandidate[],
  { status, complete, source }: Pick<UnitLineage, 'status' | 'complete' | 'source'>,
): ConvertedAddress {
  return { status, candidates, complete, source };
}

function failed(source: string): ConvertedAddress {
  return { status: 'failed', candidates: [], complete: false, source };
}
