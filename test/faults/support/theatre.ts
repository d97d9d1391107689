import type { Scenario } from '../scenario';
import type { DatabaseServer } from './database-server';
import { Rig } from './rig';
import { storyOf } from './story';
import { verify, type Violation } from './verify';

/** A scenario that is not over by then hangs. */
const LIMIT_MS = 90_000;

/** Gives each scenario its rig, and looks at the invariants when it is over. */
export class Theatre {
  private kept: { readonly stage: string; readonly rig: Rig } | undefined;

  constructor(private readonly server: DatabaseServer) {}

  async play(scenario: Scenario): Promise<Violation[]> {
    const rig = await this.rigFor(scenario);
    const violations: Violation[] = [];
    try {
      await within(scenario.limitMs ?? LIMIT_MS, scenario.run(rig));
    } catch (error) {
      violations.push({ kind: 'other', text: (error as Error).message });
      // What is late is not lost: with everything mended it must still arrive.
      await rig.rescue();
    }
    violations.push(...(await verify(rig)));
    if (violations.length > 0) await this.tell(rig, violations);
    if (scenario.stage !== undefined && violations.length === 0) this.kept = { stage: scenario.stage, rig };
    else await rig.close();
    return violations;
  }

  /** Ends what is still on a stage. */
  async clear(): Promise<void> {
    await this.kept?.rig.close();
    this.kept = undefined;
  }

  private async rigFor({ stage }: Scenario): Promise<Rig> {
    const kept = this.kept;
    this.kept = undefined;
    if (kept && kept.stage === stage) return kept.rig;
    await kept?.rig.close();
    return Rig.build(this.server);
  }

  /** With `HOTICH_FAULTS_LOG` set also what the replicas printed. */
  private async tell(rig: Rig, violations: readonly Violation[]): Promise<void> {
    process.stdout.write(`${await storyOf(rig, violations)}\n`);
    if (!process.env['HOTICH_FAULTS_LOG']) return;
    for (const { name, lastWords } of rig.replicas) process.stderr.write(`--- ${name}\n${lastWords}\n`);
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not over after ${ms / 1_000} s`)), ms);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}
