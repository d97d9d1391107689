import type { HotichProblem } from '../../errors';
import { type AdministrativeUnit, AdministrativeUnits, labelOf } from '../units';
import type { AddressParts, ParsedAddress } from './address.types';
import { PART_LEVELS, resolveParts } from './address-parts';
import { parseAddress, saysProvince, toDay, type EraOrDay } from './parse-address';

/** An address as one line of text. */
export interface FormattedAddress {
  /** `dcChiTiet, phường …, quận …, thành phố …`; units whose code is wrong are left out. Or `dcChiTiet` alone, where that says them all. */
  readonly text: string;
  /** What is wrong with the codes, empty when the text says everything that the parts say. Paths are names of parts. */
  readonly problems: readonly HotichProblem[];
}

/**
 * Writes an address out, smallest unit first, each with its title. What `dcChiTiet` already says of the units is not said twice; and
 * where it says all of them and more, it stands as it is: DVCLT gives a place of birth as the whole text beside the code of its
 * province (wire contract 2.5, 2.13).
 *
 * @param at era of the codes, by name or by a day in it; default today.
 * @throws HotichValidationError rule `day.format` for a day that is none.
 */
export function formatAddress(
  parts: AddressParts,
  at?: EraOrDay,
  units = AdministrativeUnits.shared,
): FormattedAddress {
  const day = toDay(at);
  const { found, problems } = resolveParts(parts, day, units);
  const whole = parts.dcChiTiet.trim();
  const said = parseAddress(whole, day, units);
  const anew = namesNoOther(said, parts);
  if (!anew && saysEach(found, whole, said, units)) return { text: whole, problems };
  const pieces = [anew ? said.rest : whole, ...found.map(labelOf)];
  return { text: pieces.filter((piece) => piece !== '').join(', '), problems };
}

/** Whether the text names no unit but those of the codes: then it can be written anew, with each unit's title. */
function namesNoOther({ parts: said }: ParsedAddress, parts: AddressParts): boolean {
  return said !== undefined && PART_LEVELS.every(([part]) => [undefined, parts[part]].includes(said[part]));
}

/** Whether the text says each of the units by itself. */
function saysEach(
  found: readonly AdministrativeUnit[],
  text: string,
  said: ParsedAddress,
  units: AdministrativeUnits,
): boolean {
  return found.every(({ level, code }) =>
    // A second province would only contradict the one that is named, whatever its era; as would one of this era units of the other.
    level === 'province'
      ? saysProvince(text, units, said.fitsEra)
      : PART_LEVELS.some(([part]) => said.parts?.[part] === code),
  );
}
