export { checkProcedures } from './check-procedures';
export { findProcedure, nationalCode, overrideOf, procedure } from './procedures';
export type { MappedProcedure, ProcedureQuery } from './procedures';
export { PROCEDURES, RESULT_DOCUMENTS } from './procedures.data';
export type { Procedure, ProcedureConfidence, ProcedureLevel, ProcedureOverride } from './procedure.types';
