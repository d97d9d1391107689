export { AdministrativeUnits } from './administrative-units';
export type { AdministrativeUnitsOptions, UnitSearchOptions } from './administrative-units';
export { AgencyCodes } from './agency-codes';
export type { AgencyCode } from './agency-codes';
export { isOfficialCode, labelOf, levelOf, looseNameKey, nameKey, parseLabel, readLabel } from './unit-names';
export type { LabelReading } from './unit-names';
export { RegistrationUnits } from './registration-units';
export type { RegistrationUnit, RegistrationUnitList } from './registration-units';
export { UNIT_TITLES } from './unit.types';
export type {
  AdministrativeUnit,
  ConversionRow,
  ConversionTable,
  LineageStatus,
  NameMatch,
  UnitCodeRepair,
  UnitHit,
  UnitLevel,
  UnitLineage,
  UnitRef,
  UnitTitle,
} from './unit.types';
