import type { HotichProblem } from '../../errors';
import { AdministrativeUnits, labelOf } from '../units';
import type { AddressParts } from './address.types';
import { PART_LEVELS, resolveParts } from './address-parts';
import { parseAddress, toDay, type EraOrDay } from './parse-address';

/** An address as one line of text. */
export interface FormattedAddress {
  /** `dcChiTiet, phường …, quận …, thành phố …`; units whose code is wrong are left out. */
  readonly text: string;
  /** What is wrong with the codes, empty when the text says everything that the parts say. Paths are names of parts. */
  readonly problems: readonly HotichProblem[];
}

/**
 * Writes an address out, smallest unit first, each with its title. What `dcChiTiet` already says of the units is not said twice.
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
  const detail = withoutUnits(parts, day, units);
  return { text: [detail, ...found.map(labelOf)].filter((piece) => piece !== '').join(', '), problems };
}

function withoutUnits(parts: AddressParts, day: string, units: AdministrativeUnits): string {
  const said = parseAddress(parts.dcChiTiet, day, units);
  const same =
    said.parts !== undefined && PART_LEVELS.every(([part]) => [undefined, parts[part]].includes(said.parts?.[part]));
  return same ? said.rest : parts.dcChiTiet.trim();
}
