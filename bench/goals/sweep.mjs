import { makeTemplate } from '../rig/measure.mjs';
import { rateTable } from '../report/tables.mjs';

const ours = (codes, more = {}) => ({
  label: `hotich, ${codes} code${codes === 1 ? '' : 's'}`,
  module: 'hotich-lanes',
  options: { codes },
  ...more,
});
const bare = (codes, more = {}) => ({
  label: `bare loop, ${codes} codes`,
  module: 'undici',
  options: { codes },
  ...more,
});
const COLUMNS = {
  perSecond: 'dossiers a second',
  ratio: '÷ base',
  seconds: 'seconds',
  cpuPerJob: 'client+db µs',
  bytesPerJob: 'WAL bytes',
};

export const sweep = {
  title: 'status sweep, remote 10 ms',
  covers: ['G12'],
  async run(bench) {
    const jobs = bench.scaled(100_000);
    const rows = await bench.compare('sweep', [ours(1), ours(100), ours(3), bare(3)], await asking(bench, jobs));
    const eight = { concurrency: 8 };
    const few = await bench.compare(
      'sweep, 8 in flight',
      [ours(3, eight), bare(3, eight)],
      await asking(bench, Math.ceil(jobs / 10)),
    );
    const provincial = await bench.compare(
      'sweep, provincial pattern',
      [{ label: 'provincial: 3 codes, one by one', module: 'provincial' }],
      await asking(bench, bench.scaled(1_500)),
    );
    const [one, hundred, three, loop] = rows;
    return {
      tables: [
        rateTable(
          `${jobs} dossiers of which one in twenty has news, 50 in flight`,
          [...rows, ...provincial],
          one.label,
          COLUMNS,
        ),
        rateTable(`${few[0].jobs} dossiers, 8 in flight (the default)`, few, few[1].label, COLUMNS),
      ],
      goals: [
        { id: 'G12', what: 'sweep at 100 codes ÷ at 1, time', value: hundred.seconds / one.seconds, most: [0.15, 0.1] },
        {
          id: 'G12',
          what: 'requests ÷ fewest possible',
          value: hundred.calls / Math.ceil(jobs / 100),
          most: [undefined, 1.25],
        },
        {
          id: 'G12',
          what: 'at 3 codes, 8 in flight (defaults) ÷ bare loop',
          value: few[0].perSecond / few[1].perSecond,
          least: [0.9, 0.97],
        },
        {
          id: 'G12',
          what: 'at 3 codes, 50 in flight ÷ bare loop',
          value: three.perSecond / loop.perSecond,
          least: [0.9, 0.97],
        },
      ],
    };
  },
};

/** A database with so many dossiers to be asked about, and a register that holds them all. */
async function asking(bench, jobs) {
  const template = await makeTemplate(bench, { module: 'hotich-fill', scenario: 'sent', jobs });
  const wrong = ({ asked }) => `asked about ${asked.codes} of ${jobs}, ${asked.twice} of them twice`;
  return {
    scenario: 'sweep',
    jobs,
    delay: 10,
    template,
    remote: { KNOWS: 'all' },
    expect: (ledger) => (ledger.asked.codes === jobs && ledger.asked.twice === 0 ? undefined : wrong(ledger)),
  };
}
