import fc from 'fast-check';
import type { Result, Task } from '../engine';
import { networkFault } from '../carrier/network-fault';
import { HotichParseError, HotichRemoteError } from '../errors';
import { askTogether } from './ask-together';
import { queryRefused } from './query-refused';

interface Asked {
  readonly task: Task;
}

const asked = (count: number, attempt = 2, strikes = 0): Asked[] =>
  Array.from({ length: count }, (_, i) => ({ task: { id: String(i), attempt, strikes } as Task }));

const text = { vi: 'x', en: 'x' };
const broken = (httpStatus: number, retryAfterMs?: number) =>
  new HotichRemoteError({
    carrier: 'gateway',
    kind: 'transient',
    message: text,
    remedy: text,
    httpStatus,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

/** A register that fails as told whenever it is asked about one of these. */
function register(fails: (ids: readonly string[]) => Error | undefined) {
  const queries: string[][] = [];
  const ask = (part: readonly Asked[]): Promise<Result[]> => {
    const ids = part.map(({ task }) => task.id);
    queries.push(ids);
    const error = fails(ids);
    if (error) return Promise.reject(error);
    return Promise.resolve(part.map(({ task }) => ({ task, settle: () => Promise.resolve({ task: 'done' }) })));
  };
  return { queries, ask };
}

const refused = queryRefused({ status: '0' });
const unreadable = new HotichParseError([]);

const failedOf = (results: readonly Result[]) => results.filter((result) => 'error' in result);

describe('askTogether', () => {
  it('finds the one that breaks every query it stands in, in at most 2·log₂ n more', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 100 }).chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n - 1 }))),
        async ([n, poison]) => {
          const { queries, ask } = register((ids) => (ids.includes(String(poison)) ? broken(500) : undefined));
          const results = await askTogether(asked(n), ask);
          expect(queries.length - 1).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(n)));
          expect(results.map(({ task }) => Number(task.id)).sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
          expect(failedOf(results)).toMatchObject([{ task: { id: String(poison) }, error: { kind: 'unknown' } }]);
        },
      ),
    );
  });

  it('finds every one that the register refuses to speak of', async () => {
    const { ask } = register((ids) => (ids.some((id) => ['1', '6', '7'].includes(id)) ? refused : undefined));
    const results = failedOf(await askTogether(asked(9, 1), ask));
    expect(results.map(({ task }) => task.id).sort()).toEqual(['1', '6', '7']);
    expect(results).toMatchObject(Array(3).fill({ error: { kind: 'unknown' } }));
  });

  it('asks for less as long as the answers are too long, and counts it for the one that is too long alone', async () => {
    const tooLong = networkFault('gateway', { code: 'UND_ERR_RES_EXCEEDED_MAX_SIZE' }, { safe: true, begun: true });
    const { ask } = register((ids) => (ids.length > 2 || ids.includes('5') ? tooLong : undefined));
    const results = await askTogether(asked(9, 1), ask);
    expect(results).toHaveLength(9);
    expect(failedOf(results)).toMatchObject([{ task: { id: '5' }, error: tooLong }]);
  });

  it('does not blame one for the first failure, nor for what is known to be the line', async () => {
    for (const [attempt, error] of [
      [1, broken(500)],
      [2, broken(502)],
      [2, broken(429, 1_000)],
    ] as const) {
      const { queries, ask } = register(() => error);
      await expect(askTogether(asked(8, attempt), ask)).rejects.toBe(error);
      expect(queries).toHaveLength(1);
    }
  });

  it('asks twice more and not on when it is the register that fails', async () => {
    const { queries, ask } = register(() => broken(500));
    const results = await askTogether(asked(64), ask);
    expect(queries).toHaveLength(3);
    expect(failedOf(results)).toHaveLength(64);
    expect(results).toMatchObject(asked(64).map(() => ({ error: { kind: 'transient' } })));
  });

  it.each([
    ['a no to everything', refused, 1],
    ['a no to everything, time after time', refused, 9],
    ['nothing that can be read', unreadable, 1],
    ['nothing that can be read, time after time', unreadable, 9],
    ['that the records are not complete yet', queryRefused({ status: '0', errorClass: 'wait', errorCode: '200' }), 1],
  ])('counts against none what is said of all: %s', async (_what, error, attempt) => {
    for (const count of [1, 3, 8]) {
      const failed = await askTogether(asked(count, attempt), register(() => error).ask);
      expect(failed).toMatchObject(Array(count).fill({ error: { kind: 'transient', text: error.text } }));
    }
  });

  it('counts it for one that is asked about alone, where that is what the answer says', async () => {
    const noSuchDossier = queryRefused({ status: '0', errorClass: 'data', errorCode: '201' });
    expect(await askTogether(asked(1), register(() => noSuchDossier).ask)).toMatchObject([{ error: noSuchDossier }]);
  });

  it('and for one that has spoiled the answer to others before', async () => {
    const { ask } = register(() => refused);
    expect(await askTogether(asked(1, 2, 1), ask)).toMatchObject([{ error: { kind: 'unknown' } }]);
  });

  it('asks no more once it is told to keep quiet', async () => {
    const { queries, ask } = register((ids) => (ids.length === 8 ? broken(500) : broken(429, 1_000)));
    const results = await askTogether(asked(8), ask);
    expect(queries).toHaveLength(2);
    expect(results).toMatchObject(asked(8).map(() => ({ error: { httpStatus: 429 } })));
  });
});
