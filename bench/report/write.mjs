import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { GOAL_COLUMNS, goalRow, verdict } from './goals.mjs';
import { asMarkdown } from './tables.mjs';

const FOLDER = join(import.meta.dirname, '..');
const RESULTS = join(FOLDER, 'results.json');
const PACKAGES = ['undici', 'axios', 'pg', 'typeorm', 'pg-boss', 'graphile-worker', 'bullmq', '@nestjs/core'];

/** What a group was measured on and with, and how thoroughly. */
export function runOf(bench) {
  return {
    date: new Date().toISOString(),
    machine: `${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}`,
    versions: [
      `Node ${process.versions.node}`,
      ...bench.versions,
      ...PACKAGES.map((name) => `${name} ${versionOf(name)}`),
    ],
    rounds: bench.rounds,
    scale: bench.scale,
    kills: bench.kills,
    unmeasured: [...bench.unmeasured],
    samples: { ...bench.samples },
    quiet: bench.quiet,
  };
}

/**
 * Writes the last run of every group: those given, and of the others what the files hold.
 *
 * @param order titles of all groups.
 */
export function writeResults(groups, order) {
  // Marks beside the goals, so that nobody has to divide again.
  const fresh = groups.map((group) => ({
    ...group,
    goals: group.goals.map((goal) => ({ ...goal, reached: verdict(goal) })),
  }));
  const last = new Map([...JSON.parse(readFileSync(RESULTS, 'utf8')).groups, ...fresh].map((one) => [one.title, one]));
  const all = order.flatMap((title) => last.get(title) ?? []);
  writeFileSync(RESULTS, `${JSON.stringify({ groups: all }, null, 2)}\n`);
  writeFileSync(join(FOLDER, 'RESULTS.md'), markdown(all));
}

export function goalTable(groups) {
  return { title: 'Goals', columns: GOAL_COLUMNS, rows: groups.flatMap((group) => group.goals.map(goalRow)) };
}

const isWhole = ({ scale, rounds }) => scale === 1 && rounds >= 5;

function markdown(groups) {
  const unmeasured = new Set([...UNMEASURED, ...groups.flatMap(({ run }) => run.unmeasured)]);
  return [
    '# The last run of the benchmark',
    '',
    'Written by `npm run bench`, group by group; each says when, on what and how thoroughly it was measured. A goal with a `~` was',
    '**measured in a small run: an order of magnitude, not a result** (whole: scale 1, at least 5 rounds).',
    '',
    'Only ratios within one group mean something. Processor seconds are those of the contestant and of the whole process tree of',
    'the databases it used. Every contestant was checked: what a remote holds, and what stands in its own tables.',
    '',
    asMarkdown(
      goalTable(
        groups.map(({ goals, run }) => ({
          goals: goals.map((goal) => (isWhole(run) ? goal : { ...goal, id: `${goal.id} ~` })),
        })),
      ),
    ),
    ...groups.flatMap(({ title, run, tables }) => [`## ${title}`, '', howMeasured(run), '', ...tables.map(asMarkdown)]),
    '## Versions',
    '',
    `${[...new Set(groups.flatMap(({ run }) => run.versions))].join(', ')}.`,
    '',
    '## Not measured',
    '',
    ...[...unmeasured, ...groups.flatMap(({ title, failed }) => (failed ? [`${title}: ${failed}`] : []))].map(
      (line) => `- ${line}`,
    ),
    '',
  ].join('\n');
}

function howMeasured({ date, machine, rounds, scale, kills, samples, quiet }) {
  const noise = quiet
    ? `${samples.disturbed} of ${samples.taken} samples while something else used the machine, after two tries without`
    : `${samples.taken} samples, whatever else used the machine`;
  return `${date.slice(0, 10)}, ${machine}. Medians of ${rounds} interleaved round${rounds === 1 ? '' : 's'}, scale ${scale}, ${kills} kills; ${noise}.`;
}

const UNMEASURED = ['SQLite (half of G18): the library has no dialect for it.'];

function versionOf(name) {
  return JSON.parse(readFileSync(join(FOLDER, '../node_modules', name, 'package.json'), 'utf8')).version;
}
