import { dayIn, eraOn, type UnitEra } from '../era';
import { AdministrativeUnits, type UnitLineage, type UnitRef } from '../units';
import type { AddressCandidate, AddressParts, ConvertedAddress } from './address.types';
import { partsOf, resolveParts } from './address-parts';
import { toDay, type EraOrDay } from './parse-address';

/** Confidence shared out among recorded answers, and what is left for units that are merely near. */
const RECORDED_SHARE = 0.9;

/**
 * Carries the codes of an address from one era to the other; `dcChiTiet` stays as it is. `exact` only where the sources leave no
 * doubt: the whole commune went into one. A divided commune, a district without a commune, or one that may have been divided
 * is `ambiguous`: the recorded answers come first, then communes that took up other parts of the same district.
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
  if (lineage.complete && lineage.units.length === 1) {
    return exact(toCandidates(units, lineage.units, parts, target, 1), lineage.source);
  }
  return open(units, unit, lineage, parts, target);
}

function open(
  units: AdministrativeUnits,
  unit: UnitRef,
  lineage: UnitLineage,
  parts: AddressParts,
  target: UnitEra,
): ConvertedAddress {
  const recorded = new Set(lineage.units.map((one) => one.code));
  const near =
    lineage.complete || target === 'threeTier'
      ? []
      : units.neighbourhood(unit.code).filter((one) => !recorded.has(one.code));
  const share = near.length > 0 && recorded.size > 0 ? RECORDED_SHARE : 1;
  const candidates = [
    ...toCandidates(units, lineage.units, parts, target, share),
    ...toCandidates(units, near, parts, target, recorded.size > 0 ? 1 - share : 1),
  ];
  if (candidates.length === 0) return failed(lineage.source);
  return { status: 'ambiguous', candidates, complete: lineage.complete, source: lineage.source };
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

function failed(source: string): ConvertedAddress {
  return { status: 'failed', candidates: [], complete: false, source };
}
