import { rateTable } from '../report/tables.mjs';

const COLUMNS = { perSecond: 'per second', ratio: '÷ base', clientPerJob: 'client µs', cpuPerJob: 'client+db µs' };

export const carrier = {
  title: 'one call through the carrier, 50 in flight, a responder that costs nothing',
  covers: ['G11'],
  async run(bench) {
    const jobs = bench.scaled(30_000);
    const rows = await bench.compare(
      'carrier',
      [
        { label: 'undici', module: 'undici', scenario: 'dispatch' },
        { label: 'axios default', module: 'axios', scenario: 'dispatch' },
        { label: 'hotich: door alone', module: 'hotich-carrier', scenario: 'door' },
        { label: 'hotich: carrier', module: 'hotich-carrier', scenario: 'carrier' },
      ],
      {
        jobs,
        remoteScript: 'responder.mjs',
        expect: ({ calls }) => (calls === jobs ? undefined : `${calls} calls of ${jobs}`),
      },
    );
    const [, axios, , ours] = rows;
    return {
      tables: [rateTable(`${jobs} calls`, rows, 'undici', COLUMNS)],
      goals: [
        {
          id: 'G11',
          what: 'processor of a call ÷ axios default',
          value: ours.clientPerJob / axios.clientPerJob,
          most: [0.6, 0.25],
        },
      ],
    };
  },
};
