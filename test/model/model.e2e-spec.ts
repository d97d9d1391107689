import fc from 'fast-check';
import { heldOf, judge } from './judge';
import { Run } from './run';
import { mayBeHeld, type Moment, MOMENTS, script } from './steps';
import { World } from './world';

const RUNS = Number(process.env['RUNS'] ?? 200);
/** So many at the same time, each with its own share of the runs and the next seed: a run mostly waits. */
const WORLDS = Math.min(RUNS, Number(process.env['WORLDS'] ?? 4));
/** The same runs each time, so that they fail for what was changed; `npm run test:model` plays new ones. */
const SEED = Number(process.env['SEED'] ?? 20_261_124);

/** The `path` of a failure that was found with SEED, to see that one again. */
const FOUND = process.env['FOUND'];

/** Generous, for machines that do other things too; what has been found by then is told. */
const LIMIT_MS = 300_000 + RUNS * 1_000;
jest.setTimeout(LIMIT_MS + 60_000);

describe('four lanes, two replicas and everybody else, against the model', () => {
  let worlds: World[] = [];
  const struck = new Set<Moment>();
  beforeAll(async () => (worlds = await Promise.all(Array.from({ length: WORLDS }, () => World.build()))));
  afterAll(() => Promise.all(worlds.map((world) => world.close())));

  it(`${RUNS} runs: nothing lost, nothing twice, everything in order (SEED=${SEED} WORLDS=${WORLDS})`, async () => {
    const played = await Promise.allSettled(
      worlds.map((world, i) => world.clock.within(() => play(world, SEED + i, struck))),
    );
    for (const one of played) if (one.status === 'rejected') throw one.reason;
    // The words by which a moment is known are the library's: should they change, this test must not become a calm one.
    if (RUNS >= 100) expect([...struck].sort()).toEqual(Object.keys(MOMENTS).sort());
  });
});

async function play(world: World, seed: number, struck: Set<Moment>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(script, async (given) => {
      await world.begin();
      const run = new Run(world);
      await run.play(given);
      for (const moment of run.struck) struck.add(moment);
      expect(await judge(run)).toEqual([]);
      if (!mayBeHeld(given)) expect(await heldOf(run)).toEqual([]);
    }),
    {
      numRuns: Math.ceil(RUNS / WORLDS),
      seed,
      interruptAfterTimeLimit: LIMIT_MS,
      markInterruptAsFailure: true,
      ...(FOUND ? { path: FOUND } : {}),
    },
  );
}
