export { leavesOpen, questionFailed } from './question-failed';
export { RegisterClient } from './register.client';
