import { eachSentOnce } from '../rig/measure.mjs';
import { rateTable } from '../report/tables.mjs';

const BARE = { label: 'undici', module: 'undici' };
const OURS = { label: 'hotich', module: 'hotich' };
const SEALED = { label: 'hotich, encrypted', module: 'hotich', scenario: 'dispatchSealed' };
const QUEUES = [
  { label: 'pg-boss, same writes', module: 'pg-boss' },
  { label: 'BullMQ, same writes', module: 'bullmq', redis: true },
  { label: 'graphile-worker, keeps nothing', module: 'graphile-worker' },
];

export const dispatch = {
  title: 'dispatch, 50 in flight',
  covers: ['G1', 'G2', 'G10'],
  async run(bench) {
    const common = { scenario: 'dispatch', expect: eachSentOnce };
    const jobs = bench.scaled(20_000);
    const fast = await bench.compare(
      'dispatch 10 ms',
      [BARE, { label: 'axios', module: 'axios' }, OURS, SEALED, ...QUEUES, ...bench.onNode22([BARE, OURS, ...QUEUES])],
      { ...common, delay: 10, jobs },
    );
    await bench.release('redis');
    const slow = await bench.compare('dispatch 100 ms', [BARE, OURS], { ...common, delay: 100, jobs });
    const provincial = await bench.compare(
      'dispatch, provincial pattern',
      [{ label: 'provincial: one by one, new connections', module: 'provincial' }, OURS],
      { ...common, delay: 10, jobs: bench.scaled(500) },
    );
    return {
      tables: [
        rateTable(`Remote 10 ms, ${fast[0].jobs} dossiers`, fast, 'undici'),
        rateTable(`Remote 100 ms, ${slow[0].jobs} dossiers`, slow, 'undici'),
        rateTable(`Beside the provincial pattern, ${provincial[0].jobs} dossiers`, provincial, provincial[0].label),
      ],
      goals: goalsOf(fast, slow),
    };
  },
};

function goalsOf(fast, slow) {
  const of = (rows, label) => rows.find((row) => row.label.startsWith(label));
  const rate = (label, base) => of(fast, label).perSecond / of(fast, base).perSecond;
  const overBare = (label) => of(fast, label).cpuPerJob - of(fast, 'undici').cpuPerJob;
  return [
    { id: 'G1', what: 'dispatch ÷ bare loop, 10 ms', value: rate('hotich', 'undici'), least: [0.8, 0.97] },
    { id: 'G1', what: '… encrypted', value: rate('hotich, encrypted', 'undici'), least: [0.8, 0.97] },
    { id: 'G1', what: '… ÷ BullMQ, same writes', value: rate('hotich', 'BullMQ'), least: [1] },
    { id: 'G1', what: '… ÷ pg-boss, same writes', value: rate('hotich', 'pg-boss'), least: [1] },
    {
      id: 'G1',
      what: 'dispatch ÷ bare loop, 100 ms',
      value: of(slow, 'hotich').perSecond / of(slow, 'undici').perSecond,
      least: [0.97, 0.99],
    },
    {
      id: 'G2',
      what: 'processor over the bare loop ÷ graphile-worker, which keeps nothing',
      value: overBare('hotich') / overBare('graphile-worker'),
      most: [2, 1],
    },
    {
      id: 'G10',
      what: 'WAL bytes of a dossier ÷ pg-boss, same writes',
      value: of(fast, 'hotich').bytesPerJob / of(fast, 'pg-boss').bytesPerJob,
      most: [undefined, 0.75],
    },
  ];
}
