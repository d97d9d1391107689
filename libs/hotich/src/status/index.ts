export { ResultStore } from './result-store';
export { StatusLane } from './status.lane';
export { type IssuedResult, StatusPollerService } from './status-poller.service';
