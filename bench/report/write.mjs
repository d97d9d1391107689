import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { GOAL_COLUMNS, goalRow, verdict } from './goals.mjs';
import { asMarkdown } from './tables.mjs';

const FOLDER = join(import.meta.dirname, '..');
const PACKAGES = ['undici', 'axios', 'pg', 'typeorm', 'pg-boss', 'graphile-worker', 'bullmq', '@nestjs/core'];

/** What everything was measured on and with. */
export function surroundings(bench) {
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
    samples: bench.samples,
    quiet: bench.quiet,
  };
}

export function writeResults(around, groups) {
  // Marks beside the goals, so that nobody has to divide again.
  const results = groups.map((group) => ({
    ...group,
    goals: group.goals.map((goal) => ({ ...goal, reached: verdict(goal) })),
  }));
  writeFileSync(join(FOLDER, 'results.json'), `${JSON.stringify({ ...around, groups: results }, null, 2)}\n`);
  writeFileSync(join(FOLDER, 'RESULTS.md'), markdown(around, groups));
}

export function goalTable(groups) {
  return { title: 'Goals', columns: GOAL_COLUMNS, rows: groups.flatMap((group) => group.goals.map(goalRow)) };
}

function markdown({ date, machine, versions, rounds, scale, kills, unmeasured, samples, quiet }, groups) {
  const whole = scale === 1 && rounds >= 5;
  return [
    '# The last run of the benchmark',
    '',
    `Written by \`npm run bench\` on ${date.slice(0, 10)}. ${machine}. ${versions.join(', ')}.`,
    '',
    `Medians of ${rounds} interleaved round${rounds === 1 ? '' : 's'}, scale ${scale}, ${kills} kills.` +
      (whole ? '' : ' **A small run: an order of magnitude, not a result** (whole: scale 1, at least 5 rounds).'),
    '',
    quiet
      ? `${samples.disturbed} of ${samples.taken} samples were taken while something else used the machine, after two tries without.`
      : `${samples.taken} samples, taken whatever else used the machine.`,
    '',
    'Only ratios within one run mean something. Processor seconds are those of the contestant and of the whole process tree of',
    'the databases it used. Every contestant was checked: what a remote holds, and what stands in its own tables.',
    '',
    asMarkdown(goalTable(groups)),
    ...groups.flatMap((group) => [`## ${group.title}`, '', ...group.tables.map(asMarkdown)]),
    '## Not measured',
    '',
    ...[
      ...UNMEASURED,
      ...unmeasured,
      ...groups.flatMap(({ title, failed }) => (failed ? [`${title}: ${failed}`] : [])),
    ].map((line) => `- ${line}`),
    '',
  ].join('\n');
}

const UNMEASURED = ['SQLite (half of G18): the library has no dialect for it.'];

function versionOf(name) {
  return JSON.parse(readFileSync(join(FOLDER, '../node_modules', name, 'package.json'), 'utf8')).version;
}
