import { REPORTS_OF_A_DOSSIER } from '../remote/ledger.mjs';
import { rateTable } from '../report/tables.mjs';

const COLUMNS = { perSecond: 'per second', ratio: '÷ base', cpuPerJob: 'client+db µs', violations: 'violations' };

const OURS = { label: 'hotich', module: 'hotich-lanes', scenario: 'ordered' };

export const order = {
  title: 'five statuses a dossier, in order',
  covers: ['G4'],
  async run(bench) {
    const jobs = bench.scaled(4_000, 20) * REPORTS_OF_A_DOSSIER.length;
    const alone = await bench.compare(
      'ordered',
      [
        { label: 'pg-boss, policy singleton', module: 'pg-boss', scenario: 'ordered' },
        { label: 'pg-boss, next one by hand', module: 'pg-boss', scenario: 'orderedByHand' },
        OURS,
        ...bench.onNode22([{ label: 'pg-boss, key_strict_fifo', module: 'pg-boss', scenario: 'strict' }, OURS]),
      ],
      { jobs },
    );
    const wire = await bench.compare('ordered, 10 ms', [{ label: 'hotich', module: 'hotich-lanes' }], {
      scenario: 'orderedOnWire',
      jobs,
      delay: 10,
      remote: { STATUS: '2' },
      expect: (ledger) => (ledger.reports === jobs ? undefined : `${ledger.reports} reports of ${jobs}`),
    });
    const worst = (row, violations) => Math.max(...row.samples.map(violations));
    const [, byHand, ours, strict, oursOn22] = alone;
    for (const row of alone) row.violations = worst(row, (sample) => sample.violations);
    wire[0].violations = worst(wire[0], ({ ledger }) => ledger.disorder + ledger.overlaps);
    return {
      tables: [
        {
          ...rateTable(`Without a remote, ${jobs} statuses`, alone, strict?.label ?? byHand.label, COLUMNS),
          note: 'pg-boss 10 has no strict order per key: its two rows are the nearest it has; version 12 has, on Node 22.',
        },
        rateTable(`Remote 10 ms, ${jobs} statuses`, wire, 'hotich', COLUMNS),
      ],
      goals: [
        {
          id: 'G4',
          what: 'ordered statuses ÷ pg-boss, strict FIFO, Node 22',
          value: strict && oursOn22.perSecond / strict.perSecond,
          note: 'no Node 22',
          least: [1, 2],
        },
        {
          id: 'G4',
          what: '… ÷ pg-boss, next one by hand',
          value: ours.perSecond / byHand.perSecond,
        },
        {
          id: 'G4',
          what: '… out of turn or side by side',
          value: (oursOn22?.violations ?? 0) + ours.violations + wire[0].violations,
          most: [0, 0],
        },
      ],
    };
  },
};
