import type { HotichProblem } from '../../errors';
import { isOfficialCode, type AdministrativeUnit, type AdministrativeUnits, type UnitLevel } from '../units';
import { defined, type JsonObject, own, padded, scalar } from '../../contract/wire-json';
import type { AddressParts } from './address.types';

/** Parts that hold a unit code, smallest unit first. */
export const PART_LEVELS = [
  ['maXa', 'commune'],
  ['maHuyen', 'district'],
  ['maTinh', 'province'],
] as const satisfies readonly (readonly [keyof AddressParts, UnitLevel])[];

/**
 * Units named by the codes, smallest first, and what is wrong with them. Rules: `address.unknownCode` (not a unit of that level
 * on that day), `address.hierarchy` (the units do not lie within each other).
 */
export function resolveParts(
  parts: AddressParts,
  day: string,
  units: AdministrativeUnits,
): { found: AdministrativeUnit[]; problems: HotichProblem[] } {
  const found: AdministrativeUnit[] = [];
  const problems: HotichProblem[] = [];
  for (const [part, level] of PART_LEVELS) {
    const code = parts[part];
    // The register's own objects say null of what is not known.
    if (!code) continue;
    const unit = units.unit(code, day);
    const inner = found.at(-1);
    if (!unit?.valid || unit.level !== level || !isOfficialCode(code)) problems.push(unknownCode(part));
    else if (inner && !units.isWithin(inner.code, unit.code, day)) problems.push(wrongHierarchy(part));
    else found.push(unit);
  }
  return { found, problems };
}

/** An address as payloads and results have it, where any part may be null or missing, or a number that has lost its zeros. */
export function addressPartsOf(address: JsonObject): AddressParts {
  const codes = defined({
    maTinh: padded(own(address, 'maTinh'), 2),
    maHuyen: padded(own(address, 'maHuyen'), 3),
    maXa: padded(own(address, 'maXa'), 5),
  });
  return { ...codes, dcChiTiet: scalar(own(address, 'dcChiTiet')) ?? '' };
}

/** Codes of a unit and of everything above it, as parts of an address; a district known by name only has none to give. */
export function partsOf(units: AdministrativeUnits, code: string, day: string, dcChiTiet: string): AddressParts {
  const unit = units.unit(code, day);
  const at = (level: UnitLevel): string | undefined =>
    unit && [unit, ...unit.parents].find((one) => one.level === level && isOfficialCode(one.code))?.code;
  const [maTinh, maHuyen, maXa] = [at('province'), at('district'), at('commune')];
  return {
    ...(maTinh === undefined ? {} : { maTinh }),
    ...(maHuyen === undefined ? {} : { maHuyen }),
    ...(maXa === undefined ? {} : { maXa }),
    dcChiTiet,
  };
}

function unknownCode(part: string): HotichProblem {
  return {
    path: part,
    rule: 'address.unknownCode',
    message: { vi: 'không phải mã đơn vị của cấp này ở thời kỳ đó', en: 'is no code of this level in that era' },
    remedy: {
      vi: 'Kiểm tra mã và thời kỳ (trước hay từ 1/7/2025)',
      en: 'Check the code and the era (before or from 1/7/2025)',
    },
  };
}

function wrongHierarchy(part: string): HotichProblem {
  return {
    path: part,
    rule: 'address.hierarchy',
    message: { vi: 'không chứa đơn vị cấp dưới đã nêu', en: 'does not contain the smaller unit that is named' },
    remedy: { vi: 'Chọn lại đơn vị của cấp này', en: 'Choose the unit of this level again' },
  };
}
