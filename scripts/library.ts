/** What the tools of this folder use of the library: first what every host has, then what no host needs. */
export {
  AdministrativeUnits,
  type ConvertedAddress,
  DEFAULT_ROUTES,
  examplePayload,
  fieldDictionary,
  type ContractVersion,
  type LineageStatus,
  MODULE_CODES,
  type ModuleCode,
  MODULES,
  type PayloadProfile,
  profilesOf,
  type Route,
  VERSION_MODULES,
} from '@hotich/nestjs';
export { type ConversionRow, convertAddress } from '../libs/hotich/src/catalog';
export {
  CODE_LIST_KINDS,
  CODE_LISTS,
  type CodeList,
  type CodeListEntry,
  type CodeListKind,
  codecFor,
  type CodeSystem,
  DEFAULT_PATHS,
  defaultProfile,
  type FieldBlock,
  type FieldDescription,
  type FieldDictionary,
  type FieldType,
  FORM_CONTENTS,
  type RoutePaths,
} from '../libs/hotich/src/contract';
export { DEFAULT_MAX_LENGTH } from '../libs/hotich/src/contract/payload/type-rules';
export type { Bilingual } from '../libs/hotich/src/errors';
