export { MODULE_CODES, MODULES, interlinkedModule, isModuleCode } from './modules';
export type { InterlinkedModule, InterlinkModule, ModuleCode, ModuleFamily, ModuleInfo } from './modules';
export {
  DEFAULT_PATHS,
  DEFAULT_ROUTES,
  defaultProfile,
  PAYLOAD_PROFILES,
  routeFor,
  routeOn,
  VERSION_MODULES,
} from './routes';
export type { ContractVersion, PayloadProfile, Route, RoutePaths, VersionModules } from './routes';
export { mergeRoutes } from './route-overrides';
export type { RouteOverride } from './route-overrides';
export { foldVietnamese, nfc, spacedWords, storable, unaccentVietnamese } from './text';
export {
  formatDotted,
  formatInstant,
  formatIsoDay,
  formatSlashed,
  formatSplit,
  isRealDate,
  localDay,
  localMoment,
  parseCompact,
  parseDeadline,
  parseDotted,
  parseInstant,
  parseIsoDay,
  parseSlashed,
  parseSplit,
} from './dates';
export type { PartialDate, SplitDate } from './dates';
export { base64Bytes, base64Length, isBase64, isPdfBase64, plainBase64 } from './base64';
export type { Base64Source } from './base64';
export { type DocumentFindings, DocumentProbe } from './documents/document-probe';
export { findingsOf, mediaTypeOf, readNote, writeNote } from './documents/document-note';
export { type DocumentSink, JsonDocuments } from './documents/json-documents';
export { interlinkCodeMissing, validateDossierCode, validateProcedureCode } from './codes';
export { nameProblems, oneOfProblems, UNKNOWN_NAME } from './one-of';
export { padUnitCode, validateUnitCode } from './unit-codes';
export type { PaddedUnitCode } from './unit-codes';
export { CODE_LIST_KINDS, CODE_LISTS, codeList } from './code-lists';
export type { CodeList, CodeListEntry, CodeListKind, CodeSystem } from './code-lists';
export { fieldDictionary, validatePayload } from './payload/validate';
export type { ListInForce, ListsInForce } from './payload/rule.types';
export type { PayloadRules } from './payload/validate';
export { checkPayloadRules } from './payload/check-payload-rules';
export { profilesOf } from './payload/registry';
export { toProfile } from './payload/to-profile';
export type { ToProfileOptions } from './payload/to-profile';
export type { ProfileHelpers } from './payload/convert-value';
export { checkFormMappings, wirePayload, WRONG_MODULE } from './payload/form-mapping';
export type { RegisterFormMapping } from './payload/form-mapping';
export { FORM_CONTENTS, FORM_MODULES } from './payload/form-contents';
export type { FormModule } from './payload/form-contents';
export { examplePayload } from './payload/examples';
export type { FieldBlock, FieldDescription, FieldDictionary, FieldType } from './payload/field.types';
export { HotichAddress, HotichCountryAddress, HotichTwoTierAddress } from './payload/address';
export { HotichSplitDate, HotichSplitName } from './payload/split-parts';
export { HotichBirthPayload } from './payload/birth';
export { HotichDeathPayload } from './payload/death';
export { HotichExtractPayload } from './payload/extract';
export { HotichMaritalStatusPayload } from './payload/marital-status';
export { HotichMarriagePayload } from './payload/marriage';
export { HotichParentagePayload } from './payload/parentage';
export { HotichRegisterForm } from './payload/register-form';
export type { FormValue } from './payload/register-form';
export { asksByUnit, carriesAttachments, codecFor } from './register/codec';
export type {
  CodecOptions,
  CodecStatusQuery,
  RegisterCodec,
  ResultAnswer,
  ResultQuery,
  UnitCodeType,
} from './register/codec.types';
export { V1_ERROR_FIELDS } from './register/answer-head';
export type { ErrorFields } from './register/answer-head';
export {
  decodeResultAnswerV1,
  decodeStatusAnswerV1,
  encodeResultQueryV1,
  encodeStatusQueryV1,
  encodeSubmissionV1,
} from './register/register-v1';
export { decodeSubmissionAnswer, encodeStatusQuery, encodeSubmission } from './register/register-v3';
export { decodeStatusAnswer, saysNoSuchDossier } from './register/status-answer';
export { NO_SUCH_DOSSIER, NO_SUCH_UNIT, REGISTER_ERROR_CODES, registerErrorOf } from './register/error-codes';
export type { RegisterErrorCode } from './register/error-codes';
export { DEFAULT_DOCUMENT_KEYS, readResult } from './register/result';
export { supplementRequestOf } from './register/supplement-request';
export { splitValidationText } from './register/validation-text';
export { validateAttachments } from './register/attachments';
export type { AttachmentLimits, ContentRule } from './register/attachments';
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
export { leftOut, toRegisterPayload } from './interlink/to-register';
export { encodeReport, REPORT_DEFAULTS } from './interlink/reports';
export type { ReportDefault } from './interlink/reports';
export { decodeAcknowledgementAnswer, encodeAcknowledgement } from './interlink/acknowledgement';
export { escapeXml, unescapeXml } from './xml/xml-text';
export { writeXml } from './xml/write-xml';
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
export {
  matchRule,
  REPORT_OUTCOMES,
  REPORT_RULES,
  SUBMISSION_RULE_OUTCOMES,
  SUBMISSION_RULES,
} from './answers/answer-rules';
export type { AnswerRule, ReportAnswer, ReportOutcome, SubmissionRuleOutcome } from './answers/answer-rules';
export { decodeReportAnswer, reportNotTaken } from './answers/report-answer';
export {
  classifyGatewayAnswer,
  classifyInterlinkFailure,
  classifyRegisterFailure,
  classifyReportFailure,
} from './answers/gateway-faults';
export { asksToWait } from './answers/retry-after';
export type { FaultOwner, GatewayFault, WireHeaders } from './answers/gateway-faults.types';
