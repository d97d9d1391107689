export { CitizenAnswers } from './citizen-answers';
export { Deliveries, type DeliveryView, type ListSummary } from './deliveries';
export { InterlinkClient } from './interlink.client';
export { type AcceptChanges, InterlinkService, type SupplementRequest } from './interlink.service';
export { IntakeLane } from './intake.lane';
export { ReportLane } from './report.lane';
export { TakeIn } from './take-in';
