import { eachSentOnce } from '../rig/measure.mjs';
import { RATE_COLUMNS, rateTable } from '../report/tables.mjs';

const COLUMNS = { ...RATE_COLUMNS, bytesPerJob: 'redo log bytes' };

export const mariadb = {
  title: 'dispatch on MariaDB',
  covers: ['G18'],
  async run(bench) {
    const rows = await bench
      .compare(
        'MariaDB',
        [
          { label: 'undici', module: 'undici' },
          { label: 'hotich on MariaDB', module: 'hotich' },
        ],
        { scenario: 'dispatch', server: 'mariadb', delay: 10, jobs: bench.scaled(20_000), expect: eachSentOnce },
      )
      .finally(() => bench.release('mariadb'));
    const [bare, ours] = rows;
    return {
      tables: [rateTable(`Remote 10 ms, ${ours.jobs} dossiers`, rows, bare.label, COLUMNS)],
      goals: [
        {
          id: 'G18',
          what: 'MariaDB: dispatch ÷ bare loop',
          value: ours.perSecond / bare.perSecond,
          least: [0.75, 0.93],
        },
      ],
    };
  },
};
