export { CatalogService } from './catalog.service';
export { convertAddress, formatAddress, parseAddress } from './addresses';
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
export { CODE_PAIRS, mapCode, MAPPED_KINDS } from './mappings';
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
  NameMatch,
  UnitCodeRepair,
  UnitHit,
  UnitLevel,
  UnitLineage,
  UnitRef,
  UnitSearchOptions,
  UnitTitle,
} from './units';
