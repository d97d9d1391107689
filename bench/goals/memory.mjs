import { eachSentOnce } from '../rig/measure.mjs';

export const memory = {
  title: 'ten documents of 20 MB at once',
  covers: ['G13'],
  async run(bench) {
    const rows = await bench.compare(
      'memory',
      [
        { label: 'read, encode, stringify, undici', module: 'stringify' },
        { label: 'hotich', module: 'hotich-lanes', seed: 'fileDocuments' },
      ],
      { scenario: 'documents', jobs: 10, delay: 10, expect: eachSentOnce },
    );
    const over = (row) => row.peak - row.idle;
    return {
      tables: [
        {
          title: 'Resident memory, by the kernel (VmHWM over VmRSS)',
          columns: ['', 'idle MB', 'peak MB', 'over idle MB', 'seconds', 'client CPU s'],
          rows: rows.map((row) => [row.label, row.idle, row.peak, over(row), row.seconds, row.clientCpu]),
        },
      ],
      goals: [
        {
          id: 'G13',
          what: 'memory over idle ÷ the stringify client’s',
          value: over(rows[1]) / over(rows[0]),
          most: [0.15, 0.1],
        },
      ],
    };
  },
};
