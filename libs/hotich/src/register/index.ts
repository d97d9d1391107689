export { leavesOpen, questionFailed, told, withheld } from './question-failed';
export { RegisterClient } from './register.client';
