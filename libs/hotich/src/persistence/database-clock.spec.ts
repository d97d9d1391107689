import { performance } from 'node:perf_hooks';
import type { EntityManager } from 'typeorm';
import { databaseNow } from './database-clock';

const AT = Date.parse('2026-11-24T08:00:00+07:00');

describe('databaseNow', () => {
  let passed = 0;
  /** What only the clocks of others have counted. */
  let suspended = 0;
  beforeEach(() => {
    passed = suspended = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => passed);
    jest.spyOn(Date, 'now').mockImplementation(() => AT + passed + suspended);
  });
  afterEach(() => jest.restoreAllMocks());

  /** A database that reads its clock at once, and whose answers are read by this process so much later. */
  function database(...lateMs: number[]) {
    const query = jest.fn(() => {
      const now = String(AT + passed + suspended);
      passed += lateMs.shift() ?? 1;
      return Promise.resolve([{ now }]);
    });
    return { query, manager: { connection: { options: { type: 'postgres' } }, query } as unknown as EntityManager };
  }

  it('asks every few seconds, and measures in between', async () => {
    const { manager, query } = database();
    await databaseNow(manager);
    passed += 4_000;
    expect(await databaseNow(manager)).toEqual(new Date(AT + 4_000));
    expect(query).toHaveBeenCalledTimes(1);
    passed += 2_000;
    await databaseNow(manager);
    expect(query).toHaveBeenCalledTimes(2);
  });

  it('asks again where the process stood still over the answer', async () => {
    const { manager, query } = database(3_000);
    expect(await databaseNow(manager)).toEqual(new Date(AT + 3_000));
    expect(query).toHaveBeenCalledTimes(2);
  });

  it('asks again where the machine was suspended, before it is asked or over the answer', async () => {
    const { manager, query } = database();
    await databaseNow(manager);
    suspended = 60_000;
    expect(await databaseNow(manager)).toEqual(new Date(AT + 60_001));
    passed += 6_000;
    query.mockImplementationOnce(() => {
      const now = String(AT + passed + suspended);
      suspended += 60_000;
      return Promise.resolve([{ now }]);
    });
    expect(await databaseNow(manager)).toEqual(new Date(AT + 126_002));
    expect(query).toHaveBeenCalledTimes(4);
  });

  it('and where no answer comes in time has the last, which it does not go by any longer', async () => {
    const { manager, query } = database(2_000, 2_000, 2_000);
    expect(await databaseNow(manager)).toEqual(new Date(AT + 4_000));
    expect(query).toHaveBeenCalledTimes(3);
    expect(await databaseNow(manager)).toEqual(new Date(AT + 6_000));
    expect(query).toHaveBeenCalledTimes(4);
  });
});
