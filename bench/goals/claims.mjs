import { makeTemplate } from '../rig/measure.mjs';

const SMALL = 10_000;
const LARGE = 1_000_000;

export const claims = {
  title: 'claims beside many settled dossiers, and what an idle replica costs',
  covers: ['CLAIM', 'IDLE'],
  async run(bench) {
    const large = bench.scaled(LARGE, 2 * SMALL);
    const filled = (jobs) => makeTemplate(bench, { module: 'hotich-fill', scenario: 'settled', jobs });
    const beside = async (count) => ({ label: `${count.toLocaleString('en')} settled`, template: await filled(count) });
    const sizes = [await beside(SMALL), await beside(large)];
    const rows = await bench.compare('claims', sizes, {
      module: 'hotich-replica',
      scenario: 'claims',
      jobs: bench.scaled(100, 20),
    });
    const resting = await bench.compare(
      'idle',
      [
        { label: 'process with a timer of one second', scenario: 'ticking' },
        { label: 'host without our crons', scenario: 'still' },
        { label: 'replica with every lane', scenario: 'resting' },
      ],
      { template: sizes[1].template, module: 'hotich-replica', jobs: 1, options: { seconds: bench.scaled(30, 5) } },
    );
    const share = (row) => (row.clientCpu + row.databaseCpu) / row.seconds;
    const grown = (key) => rows[1][key] / rows[0][key];
    return {
      tables: [
        {
          title: 'A run of the submission lane, answers from inside the process, medians',
          columns: ['', 'nothing due, ms', '20 due: claimed, sent, settled, ms'],
          rows: rows.map((row) => [row.label, row.claimEmptyMs, row.claimDueMs]),
        },
        {
          title: `Nothing to do, beside ${sizes[1].label}`,
          columns: ['', '% of a core', 'client CPU s', 'db CPU s', 'seconds'],
          rows: resting.map((row) => [row.label, 100 * share(row), row.clientCpu, row.databaseCpu, row.seconds]),
        },
      ],
      goals: [
        {
          id: 'CLAIM',
          what: `claim beside ${sizes[1].label} ÷ beside ${sizes[0].label}`,
          value: Math.max(grown('claimEmptyMs'), grown('claimDueMs')),
          most: [1.3, 1.05],
        },
        { id: 'IDLE', what: 'idle replica, % of a core', value: 100 * share(resting[2]), most: [1] },
        {
          id: 'IDLE',
          what: '… over a process that only wakes up once a second',
          value: 100 * (share(resting[2]) - share(resting[0])),
        },
      ],
    };
  },
};
