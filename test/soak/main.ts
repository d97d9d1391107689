import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresServer } from '../faults/support/postgres-server';
import { killAllReplicas, killAllReplicasNow } from '../faults/support/replica';
import type { Tuning } from '../faults/support/options';
import { Rig } from '../faults/support/rig';
import { endWith } from '../faults/support/verdict';
import { type Accounts, holds, inLine, outstanding, settleAccounts } from './accounts';
import { Crowd } from './crowd';
import { growsWithTable, MemoryCurve, type Scans, scansBetween, scansOf, type Slope, SLOPE_LIMIT } from './measures';
import { MISHAPS } from './mishaps';

const MINUTES = Number(process.env['MINUTES'] ?? 30);
const RATE = Number(process.env['RATE'] ?? 40);
/** A process takes so long to get from the system what it needs, and to compile what it runs; before that its sizes say nothing. */
const SETTLED_MINUTES = { rss: 10, live: 5 };
/** After so many no excuse is left. */
const FULL_MINUTES = 30;
const MISHAP_EVERY_MS = 10_000;
/** Often enough for a slope of short runs, too. */
const SAMPLE_EVERY_MS = Math.min(15_000, (MINUTES * 60_000) / 60);

/** A host's ordinary patience, where the fault scenarios are in a hurry. */
const TUNING: Tuning = {
  gateway: { timeoutMs: 3_000, connectTimeoutMs: 1_000 },
  interlink: { timeoutMs: 3_000, connectTimeoutMs: 1_000 },
  register: {
    cadence: { firstMs: 1_000, minMs: 2_000, maxMs: 5_000, workingHours: false as const },
    unknownGraceMs: 5_000,
  },
  engine: { leaseMs: 5_000 },
};

// A process that traces errors to their sources keeps a map of each file that one came through: 8 MB by and by, of which no host has any.
process.execArgv = process.execArgv.filter((given) => given !== '--enable-source-maps');
process.on('exit', killAllReplicasNow);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.stderr.write(`\ninterrupted by ${signal}\n`));
}

/** @returns as {@link soak}. */
async function main(): Promise<boolean> {
  const server = await PostgresServer.start();
  try {
    const rig = await Rig.build(server);
    const kept = await soak(rig);
    await rig.close();
    return kept;
  } finally {
    await killAllReplicas();
    await server.stop();
  }
}

/** @returns true when every promise was kept. */
async function soak(rig: Rig): Promise<boolean> {
  const measured = await Promise.all(['one', 'two'].map((name) => rig.replica(name, { options: TUNING })));
  const curves = measured.map((replica) => new MemoryCurve(replica));
  const crowd = new Crowd(rig, RATE);
  const began = performance.now();
  const endsAt = began + MINUTES * 60_000;
  const minutes = () => (performance.now() - began) / 60_000;
  let half: Scans[] = [];
  const filing = crowd.start(endsAt);
  const measuring = every(SAMPLE_EVERY_MS, endsAt, async () => {
    if (crowd.behind > RATE * 60)
      throw new Error(`this machine is too slow for ${RATE} a second: try RATE=${RATE / 2}`);
    if (half.length === 0 && minutes() >= MINUTES / 2) half = await scansOf(rig.control);
    await Promise.all(curves.map((curve) => curve.sample(minutes())));
    const sizes = curves.map((curve) => `${curve.replica.name} ${curve.last('live').toFixed(1)}`).join(', ');
    say(`${minutes().toFixed(1)} min, ${crowd.total} dossiers: ${await inLine(rig)} tasks in line; live MB: ${sizes}`);
  });
  const breaking = every(MISHAP_EVERY_MS, endsAt, async () => {
    const mishap = MISHAPS[Math.floor(Math.random() * MISHAPS.length)]!;
    say(`${minutes().toFixed(1)} min, ${crowd.total} dossiers: ${mishap.name}`);
    await mishap.happen(rig, measured);
  });
  await Promise.all([filing, measuring, breaking]);
  const scans = scansBetween(half, await scansOf(rig.control));
  const [behind, waiting] = [await inLine(rig), await outstanding(rig)];
  if (behind > RATE * 60) say(`this machine is too slow: ${behind} tasks are in line, so memory means nothing`);
  say(`${waiting} dossiers are on their way, ${behind} tasks are in line`);
  rig.remotes.faults.clear();
  const late = await arrived(rig);
  await crowd.close();
  say(`held for a person, and put back in line: ${await holds(rig.control)}`);
  return conclude(await settleAccounts(rig), curves, scans, late);
}

/** Waits for what is still on its way; answers how many dossiers did not arrive. */
async function arrived(rig: Rig): Promise<number> {
  let left = 0;
  for (let before = Infinity, still = 0; still < 30; await sleep(1_000)) {
    left = await outstanding(rig);
    if (left === 0) return 0;
    still = left < before ? 0 : still + 1;
    before = left;
  }
  return left;
}

/**
 * Growth is shown, no growth is shown, or neither. Of what is live a run of full length must show that there is none; the resident size swings
 * with what is in line, by more than the limit, and can only show that it grows.
 */
function judged(kind: keyof typeof SETTLED_MINUTES, { slope, give }: Slope): string {
  if (slope - give > SLOPE_LIMIT) return '✗';
  if (slope + give <= SLOPE_LIMIT) return '✓';
  if (kind === 'rss') return '✓ (no growth shown)';
  return MINUTES < FULL_MINUTES ? '(too uneven to judge)' : '✗ (too uneven to judge)';
}

function conclude(accounts: Accounts, curves: readonly MemoryCurve[], scans: readonly Scans[], late: number): boolean {
  const broken: string[] = [];
  for (const curve of curves) {
    for (const kind of ['live', 'rss'] as const) {
      const growth = curve.slope(kind, MINUTES / 2);
      const { slope, give } = growth;
      const verdict = MINUTES >= SETTLED_MINUTES[kind] ? judged(kind, growth) : '(too short to judge)';
      say(
        `replica ${curve.replica.name}: ${kind} ${curve.last(kind).toFixed(1)} MB, slope ${slope.toFixed(2)} ± ${give.toFixed(2)} MB per 10 min ${verdict}`,
      );
      if (verdict.startsWith('✗')) broken.push(`${kind} of ${curve.replica.name} grows, or may`);
    }
    if (curve.replica.diedByItself) broken.push(`${curve.replica.name} ended by itself: ${curve.replica.lastWords}`);
  }
  say('\ntable                    rows   scans of the second half   rows read by them');
  for (const one of scans) {
    const grows = growsWithTable(one);
    say(
      `${one.table.padEnd(22)} ${String(one.rows).padStart(6)} ${String(one.scans).padStart(26)} ${String(one.read).padStart(19)} ${grows ? '✗' : '✓'}`,
    );
    if (grows) broken.push(`${one.table} is read whole`);
  }
  const { lost, twice, disordered, other } = accounts;
  for (const text of [...lost, ...twice, ...disordered, ...other].slice(0, 20)) say(`  ${text}`);
  say(
    `\n${lost.length} lost, ${twice.length} twice, ${disordered.length} out of order, ${other.length} other; ${late} late`,
  );
  for (const text of broken) say(`✗ ${text}`);
  return broken.length + lost.length + twice.length + disordered.length + other.length === 0;
}

async function every(ms: number, endsAt: number, does: () => Promise<void>): Promise<void> {
  for (let next = performance.now() + ms; next < endsAt; next += ms) {
    await sleep(Math.max(0, next - performance.now()));
    await does();
  }
}

const say = (text: string) => void process.stdout.write(`${text}\n`);

endWith(main());
