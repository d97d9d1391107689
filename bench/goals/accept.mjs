import { rateTable } from '../report/tables.mjs';

export const accept = {
  title: 'submit inside the host’s transaction, 8 callers',
  covers: ['G7'],
  async run(bench) {
    const rows = await bench.compare(
      'accept',
      [
        { label: 'plain INSERT', module: 'insert' },
        { label: 'plain INSERT through TypeORM', module: 'insert', scenario: 'acceptTypeorm' },
        { label: 'hotich', module: 'hotich' },
        { label: 'pg-boss send', module: 'pg-boss' },
      ],
      { scenario: 'accept', jobs: bench.scaled(10_000) },
    );
    const [plain, typeorm, ours, boss] = rows;
    return {
      tables: [
        {
          ...rateTable(`${ours.jobs} dossiers`, rows, plain.label),
          note: 'Both INSERTs: begin, one row with the payload, commit. pg-boss’s send takes no part in the host’s transaction.',
        },
      ],
      goals: [
        {
          id: 'G7',
          what: 'submit ÷ plain INSERT, processor',
          value: ours.cpuPerJob / plain.cpuPerJob,
          most: [2.5, 1.4],
        },
        { id: 'G7', what: '… ÷ the same through TypeORM', value: ours.cpuPerJob / typeorm.cpuPerJob },
        {
          id: 'G7',
          what: 'submits ÷ pg-boss sends, rate',
          value: ours.perSecond / boss.perSecond,
          least: [undefined, 2.5],
        },
      ],
    };
  },
};
