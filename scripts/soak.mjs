// Half an hour (MINUTES) of 40 dossiers a second (RATE) on two replicas, with something breaking every ten seconds.
import { runCompiled } from './compiled.mjs';

runCompiled('test/soak/main.ts', ['test/faults', 'test/soak']);
