import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLETED, SENT, SUPPLEMENTED } from '../../faults/support/book';
import type { Rig } from '../../faults/support/rig';
import { Town } from '../../faults/support/town';
import type { Scenario } from '../../faults/scenario';
import { FEW, randomKills, randomKillsLimitMs } from '../../faults/scenarios/random-kills';
import { SERVER_CONNECTIONS } from '../support/pgbouncer';

/** PgBouncer in transaction mode between every host and the database; migrations too went through it. */
export const POOLER: readonly Scenario[] = [
  {
    name: 'pooler-main-job',
    fault: `none: three replicas share ${SERVER_CONNECTIONS} connections, wiped after each transaction`,
    moment: 'the whole way',
    promise: 'everything arrives; nothing leans on a session',
    async run(rig) {
      await threeReplicas(rig);
      const town = new Town(rig);
      rig.file(30, COMPLETED);
      rig.file(10, SUPPLEMENTED);
      await rig.submit(40);
      await rig.settled(40_000).finally(() => town.close());
    },
  },
  {
    name: 'pooler-kills',
    fault: 'SIGKILL of replicas at random moments, their transactions left to the pooler',
    moment: 'in the middle of the whole way',
    promise: 'nothing lost, nothing twice, all in order',
    limitMs: randomKillsLimitMs(FEW),
    run: (rig) => randomKills(rig, FEW),
  },
  {
    name: 'pooler-crash',
    fault: 'SIGKILL of the pooler, down for a second, started again; three times',
    moment: 'in the middle of the whole way',
    promise: 'hosts live on; nothing lost, nothing twice',
    async run(rig) {
      rig.remotes.behaviour.latencyMs = 30;
      await threeReplicas(rig);
      const town = new Town(rig);
      rig.file(20, COMPLETED);
      for (let i = 0; i < 3; i++) {
        const filing = rig.submit(8, SENT);
        await sleep(700);
        await rig.server.crash();
        await sleep(1_000);
        await rig.server.startAgain();
        await filing;
      }
      await rig.settled(40_000).finally(() => town.close());
    },
  },
];

async function threeReplicas(rig: Rig): Promise<void> {
  await Promise.all(['r1', 'r2', 'r3'].map((name) => rig.replica(name)));
}
