export { databaseNow, type Dialect, dialectOf } from './database-clock';
export {
  type DeliveryState,
  type FileKind,
  HOTICH_ENTITIES,
  HotichCatalogVersion,
  HotichContent,
  HotichDelivery,
  HotichDossier,
  HotichExchange,
  HotichFile,
  HotichFileChunk,
  HotichGate,
  HotichReport,
  HotichResult,
  HotichTask,
  HotichTimelineEntry,
  HotichToken,
  type ReportState,
} from './entities';
export { DatabaseFileStore } from './file-store/database-file-store';
export { type FileToStore, HotichFileStore, type StoredFile } from './file-store/file-store';
export { HOTICH_MIGRATIONS } from './migrations';
export type { AttachmentRecord, DossierState, ReportFields, ResultPending } from './records';
export { insertRows, tableOf, updateRows } from './rows';
export { SubjectError, UnitOfWork } from './unit-of-work';
