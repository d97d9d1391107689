export {
  AtRest,
  type Digest,
  type Digests,
  type EncryptionKey,
  type EncryptionOptions,
  encryptionProblems,
  foreignProblem,
  HotichKeyProvider,
  keyProviderOf,
  keysReady,
  type RotateOptions,
  Rotation,
  type RotationSummary,
} from './at-rest';
export { CLOCK_MS, databaseNow, type Instant, instant, msSince } from './database-clock';
export {
  assertSupported,
  type Claim,
  type ClaimedTask,
  despiteDeadlocks,
  dialectOf,
  type HeldTask,
  isAborted,
  isDeadlock,
  isTransactionLost,
  isUnprepared,
  type PutOffTask,
  shareOf,
  standsIn,
  stillHeld,
} from './dialect';
export {
  type DeliveryState,
  type FileKind,
  HOTICH_ENTITIES,
  HotichCatalogVersion,
  HotichContent,
  HotichDelivery,
  HotichDossier,
  HotichEnvironment,
  HotichExchange,
  HotichFile,
  HotichFileChunk,
  HotichGate,
  HotichReport,
  HotichResult,
  HotichSchedule,
  HotichSearch,
  HotichTask,
  HotichTimelineEntry,
  HotichToken,
  type ReportState,
  type SearchKind,
} from './entities';
export { EnvironmentFence } from './environment-fence';
export { DatabaseFileStore } from './file-store/database-file-store';
export { DocumentStore, storeIdOf } from './file-store/document-store';
export { type FileToStore, HotichFileStore, type StoredFile } from './file-store/file-store';
export { FileStoreWatch, WatchedFileStore } from './file-store/watched-file-store';
export { inOrder } from './in-order';
export { HOTICH_MIGRATIONS } from './migrations';
export { ownTransaction } from './own-transaction';
export { PoolGuard } from './pool-guard';
export { beforeItsEnd, inHost, TransactionEnd } from './transaction-end';
export { ours, Province, provinceOf, provincesOf } from './province';
export type { AttachmentRecord, DossierState, ReportFields, ResultPending } from './records';
export { readRows } from './read-rows';
export { insertRows, updateRows } from './rows';
export { diagnose, logLine } from './trouble';
export { SubjectError, UnitOfWork } from './unit-of-work';
export { uuid } from './uuid';
