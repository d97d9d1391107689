export { leavesOpen, questionFailed, told } from './question-failed';
export { RegisterClient } from './register.client';
