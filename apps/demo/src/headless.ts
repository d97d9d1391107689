import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './parts/part';
import { System } from './parts/system';
import { readBooks } from './proof/evidence';
import { verdict } from './proof/verdict';
import { workShares } from './proof/work-share';
import type { Settings } from './settings';
import { HeadlessReport } from './show/headless-report';
import { paintFor } from './show/paint';
import type { Stopper } from './stopper';
import { Crowd } from './story/crowd';
import { playStories } from './story/stories';

/**
 * Between the last step and the reading of the books: what is said once too often is said when the lanes look for work again, which
 * they do every other second, and at the look after that if it has just been missed. What a lost lease would bring takes five times as
 * long as one look, and is for other tests.
 */
const QUIET_MS = 5_000;

const PACE = { firstMs: 200, minMs: 300, maxMs: 1_500 };

/** Boots everything in a folder of its own, plays the stories, reads the books. @returns whether all is as it must be. */
export async function runHeadless({ hosts, dossiers }: Settings, stopper: Stopper): Promise<boolean> {
  const report = new HeadlessReport((line) => process.stdout.write(`${line}\n`), paintFor(process.stdout, process.env));
  const dataDir = await mkdtemp(join(tmpdir(), 'hotich-demo-'));
  let died: (part: Part) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    died = (part) => reject(new Error(`${part.name} đã chết — has died\n${part.lastWords}`));
  });
  death.catch(() => undefined);
  const system = new System({
    dataDir,
    hosts,
    throwaway: true,
    stablePorts: false,
    pace: PACE,
    onDeath: (part) => died(part),
  });
  stopper.guard(system);
  try {
    report.title();
    return await Promise.race([death, stopper.stopped, run(system, dossiers, report).catch(afterDeaths)]);
  } finally {
    await system.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function run(system: System, dossiers: number, report: HeadlessReport): Promise<boolean> {
  const began = performance.now();
  await system.start((part) => report.started(part));
  const crowdBegan = performance.now();
  const [tales, crowd] = await Promise.all([playStories(system), new Crowd(system).play(dossiers)]);
  const crowdMs = performance.now() - crowdBegan;
  await pause(QUIET_MS);
  const books = await readBooks(system, [...tales, ...crowd]);
  books.evidence.slice(0, tales.length).forEach((evidence, index) => report.dossier(index + 1, evidence));
  if (crowd.length > 0) report.crowd(crowd.length, crowdMs);
  if (system.hosts.length > 1) report.shares(workShares(books.calls));
  const problems = verdict(books);
  report.verdict(problems, books.evidence.length, performance.now() - began);
  return problems.length === 0;
}

/** A part that dies takes requests with it: its death is the news, their failure only follows from it. */
async function afterDeaths(error: unknown): Promise<never> {
  await pause(300);
  throw error;
}
