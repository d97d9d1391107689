// Everything in one run: `npm run bench`, or `npm run bench -- G7 G12` for some goals. SCALE, ROUNDS, KILLS: see README.md.
import { GROUPS } from './goals/index.mjs';
import { Bench } from './rig/bench.mjs';
import { asText } from './report/tables.mjs';
import { goalTable, runOf, writeResults } from './report/write.mjs';

const setting = (name, byDefault) => Number(process.env[name] ?? byDefault);
const scale = setting('SCALE', 1);
const bench = new Bench({
  rounds: setting('ROUNDS', 5),
  scale,
  kills: setting('KILLS', 50),
  killsAbreast: setting('KILLS_ABREAST', 5),
  // A small run is a try: it does not wait.
  quiet: setting('QUIET', scale < 1 ? 0 : 1) === 1,
});
const wanted = process.argv.slice(2).map((word) => word.toUpperCase());
const unknown = wanted.filter((goal) => !GROUPS.some((group) => group.covers.includes(goal)));
if (unknown.length > 0) {
  console.error(`no such goal: ${unknown.join(', ')}; there are ${GROUPS.flatMap((group) => group.covers).join(', ')}`);
  process.exit(2);
}
// A word from the keyboard must end the servers too.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void bench.close().finally(() => process.exit(130)));

const titleOf = ({ covers, title }) => `${covers.join(', ')}: ${title}`;
const results = [];
try {
  for (const group of GROUPS) {
    const { title, covers, run } = group;
    if (wanted.length > 0 && !wanted.some((goal) => covers.includes(goal))) continue;
    console.log(`\n== ${titleOf(group)}`);
    bench.samples = { taken: 0, disturbed: 0 };
    const result = await run(bench).catch((error) => {
      // One that cannot run, or loses a dossier, is shown as that; the others still run.
      console.error(error);
      const failed = error.message.split('\n')[0];
      return { tables: [], goals: covers.map((id) => ({ id, what: title, note: 'failed', least: [1] })), failed };
    });
    results.push({ title: titleOf(group), run: runOf(bench), ...result });
    for (const table of result.tables) console.log(`\n${asText(table)}`);
    writeResults(results, GROUPS.map(titleOf));
  }
  console.log(`\n${asText(goalTable(results))}`);
} finally {
  await bench.close();
}
// Said aloud: what ends the server at exit would otherwise end with success.
process.exit(results.some(({ failed }) => failed) ? 1 : 0);
