export { ContentChecker, contentHash } from './content-checker';
export { attachmentViews, ContentStore, type TakenFile } from './content-store';
export {
  type AttachmentView,
  DossierListener,
  type DossierView,
  type ReceivedDossier,
  type ReportHeld,
  type ResultReceived,
  type StatusChange,
} from './dossier.listener';
export { DossierStore, viewOf } from './dossier-store';
export { DossierSyncService } from './dossier-sync.service';
export { Listeners } from './listeners';
export { type Officer, officerOf, reasonOf } from './officer';
export { leadsToResult, ReportQueue, reportsOfRound } from './report-queue';
export { RetentionService, type RetentionSummary } from './retention.service';
export { assertAtOurDesk, canMove, type Move, MOVES, movesFrom, nextState, TERMINAL_STATES } from './state-machine';
export { type IndexSummary, type PersonQuery, SearchIndex } from './search-index';
export { submissionJob, SubmissionLane } from './submission.lane';
export type { AttachmentInput, ResubmitInput, SubmitInput } from './submit-input';
export { lastRequest, type TimelineView } from './timeline';
export { type TimelineAudit, TimelineAuditor, type TimelineFault } from './timeline-auditor';
export type { TimelineFaultKind } from './timeline-faults';
