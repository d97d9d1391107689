import { ETHNICITY_FORM_LIST } from './ethnicities';
import { DVCLT_LISTS, FORM_LISTS } from './form-lists';
import { PLACE_LISTS } from './places';
import { REGISTER_LISTS } from './register-lists';
import type { CodeList, CodeListKind, CodeSystem } from './types';

export { CODE_LIST_KINDS } from './types';
export type { CodeList, CodeListEntry, CodeListKind, CodeSystem } from './types';

/** Every list known offline; defaults, to be replaced by what the catalogue services answer. */
export const CODE_LISTS: readonly CodeList[] = [
  ...REGISTER_LISTS,
  ...PLACE_LISTS,
  ...FORM_LISTS,
  ETHNICITY_FORM_LIST,
  ...DVCLT_LISTS,
];

/** The list of a kind in a system; `undefined` when that system's list is not public. */
export function codeList(kind: CodeListKind, system: CodeSystem = 'register'): CodeList | undefined {
  return CODE_LISTS.find((list) => list.kind === kind && list.system === system);
}
