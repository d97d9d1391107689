import { eachSentOnce, makeTemplate } from '../rig/measure.mjs';
import { rateTable } from '../report/tables.mjs';

const OURS = { label: 'hotich', module: 'hotich' };
/** Its lanes beside the one that sends: a question that brings nothing new leaves as little behind as a job of the others. */
const asking = (codes) => ({
  label: `hotich, status lane, ${codes} codes`,
  module: 'hotich-lanes',
  options: { codes },
});
const GRAPHILE = { label: 'graphile-worker, tuned', module: 'graphile-worker' };
const held = (one) => ({ ...one, label: `${one.label}, snapshot held`, snapshot: true });

export const lanes = {
  title: 'lanes without a remote, and while another transaction holds a snapshot',
  covers: ['G3', 'G9'],
  async run(bench) {
    const jobs = bench.scaled(20_000);
    const template = await makeTemplate(bench, { module: 'hotich-fill', scenario: 'sent', jobs });
    const asked = [3, 100].map((codes) => ({ ...asking(codes), template }));
    const alone = await bench.compare(
      'lane',
      [GRAPHILE, OURS, held(GRAPHILE), held(OURS), ...asked, ...bench.onNode22([GRAPHILE, OURS])],
      { scenario: 'lane', jobs },
    );
    const wire = await bench.compare('dispatch, snapshot', [OURS, held(OURS)], {
      scenario: 'dispatch',
      delay: 10,
      jobs: bench.scaled(20_000),
      expect: eachSentOnce,
    });
    const [graphile, ours, , oursHeld, three, hundred] = alone;
    return {
      tables: [
        rateTable(`Answers from inside the process, ${ours.jobs} dossiers`, alone, GRAPHILE.label),
        rateTable(`Remote 10 ms, ${wire[0].jobs} dossiers`, wire, OURS.label),
      ],
      goals: [
        ...[
          ['submission lane', ours],
          ['status lane, 3 codes a query (default)', three],
          ['status lane, 100 codes a query', hundred],
        ].map(([lane, { perSecond }]) => ({
          id: 'G3',
          what: `${lane} ÷ graphile-worker tuned`,
          value: perSecond / graphile.perSecond,
          least: [0.5, 1.2],
        })),
        {
          id: 'G9',
          what: 'lane, snapshot held ÷ free',
          value: oursHeld.perSecond / ours.perSecond,
          least: [0.7, 0.75],
        },
        {
          id: 'G9',
          what: 'dispatch, snapshot held ÷ free',
          value: wire[1].perSecond / wire[0].perSecond,
          least: [0.7, 0.75],
        },
      ],
    };
  },
};
