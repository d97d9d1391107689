// Converts 10,000 random addresses of 2024 to the units of today and prints how sure the answers are. An answer that claims more
// than is proved fails the run. The same seed gives the same figures.
//   node scripts/coverage-addresses.mjs [--size 10000] [--seed 20250701]
import { parseArgs } from 'node:util';
import { load } from './typescript.mjs';

const { values } = parseArgs({
  options: { size: { type: 'string', default: '10000' }, seed: { type: 'string', default: '20250701' } },
});
const [size, seed] = [Number(values.size), Number(values.seed)];
// A run over nothing would find nothing wrong.
if (!Number.isInteger(size) || size < 1 || !Number.isInteger(seed)) {
  console.error('--size is an integer from 1, --seed an integer');
  process.exit(2);
}
const { measureConversions } = load('addresses/measure.ts');

const COLUMNS = ['exact', 'probable', 'ambiguous', 'failed'];
const line = (title, cells) => title.padEnd(24) + cells.map((cell) => cell.padStart(18)).join('');
const share = (count) => `${count.toLocaleString('en')} (${((100 * count) / size).toFixed(2)} %)`;

const measured = measureConversions(size, seed);
console.log(`${size.toLocaleString('en')} addresses of 2024 to the units since 1/7/2025, seed ${seed}\n`);
console.log(line('', COLUMNS));
for (const { title, counts } of measured) {
  console.log(
    line(
      title,
      COLUMNS.map((column) => share(counts[column])),
    ),
  );
}
const overclaimed = measured.reduce((sum, one) => sum + one.overclaimed, 0);
console.log(`\n${overclaimed} reported exact without proof`);
process.exitCode = overclaimed === 0 ? 0 : 1;
