// Breaks everything that can break around the library, and prints what held: `node scripts/test-faults.mjs [part of a scenario's name …]`.
import { runCompiled } from './compiled.mjs';

runCompiled('test/faults/main.ts', ['test/faults']);
