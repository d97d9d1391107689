import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLETED, SUPPLEMENTED } from '../support/book';
import { mustHold } from '../support/checks';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

const DOSSIERS = Number(process.env['HOTICH_FAULTS_DOSSIERS'] ?? 120);
const KILLS = Number(process.env['HOTICH_FAULTS_KILLS'] ?? 20);
const SEED = Number(process.env['HOTICH_FAULTS_SEED'] ?? 20_261_124);

/** A kill every half second is no sign that a dossier is deadly, as it is where processes seldom die. */
const options = { engine: { maxLosses: 20 } };

export const RANDOM_KILLS_LIMIT_MS = 120_000 + DOSSIERS * 200 + KILLS * 3_000;

/** Half filed at the province, half nationally; while they travel, replicas are killed and replaced. */
export async function randomKills(rig: Rig): Promise<void> {
  const random = mulberry(SEED);
  rig.remotes.behaviour.latencyMs = 20;
  await Promise.all(['r1', 'r2', 'r3'].map((name) => rig.replica(name, { options })));
  const town = new Town(rig);
  const filing = file(rig);
  for (let kill = 1; kill <= KILLS; kill++) {
    await sleep(100 + random() * 500);
    const running = rig.replicas.filter((replica) => replica.running);
    await running[Math.floor(random() * running.length)]?.kill();
    await rig.replica(`k${kill}`, { options });
  }
  await filing;
  await rig.settled(30_000 + DOSSIERS * 60).finally(() => town.close());
  mustHold(rig.replicas.filter((replica) => !replica.running).length === KILLS, 'not every replica ended by our hand');
}

async function file(rig: Rig): Promise<void> {
  for (let i = 0; i < DOSSIERS; i++) {
    if (i % 2 === 0) await rig.submit(1);
    else rig.file(1, i % 12 === 1 ? SUPPLEMENTED : COMPLETED);
    await sleep((KILLS * 1_000) / DOSSIERS);
  }
}

/** A small seeded generator: the same seed, the same victims at the same pauses. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
