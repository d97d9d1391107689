import type { Task } from './lane';

/**
 * Tells which task it is that processes die of. One that was lost with its process again and again is suspected; of all suspects of a
 * process, whatever their lanes, one is worked on at a time: when the process dies once more, those that were only near it
 * have not been near it again.
 */
export class Isolation {
  private suspect?: string | undefined;

  /** @param maxLosses losses after which a task is not worked on any more; suspected one loss before. */
  constructor(private readonly maxLosses: number) {}

  /** `later`: suspects that must wait for another's end. `deadly`: to be held, one at a time as well, for even that may be fatal. */
  admit(tasks: readonly Task[]): { admitted: Task[]; deadly: Task[]; later: Task[] } {
    const sorted = { admitted: [] as Task[], deadly: [] as Task[], later: [] as Task[] };
    for (const task of tasks) {
      if (task.losses < Math.max(1, this.maxLosses - 1)) sorted.admitted.push(task);
      else if (this.suspect !== undefined) sorted.later.push(task);
      else {
        this.suspect = task.id;
        (task.losses < this.maxLosses ? sorted.admitted : sorted.deadly).push(task);
      }
    }
    return sorted;
  }

  /** What came of these is stored, or they were given back. */
  leave(tasks: readonly Task[]): void {
    if (tasks.some((task) => task.id === this.suspect)) this.suspect = undefined;
  }
}
