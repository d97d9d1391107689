import { makeTemplate } from '../rig/measure.mjs';
import { sleep } from '../rig/numbers.mjs';
import { withFleet } from '../rig/fleet.mjs';

const REPLICAS = 4;
const SLOT_MS = 2_000;
const EVERY = '*/2 * * * * *';

export const slots = {
  title: 'runs per cron slot, 4 replicas',
  covers: ['G16'],
  async run(bench) {
    const count = bench.scaled(30, 5);
    const template = await makeTemplate(bench, { module: 'hotich-fill', scenario: 'queued', jobs: 1 });
    const spec = {
      module: 'hotich-replica',
      scenario: 'work',
      jobs: 1,
      template,
      delay: 5,
      options: {
        module: {
          interlink: true,
          catalog: { sources: ['register'] },
          schedule: { submission: false, status: false, report: false, intake: EVERY, catalog: EVERY },
        },
      },
    };
    const runs = await withFleet(bench, spec, (fleet) => story(fleet, count));
    const both = [...runs.list, ...runs.catalog];
    return {
      tables: [
        {
          title: `${count} slots of ${SLOT_MS / 1_000} s, counted at the remote`,
          columns: ['', 'fewest', 'most'],
          rows: [
            ['DVCLT asked for its list', Math.min(...runs.list), Math.max(...runs.list)],
            ['catalogs refreshed', Math.min(...runs.catalog), Math.max(...runs.catalog)],
          ],
        },
      ],
      goals: [
        { id: 'G16', what: 'runs of a slot, most', value: Math.max(...both), most: [1, 1] },
        { id: 'G16', what: 'runs of a slot, fewest', value: Math.min(...both), least: [1, 1] },
      ],
    };
  },
};

async function story({ remote, launch }, count) {
  await Promise.all(Array.from({ length: REPLICAS }, () => launch()));
  // A slot of grace, then whole slots only.
  const first = slotOf(Date.now()) + 2;
  await sleep((first + count) * SLOT_MS - Date.now());
  const times = await remote.ask('times');
  const perSlot = (kind) => {
    const seen = (times[kind] ?? []).map(slotOf);
    return Array.from({ length: count }, (_, i) => seen.filter((slot) => slot === first + i).length);
  };
  return { list: perSlot('list'), catalog: perSlot('catalog') };
}

/** Half a second on: a tick that comes a little early or late still belongs to its own slot. */
const slotOf = (at) => Math.floor((at + 500) / SLOT_MS);
