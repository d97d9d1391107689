import { performance } from 'node:perf_hooks';
import type { ResolvedOptions } from '../hotich.options.resolve';
import type { Lane, Task } from './lane';
import { Leases } from './leases';
import type { TaskQueue } from './task-queue';

const LEASE_MS = 1_000;
const lane = { name: 'report' } as Lane;
const claimed = (epoch: number) => ({ id: 'one', epoch }) as Task;

describe('Leases', () => {
  const leases = () => new Leases(lane, {} as TaskQueue, { engine: { leaseMs: LEASE_MS } } as ResolvedOptions);

  it('are over when their time is', () => {
    const held = leases();
    held.take([claimed(1)], performance.now());
    expect(held.hold([claimed(1)])).toBe(true);
    held.take([claimed(1)], performance.now() - LEASE_MS - 1);
    expect(held.hold([claimed(1)])).toBe(false);
  });

  it('do not let an old claim go by what the same process has claimed since', () => {
    const held = leases();
    held.take([claimed(1)], performance.now() - LEASE_MS - 1);
    held.take([claimed(2)], performance.now());
    expect(held.hold([claimed(1)])).toBe(false);
    held.forget([claimed(1)]);
    expect(held.hold([claimed(2)])).toBe(true);
    held.forget([claimed(2)]);
    expect(held.hold([claimed(2)])).toBe(false);
  });
});
