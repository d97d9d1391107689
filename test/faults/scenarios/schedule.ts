import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../scenario';
import { RECEIVED } from '../support/book';
import { mustHold } from '../support/checks';
import type { Tuning } from '../support/options';
import type { Rig } from '../support/rig';

const SLOT_MS = 2_000;
const SLOTS = 25;
const EVERY_SLOT = '*/2 * * * * *';
const HOURS = 3_600_000;

/** What is to be done once by all replicas together. */
export const SCHEDULES: readonly Scenario[] = [
  {
    name: 'cron-slots',
    fault: 'clocks two hours fast, two hours slow, and most of a slot fast',
    moment: `four replicas, ${SLOTS} slots of DVCLT's list and of the catalogs`,
    promise: 'each slot once, none skipped, on time by the clock of the database',
    async run(rig) {
      await keepRuns(rig);
      const options: Tuning = {
        schedule: { intake: EVERY_SLOT, catalog: EVERY_SLOT },
        catalog: { sources: ['shared'], categories: { danToc: 'madantoc', gioiTinh: false, quocGia: false } },
      };
      const clocks = [0, 2 * HOURS, -2 * HOURS, 0.9 * SLOT_MS];
      await Promise.all(clocks.map((clockSkewMs, i) => rig.replica(`r${i}`, { options, clockSkewMs })));
      const began = await runsOf(rig, 'intake');
      rig.file(8, RECEIVED);
      await sleep(SLOTS * SLOT_MS);
      await Promise.all(rig.replicas.map((replica) => replica.stop()));
      for (const name of ['intake', 'catalog']) {
        const runs = await runsOf(rig, name);
        const slots = runs.map((run) => Math.floor(run / SLOT_MS));
        const twice = slots.filter((slot, i) => slot === slots[i - 1]).length;
        const skipped = slots.filter((slot, i) => i > 0 && slot > slots[i - 1]! + 1).length;
        mustHold(twice === 0, `${name}: ${twice} of ${slots.length} slots were taken twice`);
        mustHold(skipped === 0, `${name}: ${skipped} of ${slots.length} slots were skipped`);
        mustHold(slots.length >= SLOTS + began.length - 2, `${name}: ${slots.length} slots in all`);
        const late = runs.filter((run) => run % SLOT_MS > SLOT_MS / 2).length;
        mustHold(late <= SLOTS / 5, `${name}: ${late} runs began in the second half of a slot`);
      }
      const lists = rig.remotes.calls.count('interlink.list');
      const all = (await runsOf(rig, 'intake')).length;
      mustHold(lists === all, `DVCLT was asked for its list ${lists} times in ${all} slots`);
      await rig.settled();
    },
  },
];

/** Has the database note every run that a process has won. */
async function keepRuns({ control }: Rig): Promise<void> {
  await control.query('create table slot_run (name text, ran_at bigint)');
  await control.query(
    `create function note_run() returns trigger language plpgsql as $$ begin
       insert into slot_run values (new.name, new.last_run_at);
       return null;
     end $$`,
  );
  await control.query(
    'create trigger note_run after update on hotich_schedule for each row execute function note_run()',
  );
}

async function runsOf({ control }: Rig, name: string): Promise<number[]> {
  const rows = await control.query<{ ran_at: string }[]>('select ran_at from slot_run where name = $1 order by 1', [
    name,
  ]);
  return rows.map((row) => Number(row.ran_at));
}
