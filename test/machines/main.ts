import 'reflect-metadata';
import type { Scenario } from '../faults/scenario';
import type { DatabaseServer } from '../faults/support/database-server';
import { killAllReplicas, killAllReplicasNow } from '../faults/support/replica';
import { Report } from '../faults/support/report';
import { Theatre } from '../faults/support/theatre';
import { endWith } from '../faults/support/verdict';
import type { Violation } from '../faults/support/verify';
import { FAILOVER } from './scenarios/failover';
import { PARTITIONS } from './scenarios/partitions';
import { POOLER } from './scenarios/pooler';
import { ROLES } from './scenarios/roles';
import { Pgbouncer } from './support/pgbouncer';
import { PostgresCluster } from './support/postgres-cluster';
import { PrimaryAndStandby } from './support/primary-and-standby';
import { killAllServersNow } from './support/programs';

interface Act {
  readonly server: () => Promise<DatabaseServer>;
  readonly scenarios: readonly Scenario[];
}

const ACTS: readonly Act[] = [
  { server: () => PostgresCluster.start(), scenarios: [...ROLES, ...PARTITIONS] },
  { server: () => Pgbouncer.start(), scenarios: POOLER },
  { server: () => PrimaryAndStandby.start(), scenarios: FAILOVER },
];

/** Faults of this very process: the desk is a host too, and the library may not bring it down. */
const loose: Violation[] = [];
process.on('unhandledRejection', (reason) => {
  loose.push({ kind: 'other', text: `unhandled rejection in the desk: ${String((reason as Error)?.stack ?? reason)}` });
});
process.on('exit', () => {
  killAllReplicasNow();
  killAllServersNow();
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** @returns true when every promise was kept. */
async function main(): Promise<boolean> {
  const filters = process.argv.slice(2);
  const wanted = ({ name }: Scenario) => filters.length === 0 || filters.some((part) => name.includes(part));
  const acts = ACTS.map(({ server, scenarios }) => ({ server, scenarios: scenarios.filter(wanted) }));
  const chosen = acts.flatMap(({ scenarios }) => scenarios);
  if (chosen.length === 0) throw new Error(`no scenario is called like ${filters.join(', ')}`);
  const report = new Report(chosen);
  try {
    for (const act of acts) if (act.scenarios.length > 0) await perform(act, report);
  } finally {
    await killAllReplicas();
  }
  return report.conclude(loose);
}

/** One after the other: these measure how quickly work goes on. */
async function perform({ server: start, scenarios }: Act, report: Report): Promise<void> {
  const server = await start();
  const theatre = new Theatre(server);
  try {
    for (const scenario of scenarios) {
      const began = performance.now();
      const violations = await theatre.play(scenario);
      report.add(scenario, violations, performance.now() - began);
    }
  } finally {
    await server.stop();
  }
}

endWith(main());
