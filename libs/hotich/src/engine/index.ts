export { CronSlots } from './cron-slots';
export { Engine } from './engine';
export { flowOf } from './fair-line';
export { again, DONE, type Job, Lane, type Outcome, type Result, type Task, type Verdict } from './lane';
export type { LaneSummary } from './lane-run';
export { LaneScheduler } from './lane-scheduler';
export { Settler } from './settler';
export { TaskQueue } from './task-queue';
export { WakeUp } from './wake-up';
