import { Isolation } from './isolation';
import type { Task } from './lane';

const lost = (id: string, losses: number): Task => ({
  id,
  lane: 'submission',
  subjectId: id,
  epoch: 1,
  attempt: 1,
  strikes: 0,
  losses,
  carrierFailing: false,
  probe: false,
  unsure: losses > 0,
  sinceCalledMs: 0,
  dueAt: 0,
});
const ids = (sorted: ReturnType<Isolation['admit']>) =>
  Object.fromEntries(Object.entries(sorted).map(([kind, tasks]: [string, Task[]]) => [kind, tasks.map((t) => t.id)]));

describe('Isolation', () => {
  it('lets through what was never or hardly ever lost', () => {
    expect(ids(new Isolation(3).admit([lost('a', 0), lost('b', 1)]))).toEqual({
      admitted: ['a', 'b'],
      deadly: [],
      later: [],
    });
  });

  it('lets one suspect through at a time, until what came of it is known', () => {
    const isolation = new Isolation(3);
    const [first, second] = [lost('a', 2), lost('b', 2)] as const;
    expect(ids(isolation.admit([first, lost('c', 0), second]))).toEqual({
      admitted: ['a', 'c'],
      deadly: [],
      later: ['b'],
    });
    isolation.leave([lost('c', 0)]);
    expect(ids(isolation.admit([second]))).toMatchObject({ admitted: [], later: ['b'] });
    isolation.leave([first]);
    expect(ids(isolation.admit([second]))).toMatchObject({ admitted: ['b'], later: [] });
  });

  it('has the one that was lost too often held, alone too', () => {
    const isolation = new Isolation(3);
    const deadly = lost('a', 3);
    expect(ids(isolation.admit([deadly, lost('b', 2)]))).toEqual({ admitted: [], deadly: ['a'], later: ['b'] });
    isolation.leave([deadly]);
    expect(ids(isolation.admit([lost('b', 2)]))).toMatchObject({ admitted: ['b'] });
  });

  it('does not suspect everything when a single loss is too many', () => {
    expect(ids(new Isolation(1).admit([lost('a', 0), lost('b', 0), lost('c', 1)]))).toEqual({
      admitted: ['a', 'b'],
      deadly: ['c'],
      later: [],
    });
  });
});
