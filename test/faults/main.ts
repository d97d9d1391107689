import 'reflect-metadata';
import type { Scenario } from './scenario';
import { SCENARIOS } from './scenarios';
import { PostgresServer } from './support/postgres-server';
import { killAllReplicas, killAllReplicasNow } from './support/replica';
import { Report } from './support/report';
import { Theatre } from './support/theatre';
import { endWith } from './support/verdict';
import type { Violation } from './support/verify';

/** Faults of this very process: the desk is a host too, and the library may not bring it down. */
const loose: Violation[] = [];
process.on('unhandledRejection', (reason) => {
  loose.push({ kind: 'other', text: `unhandled rejection in the desk: ${String((reason as Error)?.stack ?? reason)}` });
});
process.on('exit', killAllReplicasNow);
// The package stops its servers by itself on these; what fails then is no finding.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.stderr.write(`\ninterrupted by ${signal}\n`));
}

/** @returns true when every promise was kept. */
async function main(): Promise<boolean> {
  const filters = process.argv.slice(2);
  const chosen = SCENARIOS.filter(({ name, heavy = false }) =>
    filters.length === 0
      ? !heavy
      : filters.some((part) => (heavy ? part.includes('heavy') : true) && name.includes(part)),
  );
  if (chosen.length === 0) throw new Error(`no scenario is called like ${filters.join(', ')}`);
  const report = new Report(chosen);
  const waiting = programme(chosen);
  const stages = Math.min(Number(process.env['HOTICH_FAULTS_AT_ONCE'] ?? 2), waiting.length);
  try {
    await Promise.all(Array.from({ length: stages }, () => perform(waiting, report)));
  } finally {
    await killAllReplicas();
  }
  return report.conclude(loose);
}

/** What shares a stage stays together; the rest is free. */
function programme(scenarios: readonly Scenario[]): Scenario[][] {
  const acts = new Map<string, Scenario[]>();
  for (const scenario of scenarios) {
    const key = scenario.stage ?? scenario.name;
    acts.set(key, [...(acts.get(key) ?? []), scenario]);
  }
  return [...acts.values()];
}

/** Scenarios mostly wait: several theatres, each with a server of its own, play side by side. */
async function perform(waiting: Scenario[][], report: Report): Promise<void> {
  const server = await PostgresServer.start();
  const theatre = new Theatre(server);
  try {
    for (let act = waiting.shift(); act; act = waiting.shift()) {
      for (const scenario of act) {
        const began = performance.now();
        const violations = await theatre.play(scenario);
        report.add(scenario, violations, performance.now() - began);
      }
      await theatre.clear();
    }
  } finally {
    await theatre.clear();
    await server.stop();
  }
}

endWith(main());
