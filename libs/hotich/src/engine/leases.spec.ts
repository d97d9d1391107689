import type { ResolvedOptions } from '../hotich.options.resolve';
import { type Instant, instant } from '../persistence';
import type { Lane, Task } from './lane';
import { Leases } from './leases';
import type { TaskQueue } from './task-queue';

const LEASE_MS = 1_000;
const lane = { name: 'report' } as Lane;
const claimed = (epoch: number) => ({ id: 'one', epoch }) as Task;
/** Before now, by both clocks. */
function ago(ms: number): Instant {
  const { monotonic, wall } = instant();
  return { monotonic: monotonic - ms, wall: wall - ms };
}

describe('Leases', () => {
  const extend = jest.fn((_lane: Lane, tasks: readonly Task[]) => Promise.resolve(tasks));
  const leases = () =>
    new Leases(lane, { extend } as unknown as TaskQueue, { engine: { leaseMs: LEASE_MS } } as ResolvedOptions);
  afterEach(() => jest.useRealTimers());

  it('are over when their time is', () => {
    const held = leases();
    held.take([claimed(1)], instant());
    expect(held.hold([claimed(1)])).toBe(true);
    held.take([claimed(1)], ago(LEASE_MS + 1));
    expect(held.hold([claimed(1)])).toBe(false);
  });

  it('are over when the machine was suspended, whatever the monotonic clock says, until they are extended', async () => {
    jest.useFakeTimers({ doNotFake: ['Date', 'performance'] });
    const held = leases();
    held.begin();
    held.take([claimed(1)], { ...instant(), wall: Date.now() - 3_600_000 });
    expect(held.hold([claimed(1)])).toBe(false);
    await jest.advanceTimersByTimeAsync(LEASE_MS / 2);
    expect(held.hold([claimed(1)])).toBe(true);
    held.end();
  });

  it('are extended by one statement at a time, however long it takes: each has a connection of the host', async () => {
    jest.useFakeTimers();
    let goOn = (): void => undefined;
    const hanging = jest.fn(
      (_: Lane, tasks: readonly Task[]) => new Promise((resolve) => (goOn = () => resolve(tasks))),
    );
    const queue = { extend: hanging } as unknown as TaskQueue;
    const held = new Leases(lane, queue, { engine: { leaseMs: LEASE_MS } } as ResolvedOptions);
    held.begin();
    held.take([claimed(1)], instant());
    await jest.advanceTimersByTimeAsync(3 * LEASE_MS);
    expect(hanging).toHaveBeenCalledTimes(1);
    goOn();
    await jest.advanceTimersByTimeAsync(LEASE_MS / 2);
    expect(hanging).toHaveBeenCalledTimes(2);
    held.end();
  });

  it('are given back when the database is there again, and not left to run out as if their process had died', async () => {
    const release = jest
      .fn((tasks: readonly Task[]) => Promise.resolve(tasks.slice(0, 0)))
      .mockRejectedValueOnce(new Error('away'))
      .mockRejectedValueOnce(new Error('still away'));
    const queue = { release } as unknown as TaskQueue;
    const held = new Leases(lane, queue, { engine: { leaseMs: LEASE_MS } } as ResolvedOptions);
    held.take([claimed(1)], instant());
    await held.giveBack([claimed(1)], 50);
    expect(release).toHaveBeenCalledTimes(1);
    await held.allGivenBack();
    expect(release.mock.calls).toEqual(Array.from({ length: 3 }, () => [[claimed(1)], 50]));
  });

  it('do not let an old claim go by what the same process has claimed since', () => {
    const held = leases();
    held.take([claimed(1)], ago(LEASE_MS + 1));
    held.take([claimed(2)], instant());
    expect(held.hold([claimed(1)])).toBe(false);
    held.forget([claimed(1)]);
    expect(held.hold([claimed(2)])).toBe(true);
    held.forget([claimed(2)]);
    expect(held.hold([claimed(2)])).toBe(false);
  });
});
