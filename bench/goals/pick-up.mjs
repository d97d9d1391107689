import { median, percentile } from '../rig/numbers.mjs';
import { eachSentOnce } from '../rig/measure.mjs';

export const pickUp = {
  title: 'commit → request on the wire, idle',
  covers: ['G8'],
  async run(bench) {
    const rows = await bench.compare(
      'pick-up',
      [
        { label: 'hotich', module: 'hotich' },
        { label: 'graphile-worker, LISTEN', module: 'graphile-worker' },
        { label: 'pg-boss, polling', module: 'pg-boss' },
        { label: 'BullMQ', module: 'bullmq', redis: true },
      ],
      { scenario: 'idle', jobs: bench.scaled(200, 40), arrivals: true, expect: eachSentOnce },
    );
    await bench.release('redis');
    for (const row of rows) {
      const latencies = row.samples.map(latenciesOf);
      row.p50 = median(latencies.map((ms) => percentile(ms, 0.5)));
      row.p95 = median(latencies.map((ms) => percentile(ms, 0.95)));
      // Thousands of instants, which the two figures stand for.
      for (const sample of row.samples) delete sample.committed;
      for (const sample of row.samples) delete sample.arrivals;
    }
    const [ours, graphile, boss] = rows;
    return {
      tables: [
        {
          title: `${ours.jobs} single dossiers, one every 25 ms`,
          columns: ['', 'p50 ms', 'p95 ms', 'client+db µs'],
          rows: rows.map((row) => [row.label, row.p50, row.p95, row.cpuPerJob]),
          note: 'From the moment the commit was answered to the moment the remote had read the request. BullMQ’s job is in no transaction of the host.',
        },
      ],
      goals: [
        {
          id: 'G8',
          what: 'pick-up p95 ÷ best on PostgreSQL',
          value: ours.p95 / Math.min(graphile.p95, boss.p95),
          most: [1, 0.7],
        },
      ],
    };
  },
};

function latenciesOf({ committed, arrivals }) {
  return arrivals.map(([code, arrived]) => Number(BigInt(arrived) - BigInt(committed[code])) / 1e6);
}
