export { MODULE_CODES, MODULES, interlinkedModule, isModuleCode } from './modules';
export type { InterlinkedModule, InterlinkModule, ModuleCode, ModuleFamily, ModuleInfo } from './modules';
export { DEFAULT_PATHS, DEFAULT_ROUTES, routeFor, routeOn, VERSION_MODULES } from './routes';
export type { ContractVersion, PayloadProfile, Route, RoutePaths, VersionModules } from './routes';
export { mergeRoutes } from './route-overrides';
export type { RouteOverride } from './route-overrides';
export { foldVietnamese, nfc, nfcDeep, unaccentVietnamese } from './text';
export {
  formatCompact,
  formatDotted,
  formatInstant,
  formatIsoDay,
  formatSlashed,
  formatSplit,
  isRealDate,
  localDay,
  parseCompact,
  parseDotted,
  parseInstant,
  parseIsoDay,
  parseSlashed,
  parseSplit,
} from './dates';
export type { PartialDate, SplitDate } from './dates';
export { base64Bytes, isBase64, isPdfBase64, plainBase64 } from './base64';
export {
  dossierCodeDoubts,
  findDossierCodes,
  parseDossierCode,
  validateDossierCode,
  validateProvinceCode,
} from './codes';
export type { DossierCode } from './codes';
export { padUnitCode, validateUnitCode } from './unit-codes';
export type { PaddedUnitCode } from './unit-codes';
export { CODE_LIST_KINDS, CODE_LISTS, codeList } from './code-lists';
export type { CodeList, CodeListEntry, CodeListKind, CodeSystem } from './code-lists';
export { fieldDictionary, validatePayload } from './payload/validate';
export type { PayloadRules } from './payload/validate';
export type { FieldDescription, FieldDictionary, FieldType } from './payload/field.types';
export { HotichAddress } from './payload/address';
export { HotichBirthPayload } from './payload/birth';
export { HotichDeathPayload } from './payload/death';
export { decodeSubmissionAnswer, encodeStatusQuery, encodeSubmission } from './register/register-v3';
export { decodeStatusAnswer } from './register/status-answer';
export { REGISTER_ERROR_CODES, registerErrorClass } from './register/error-codes';
export type { RegisterErrorCode } from './register/error-codes';
export { DEFAULT_DOCUMENT_KEYS, readResult } from './register/result';
export { splitValidationText } from './register/validation-text';
export { validateAttachments } from './register/attachments';
export type { AttachmentLimits } from './register/attachments';
export type {
  AnswerHead,
  ReadResultOptions,
  RegisterErrorClass,
  RegisterResult,
  RegisterSubmission,
  ResultDocument,
  StatusAnswer,
  StatusItem,
  StatusQuery,
  SubmissionAnswer,
  WireAttachment,
} from './register/register.types';
export { decodeInterlinkDetail, decodeInterlinkList, decodePushedDossier } from './interlink/inbound';
export { toRegisterPayload } from './interlink/to-register';
export { encodeReport, REPORT_DEFAULTS } from './interlink/reports';
export type { ReportDefault } from './interlink/reports';
export { decodeAcknowledgementAnswer, encodeAcknowledgement } from './interlink/acknowledgement';
export { escapeXml, unescapeXml } from './xml/xml-text';
export { flattenResult } from './interlink/flatten-result';
export type { FlattenOptions } from './interlink/flatten-result';
export type {
  AcknowledgementAnswer,
  InterlinkDecodeOptions,
  InterlinkDetail,
  InterlinkedPayload,
  InterlinkListEntry,
  InterlinkListItem,
  InterlinkReport,
  ReportStatus,
} from './interlink/interlink.types';
export { matchRule, REPORT_RULES, SUBMISSION_RULES } from './answers/answer-rules';
export type { AnswerRule, ReportAnswer, ReportOutcome, SubmissionRuleOutcome } from './answers/answer-rules';
export { decodeReportAnswer } from './answers/report-answer';
export { classifyGatewayAnswer } from './answers/gateway-faults';
export type { FaultOwner, GatewayFault, WireHeaders } from './answers/gateway-faults.types';
