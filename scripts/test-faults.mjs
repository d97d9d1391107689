// Breaks everything that can break around the library, and prints what held: `node scripts/test-faults.mjs [part of a scenario's name …]`.
import { runCompiled } from './compiled.mjs';

/**
 * The library as it was landed before tasks counted their losses and slots had a table, and as it was landed last: each must work beside
 * what is here.
 */
const BEFORE = { first: 'c338e5b', last: '52d940e' };

runCompiled('test/faults/main.ts', ['test/faults'], BEFORE);
