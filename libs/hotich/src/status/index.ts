export { ResultStore } from './result-store';
export { StatusLane } from './status.lane';
export { StatusPollerService } from './status-poller.service';
