export { CatalogService } from './catalog.service';
export { CATALOG_KINDS, CATALOG_SYSTEMS } from './catalog-kinds';
export type { CatalogKind, CatalogSystem, ImportKind } from './catalog-kinds';
export { catalogProblems, resolveCatalogOptions } from './catalog.options';
export type { CatalogOptions, CatalogPaths, ResolvedCatalogOptions } from './catalog.options';
export type { CatalogImport, ImportColumns, ImportOptions } from './import';
export type { CatalogChange, CatalogFailure, CatalogRefresh } from './refresh';
export { HotichCatalogSource } from './sources';
export type { CatalogColumns, CatalogListVersion, ListFailure } from './sources';
export { addressPartsOf, convertAddress, formatAddress, parseAddress } from './addresses';
export type {
  AddressCandidate,
  AddressParts,
  ConvertedAddress,
  EraOrDay,
  FormattedAddress,
  ParsedAddress,
} from './addresses';
export {
  DEADLINES,
  DEFAULT_SUPPLEMENT_DAYS,
  dueDate,
  ifDeclared,
  NATIONAL_CALENDAR,
  sameDayDue,
  SHIPPED_YEARS,
  supplementDue,
  WorkingCalendar,
} from './calendar';
export type { CalendarDay, Deadline, DueDate, DueDateOptions, WorkingCalendarOptions } from './calendar';
export { CodeLists, diffEntries } from './code-list';
export type { CodeListDiff, CodeListVersion } from './code-list';
export { dayIn, dayOf, eraOn, THREE_TIERS_UNTIL, TWO_TIERS_SINCE } from './era';
export type { DayLike, UnitEra } from './era';
export { CODE_PAIRS, isMappedKind, mapCode, MAPPED_KINDS } from './mappings';
export type { CodeMapping, CodePair, MapCodeOptions, MappedCode, MappedKind } from './mappings';
export { joinName, splitName } from './names';
export type { NameDoubt, NameReading, SplitName } from './names';
export { findProcedure, nationalCode, procedure, PROCEDURES, RESULT_DOCUMENTS } from './procedures';
export type {
  MappedProcedure,
  Procedure,
  ProcedureConfidence,
  ProcedureLevel,
  ProcedureOverride,
  ProcedureQuery,
} from './procedures';
export { AdministrativeUnits, AgencyCodes } from './units';
export type {
  AdministrativeUnit,
  AdministrativeUnitsOptions,
  AgencyCode,
  ConversionRow,
  ConversionTable,
  LineageStatus,
  NameMatch,
  UnitCodeRepair,
  UnitHit,
  UnitLevel,
  UnitLineage,
  UnitRef,
  UnitSearchOptions,
  UnitTitle,
} from './units';
