import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLETED, SUPPLEMENTED } from '../support/book';
import { mustHold } from '../support/checks';
import type { Rig } from '../support/rig';
import { Town } from '../support/town';

export interface Massacre {
  readonly dossiers: number;
  readonly kills: number;
}

export const FEW: Massacre = { dossiers: 120, kills: 20 };
export const MANY: Massacre = { dossiers: 2_000, kills: 20 };

const SEED = Number(process.env['HOTICH_FAULTS_SEED'] ?? 20_261_124);

/**
 * A kill every half second is no sign that a dossier is deadly, as it is where processes seldom die. And with so many starting a request lies
 * before the register for seconds: on a machine that was busy besides, one had gone out for the second time when the first was read.
 */
const options = { engine: { maxLosses: 20 }, register: { unknownGraceMs: 6_000 } };

export const randomKillsLimitMs = ({ dossiers, kills }: Massacre) => 150_000 + dossiers * 300 + kills * 6_000;

/** Half filed at the province, half nationally; while they travel, replicas are killed and replaced. */
export async function randomKills(rig: Rig, { dossiers, kills }: Massacre): Promise<void> {
  const random = mulberry(SEED);
  rig.remotes.behaviour.latencyMs = 20;
  await Promise.all(['r1', 'r2', 'r3'].map((name) => rig.replica(name, { options })));
  const town = new Town(rig);
  const filing = file(rig, { dossiers, kills });
  for (let kill = 1; kill <= kills; kill++) {
    await sleep(100 + random() * 500);
    const running = rig.replicas.filter((replica) => replica.running);
    await running[Math.floor(random() * running.length)]?.kill();
    await rig.replica(`k${kill}`, { options });
  }
  await filing;
  await rig.settled(60_000 + dossiers * 150).finally(() => town.close());
  mustHold(rig.replicas.filter((replica) => !replica.running).length === kills, 'not every replica ended by our hand');
}

async function file(rig: Rig, { dossiers, kills }: Massacre): Promise<void> {
  for (let i = 0; i < dossiers; i++) {
    if (i % 2 === 0) await rig.submit(1);
    else rig.file(1, i % 12 === 1 ? SUPPLEMENTED : COMPLETED);
    await sleep((kills * 1_000) / dossiers);
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
