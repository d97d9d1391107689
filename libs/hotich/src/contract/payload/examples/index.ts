import { MODULES, type ModuleCode, type ModuleFamily } from '../../modules';
import type { PayloadProfile } from '../../routes';
import { scalar } from '../../wire-json';
import { toProfile } from '../to-profile';
import { BIRTH_EXAMPLE } from './birth';
import { DEATH_EXAMPLE } from './death';
import { EXTRACT_EXAMPLE } from './extract';
import { MARITAL_STATUS_EXAMPLE } from './marital-status';
import { MARRIAGE_EXAMPLE } from './marriage';
import { PARENTAGE_EXAMPLE } from './parentage';
import { FOREIGN_EVENT_EXAMPLE, GUARDIANSHIP_EXAMPLE } from './register-form';

/** BS in style 2025, all others in style 2024. */
const EXAMPLES: Readonly<Record<ModuleFamily, object>> = {
  birth: BIRTH_EXAMPLE,
  death: DEATH_EXAMPLE,
  marriage: MARRIAGE_EXAMPLE,
  maritalStatus: MARITAL_STATUS_EXAMPLE,
  parentage: PARENTAGE_EXAMPLE,
  foreignEvent: FOREIGN_EVENT_EXAMPLE,
  guardianship: GUARDIANSHIP_EXAMPLE,
  guardianshipEnd: GUARDIANSHIP_EXAMPLE,
  extract: EXTRACT_EXAMPLE,
};

/**
 * A synthetic payload that validates: what documentation shows and tests send. A copy each time.
 *
 * @throws HotichValidationError rule `payload.unsupported` or `profile.unsupported` when the style of the module is not described.
 */
export function examplePayload(module: ModuleCode, profile: PayloadProfile): Record<string, unknown> {
  const example = structuredClone(EXAMPLES[MODULES[module].family]);
  return toProfile(module, example, module === 'BS' ? '2025' : '2024', profile, {
    mayDrop: Object.keys(example),
    splitName,
    addressText: (address) => [address.dcChiTiet, address.maXa, address.maTinh].map(scalar).filter(Boolean).join(', '),
  });
}

/** Good enough for the invented names above, and for nothing else. */
function splitName(fullName: string) {
  const words = fullName.split(' ');
  return { Ho: words[0] ?? '', ChuDem: words.slice(1, -1).join(' '), Ten: words.at(-1) ?? '' };
}
