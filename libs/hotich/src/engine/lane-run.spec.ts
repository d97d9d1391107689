import type { ResolvedOptions } from '../hotich.options.resolve';
import { instant } from '../persistence';
import type { Lane, Task } from './lane';
import { LaneRun } from './lane-run';
import type { BornTask } from './wake-up';

const lane = { name: 'submission', carrier: 'gateway', tasksPerRequest: 1 } as Lane;
const options = { gateway: { concurrency: 1 }, engine: { claimSize: 10, leaseMs: 1_000 } } as ResolvedOptions;

it('gives back what is born to it as it ends, and what is born while that is given back', async () => {
  const given: Task[] = [];
  const hanging: (() => void)[] = [];
  const giveBack = async (tasks: readonly Task[]) => {
    given.push(...tasks);
    await new Promise<void>((resolve) => hanging.push(resolve));
  };
  const tools = {
    queue: { claim: () => Promise.reject(new Error('the database is away')) },
    leases: { begin: () => undefined, end: () => undefined, giveBack },
    isolation: { leave: () => undefined },
    gate: {},
    settler: {},
  };
  const run = new LaneRun(lane, tools as unknown as ConstructorParameters<typeof LaneRun>[1], options);
  const born = (id: string): BornTask => ({ task: { id } as Task, since: instant() });
  run.wake({ born: [], more: true });
  const onEnd = jest.fn();
  const ended = run.work(onEnd);
  for (const id of ['one', 'two']) {
    await untilHanging();
    run.wake({ born: [born(id)], more: false });
    hanging.shift()!();
  }
  await untilHanging();
  expect(onEnd).not.toHaveBeenCalled();
  hanging.shift()!();
  await expect(ended).rejects.toThrow('away');
  expect(given.map(({ id }) => id)).toEqual(['one', 'two']);
  expect(onEnd).toHaveBeenCalledTimes(1);

  async function untilHanging(): Promise<void> {
    while (hanging.length === 0) await new Promise(setImmediate);
  }
});
