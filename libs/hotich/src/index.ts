export { HotichModule } from './hotich.module';
export type { HotichModuleExtras } from './hotich.module-definition';
export type {
  CarrierOptions,
  EngineOptions,
  GatewayOptions,
  HeaderSource,
  HotichModuleOptions,
  InterlinkCredentials,
  InterlinkOptions,
  InterlinkPaths,
  LimitOptions,
  RegisterOptions,
  ScheduleOptions,
  StatusCadence,
  TlsOptions,
} from './hotich.options';
export type { CarrierName, Environment, LaneName } from './hotich.constants';

export { TokenService } from './carrier';
export { CatalogService } from './catalog';
export {
  type AttachmentInput,
  type AttachmentView,
  DossierListener,
  DossierSyncService,
  type DossierView,
  type Move,
  type ReceivedDossier,
  type ResubmitInput,
  type ResultReceived,
  type StatusChange,
  type SubmitInput,
  type TimelineView,
} from './dossier';
export {
  type AcceptChanges,
  type DeliveryView,
  InterlinkService,
  type ListSummary,
  type Officer,
  type SupplementRequest,
} from './interlink';
export { type IssuedResult, StatusPollerService } from './status';
export type { LaneSummary } from './engine';

export {
  type AttachmentRecord,
  DatabaseFileStore,
  type DeliveryState,
  type DossierState,
  type FileKind,
  type FileToStore,
  HOTICH_ENTITIES,
  HOTICH_MIGRATIONS,
  HotichContent,
  HotichDelivery,
  HotichDossier,
  HotichExchange,
  HotichFile,
  HotichFileChunk,
  HotichFileStore,
  HotichGate,
  HotichReport,
  HotichResult,
  HotichTask,
  HotichTimelineEntry,
  type ReportFields,
  type ReportState,
  type ResultPending,
  type StoredFile,
} from './persistence';

export {
  type AnswerRule,
  type ContractVersion,
  DEFAULT_ROUTES,
  fieldDictionary,
  MODULE_CODES,
  type ModuleCode,
  MODULES,
  type PayloadProfile,
  REPORT_RULES,
  type ReportOutcome,
  type ReportStatus,
  type Route,
  type RouteOverride,
  SUBMISSION_RULES,
  type SubmissionRuleOutcome,
} from './contract';

export {
  type Bilingual,
  type Diagnosis,
  HotichConfigurationError,
  HotichConflictError,
  HotichEnvironmentError,
  HotichError,
  type HotichErrorKind,
  HotichNotFoundError,
  HotichParseError,
  type HotichProblem,
  HotichRefusedError,
  HotichRemoteError,
  HotichSetupError,
  HotichStateError,
  HotichValidationError,
} from './errors';
