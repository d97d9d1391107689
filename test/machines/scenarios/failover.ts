import { COMPLETED, SENT, SUPPLEMENTED } from '../../faults/support/book';
import { mustHold } from '../../faults/support/checks';
import type { Rig } from '../../faults/support/rig';
import { Town } from '../../faults/support/town';
import type { Scenario } from '../../faults/scenario';
import { eventually } from '../../support/host';
import type { PrimaryAndStandby } from '../support/primary-and-standby';
import { submitAt } from '../support/submit-at';

const AT_PROVINCE = 150;
const NATIONALLY = 150;

/** How long after the address has moved the first dossier may take to be settled again: a few claims and back-offs. */
const FIRST_SETTLE_MS = 10_000;

/** The database's machine is lost, and another takes its place. */
export const FAILOVER: readonly Scenario[] = [
  {
    name: 'standby-promoted',
    fault: 'SIGKILL of the primary and all its processes; the synchronous standby is promoted',
    moment: 'in the middle of three hundred dossiers on three replicas',
    promise: 'every confirmed commit is there; nothing lost, nothing twice, all in order',
    limitMs: 240_000,
    async run(rig) {
      const pair = rig.server as PrimaryAndStandby;
      const confirmed: string[] = [];
      rig.remotes.behaviour.latencyMs = 20;
      const [web] = await Promise.all([
        rig.replica('web', { options: { schedule: false } }),
        ...['r1', 'r2', 'r3'].map((name) => rig.replica(name)),
      ]);
      const town = new Town(rig);
      rig.file(NATIONALLY - 10, COMPLETED);
      rig.file(10, SUPPLEMENTED);
      const filing = submitAt(web, rig.reserve(AT_PROVINCE, SENT), (code) => confirmed.push(code));
      await eventually(() => confirmed.length >= AT_PROVINCE / 2 && town.confirmed.length >= NATIONALLY / 2, 60_000);

      const before = { submitted: [...confirmed], acts: [...town.confirmed] };
      await pair.crash();
      await pair.promote();
      const settled = await settledSoFar(rig);
      await everythingConfirmedIsThere(rig, before).finally(() => pair.startAgain());
      const moved = performance.now();
      await eventually(async () => (await settledSoFar(rig)) > settled, FIRST_SETTLE_MS);
      process.stdout.write(
        `    first dossier settled ${Math.round(performance.now() - moved)} ms after the address moved\n`,
      );

      await filing;
      await rig.settled(120_000).finally(() => town.close());
    },
  },
];

/** Looked at straight on the promoted standby, before any host has come back to it. */
async function everythingConfirmedIsThere(
  rig: Rig,
  { submitted, acts }: { submitted: readonly string[]; acts: Town['confirmed'] },
): Promise<void> {
  const rows = await askStandby<{ code: string; events: string[] }>(
    rig,
    `select d.ma_ho_so as code, array_agg(t.event) as events from hotich_dossier d
     join hotich_timeline t on t.dossier_id = d.id join ho_so h on h.ma = d.ma_ho_so group by 1`,
  );
  const events = new Map(rows.map((row) => [row.code, row.events]));
  const missing = [
    ...submitted.filter((code) => !events.has(code)),
    ...acts
      .filter(({ code, event }) => !events.get(code)?.includes(event))
      .map(({ code, event }) => `${code} ${event}`),
  ];
  mustHold(missing.length === 0, `${missing.length} confirmed commits are gone, such as ${missing[0]}`);
}

/** What lanes have brought to an end; what people did themselves does not count. */
async function settledSoFar(rig: Rig): Promise<number> {
  const [row] = await askStandby<{ count: string }>(
    rig,
    `select count(*) from hotich_timeline where event in ('send', 'report.delivered', 'register.status')`,
  );
  return Number(row!.count);
}

function askStandby<T>(rig: Rig, statement: string): Promise<T[]> {
  return (rig.server as PrimaryAndStandby).standby.ask<T>(statement, new URL(rig.url).pathname.slice(1));
}
